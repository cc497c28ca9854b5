import { z } from 'zod';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { hasPictographs, tidy } from '../shared/kernel/text.js';
import { date } from '../shared/web/form-schemas.js';
import { keptValues, parseForm, type FormFault, type ParsedForm } from '../shared/web/forms.js';
import { faceFrom, FACE_QUESTIONS, isFaceQuestion, QUESTIONS, type Moment, type Question } from './survey-words.js';
import type { PaperSheet } from './surveys.service.js';

const LONGEST = 300;

/** The name of an input: one question about one person. */
export function paperName(question: Question, personId: Id): string {
  return `${question}-${personId}`;
}

/** The sheets of a group as they were typed; people of whom nothing was typed are left out. */
export function readPaper(
  body: Record<string, unknown>, moment: Moment, people: readonly { personId: Id; name: string }[],
): ParsedForm<{ answeredOn: LocalDate; sheets: PaperSheet[] }> {
  const day = parseForm(z.object({ answeredOn: date('surveys:errors.no-day') }), body);
  const faults: FormFault[] = day.ok ? [] : [...day.form.faults];
  const sheets: PaperSheet[] = [];
  for (const { personId, name } of people) {
    const sheet: PaperSheet = { personId, confidence: null, courseFace: null, trainerFace: null, hoursFace: null, comment: null };
    let said = false;
    for (const question of QUESTIONS[moment]) {
      const field = paperName(question, personId);
      const typed = typeof body[field] === 'string' ? tidy(body[field]) : '';
      if (typed === '') continue;
      said = true;
      if (!isFaceQuestion(question)) {
        if (typed.length > LONGEST || hasPictographs(typed)) faults.push({ field, reason: 'surveys:errors.comment-of', params: { name } });
        sheet.comment = typed;
        continue;
      }
      const face = faceFrom(typed);
      if (face === null) faults.push({ field, reason: 'surveys:errors.number-of', params: { name } });
      sheet[FACE_QUESTIONS[question]] = face;
    }
    if (said) sheets.push(sheet);
  }
  if (faults.length === 0 && sheets.length === 0) faults.push({ field: '', reason: 'surveys:errors.nothing' });
  return day.ok && faults.length === 0 ? { ok: true, value: { answeredOn: day.value.answeredOn, sheets } } : { ok: false, form: { values: keptValues(body), faults } };
}

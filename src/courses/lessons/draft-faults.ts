import type { FormFault } from '../../shared/web/forms.js';
import { readLesson, type LessonContent } from '../lesson-content.js';
import { isAdvice, lessonFault, type LessonFault } from '../lesson-faults.js';
import { lessonFaults, type LessonPlace } from '../lesson-laws.js';
import { lessonOf, type LessonDraft } from './lesson-draft.js';
import { writeLesson } from './lesson-source.js';

/** What came of a draft. */
export interface CheckedDraft {
  /** What would break the lesson; each at its field. Empty when it can be saved. */
  refusals: FormFault[];
  /** What would make it better. */
  advice: FormFault[];
  /** The lesson that was read back from its text; null when there are refusals in it. */
  lesson: LessonContent | null;
  source: string;
}

/** 60,000 characters fit into a column. */
const LONGEST_SOURCE = 58_000;

/** Holds a draft against what a lesson is and what a good one is. */
export function checkDraft(draft: LessonDraft, place: LessonPlace, version: number): CheckedDraft {
  const wanted = lessonOf(draft, { code: place.code, version });
  const source = writeLesson(wanted);
  const strange = strangeLines(draft);
  // A heading or a picture inside a text would be read as a step or a picture of its own.
  const read = strange.length > 0 ? { ok: false as const, faults: strange } : readLesson(source);
  if (!read.ok) return { refusals: asFormFaults(read.faults), advice: [], lesson: null, source };
  const faults = lessonFaults(read.lesson, place);
  return {
    refusals: [
      ...asFormFaults(faults.filter((fault) => !isAdvice(fault))),
      ...read.lesson.steps.length === 0 ? [{ field: 'act', reason: 'lessons:faults.no-step' }] : [],
      ...source.length > LONGEST_SOURCE ? [{ field: 'act', reason: 'lessons:faults.too-large' }] : [],
    ],
    advice: asFormFaults(faults.filter(isAdvice)), lesson: read.lesson, source,
  };
}

/** Lines of the texts that mean something else in a lesson's file. */
function strangeLines({ intro, steps }: LessonDraft): LessonFault[] {
  const texts = [{ at: 'intro', text: intro }, ...steps.map(({ text }, index) => ({ at: `steps.${index}.text`, text }))];
  return texts.flatMap(({ at, text }) => [
    ...text.split('\n').some((line) => /^#{1,6}\s/u.test(line)) ? [lessonFault('heading', { at })] : [],
    ...text.split('\n').some((line) => /^!\[[^\]]*\]\([^)\s]+\)$/u.test(line.trim())) ? [lessonFault('early-picture', { at })] : [],
  ]);
}

function asFormFaults(faults: readonly LessonFault[]): FormFault[] {
  return faults.map(({ reason, params, at }) => ({ field: fieldOf(at), reason: reasonAt(at, reason), params }));
}

/** "Something is missing" in the words of the field. */
function reasonAt(at: string | null, reason: string): string {
  if (at === 'practice' && reason !== 'lessons:faults.no-practice') return 'lessons:faults.no-exercise';
  if (at === null || reason !== 'lessons:faults.missing') return reason;
  if (at.endsWith('.right')) return 'lessons:faults.no-right';
  return at.endsWith('minutes') ? 'lessons:faults.number' : reason;
}

/** The field of the form that shows a part of the lesson. */
function fieldOf(at: string | null): string {
  if (at === null) return 'act';
  if (at.startsWith('plan.prepare')) return 'plan.prepare';
  if (at.startsWith('practice')) return 'practice';
  if (at === 'plan.stages') return 'plan.stages.0.minutes';
  if (at === 'plan.wrong') return 'plan.wrong.0.sign';
  return at;
}

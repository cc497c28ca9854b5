import { surnamesFirst } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { paperName } from './paper.form.js';
import { isFaceQuestion, QUESTIONS, type Moment } from './survey-words.js';
import { SURVEYS } from './surveys.presenter.js';
import type { NamedGroup, PaperRow, SurveyedEdition } from './surveys.repository.js';

/** All that the page is made of on which a group's sheets are entered. */
export interface PaperPage {
  edition: SurveyedEdition;
  moment: Moment;
  groups: readonly NamedGroup[];
  groupId: Id | null;
  people: readonly PaperRow[];
  today: LocalDate;
}

/** A row for each person, a box for each question: what somebody has answered already is never shown. */
export function paperView(t: Translate, { edition, moment, groups, groupId, people, today }: PaperPage, form: FormView): object {
  const questions = QUESTIONS[moment];
  const path = `${SURVEYS}/${edition.id}/paper`;
  const open = people.filter(({ answered }) => !answered);
  return {
    form, back: { href: `${SURVEYS}/${edition.id}`, text: edition.name }, path, moment, action: `${path}?moment=${moment}${groupId ? `&group=${groupId}` : ''}`,
    group: field(emptyForm(), t, {
      name: 'group', type: 'select', label: 'surveys:paper.group', value: groupId, width: 'medium', choices: groups.map(({ id, name }) => ({ value: id, label: name })),
    }),
    answeredOn: field(form, t, { name: 'answeredOn', type: 'date', label: 'surveys:paper.day', value: formatLocalDate(today) }),
    columns: questions.map((question) => ({ text: t(`surveys:questions.${question}`), wide: !isFaceQuestion(question) })), any: open.length > 0, nobody: people.length === 0,
    rows: people.map((row) => ({
      name: surnamesFirst(row), answered: row.answered, span: questions.length,
      cells: questions.map((question) => {
        const name = paperName(question, row.personId);
        return {
          name, value: form.values[name] ?? '', error: form.errors[name] ?? null, face: isFaceQuestion(question),
          label: t('surveys:paper.of', { question: t(`surveys:questions.${question}`), name: surnamesFirst(row) }),
        };
      }),
    })),
  };
}

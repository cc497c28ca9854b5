import { consentTextView, type ConsentTextView } from '../people/consent.presenter.js';
import { consentFields } from '../people/person-fields.presenter.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { questionBefore, QUESTIONS, UNANSWERED, type Answers, type Question } from './diagnosis-questions.js';

/** One question a page, for the learner herself. */
/** @param known what a list or the desk told of her: she confirms it instead of being asked again */
export function questionPage(t: Translate, question: Question, answers: Answers, known: Answers): object {
  const before = questionBefore(question.code);
  const number = QUESTIONS.indexOf(question) + 1;
  return {
    back: before ? { href: `/placement/questions/${before.code}`, text: t('diagnosis:back') } : null,
    progress: t('diagnosis:progress', { number, total: QUESTIONS.length }),
    action: `/placement/questions/${question.code}`,
    told: answers[question.code] === undefined && known[question.code] !== undefined ? t('diagnosis:told') : null,
    field: { ...questionField(t, question, { ...known, ...answers }, emptyForm()), asHeading: true },
  };
}

/** All questions on one page, numbered, for the clerk who asks aloud. */
export function clerkFields(t: Translate, answers: Answers, form: FormView = emptyForm()): Field[] {
  return QUESTIONS.map((question, index) => {
    const asked = questionField(t, question, answers, form);
    return { ...asked, label: t('diagnosis:clerk.question', { number: index + 1, question: asked.label }) };
  });
}

/** What is read out before the first question to somebody who has not been asked for her consent. */
export function consentPart(t: Translate, form: FormView, today: LocalDate): { text: ConsentTextView; fields: Field[] } {
  return { text: consentTextView(t), fields: consentFields(t, form, today, true) };
}

/** Each question with what was answered, in words; what was not answered stays empty. */
export function answerFacts(t: Translate, answers: Answers): { label: string; text: string }[] {
  return QUESTIONS.map(({ code }) => ({
    label: t(`diagnosis:questions.${code}.label`),
    text: [answers[code] ?? UNANSWERED].flat().filter((answer) => answer !== UNANSWERED)
      .map((answer) => t(`diagnosis:questions.${code}.answers.${answer}`)).join('; '),
  }));
}

function questionField(t: Translate, question: Question, answers: Answers, form: FormView): Field {
  const given = answers[question.code];
  return field(form, t, {
    name: question.code,
    type: question.several ? 'checkboxes' : 'radios',
    label: `diagnosis:questions.${question.code}.label`,
    hint: question.several ? 'diagnosis:several' : undefined,
    choices: question.answers.map((answer) => ({ value: answer, label: t(`diagnosis:questions.${question.code}.answers.${answer}`) })),
    value: given === undefined || given === UNANSWERED ? null : given,
  });
}

import { FACES } from '../coaching/note.form.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { DueSurvey } from './own-survey.repository.js';
import { isFaceQuestion, QUESTIONS, type Question } from './survey-words.js';

/** Where a question of a survey is asked and answered. */
export function questionPath({ editionId, moment }: Pick<DueSurvey, 'editionId' | 'moment'>, question: Question): string {
  return `/survey/${editionId}/${moment}/${question}`;
}

/** One question, as large as a page. */
export function questionView(t: Translate, survey: DueSurvey, question: Question, form: FormView = emptyForm()): object {
  const questions = QUESTIONS[survey.moment];
  const place = questions.indexOf(question);
  const path = questionPath(survey, question);
  return {
    form, back: { href: '/', text: t('surveys:own.not-now') }, eyebrow: survey.editionName,
    progress: questions.length > 1 ? t('surveys:own.progress', { number: place + 1, total: questions.length }) : null,
    action: path, field: questionField(t, survey, question, form), submit: t(place === questions.length - 1 ? 'surveys:own.end' : 'surveys:own.next'),
    pass: place === 0 ? { action: `/survey/${survey.editionId}/${survey.moment}/refusal`, text: t('surveys:own.decline') } : { action: path, text: t('surveys:own.pass') },
    private: t('surveys:own.private'),
  };
}

function questionField(t: Translate, { moment }: DueSurvey, question: Question, form: FormView): Field {
  const label = `surveys:own.questions.${question === 'confidence' ? `confidence-${moment}` : question}`;
  if (!isFaceQuestion(question)) {
    return { ...field(form, t, { name: 'answer', type: 'textarea', rows: 3, maxlength: 300, label, hint: 'surveys:own.comment-hint' }), asHeading: true };
  }
  const words = question === 'confidence' ? 'surveys:sure' : 'surveys:content';
  const choices = FACES.map((face) => ({ value: String(face), label: t(`${words}.${face}`), icon: `face-${face}` }));
  return { ...field(form, t, { name: 'answer', type: 'radios', label, choices }), control: 'coaching/faces', asHeading: true };
}

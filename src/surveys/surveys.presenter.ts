import { courseBeside } from '../courses/edition-tabs.js';
import { formatLocalDate } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { pagination, table, type Cell } from '../shared/web/tables.js';
import { FEWEST } from '../shared/kernel/small-cells.js';
import { answersToShow, changeOf, spreadOf } from './survey-rules.js';
import { FACE_QUESTIONS, MOMENTS, type Face, type FaceQuestion, type Moment } from './survey-words.js';
import type { SurveyAnswer } from './survey-answer.entity.js';
import type { SurveyedEdition } from './surveys.repository.js';

export const SURVEYS = '/surveys';
export const SURVEYS_PAGE = 30;

/** The editions that have begun, and how many of each were heard. */
export function surveysView(t: Translate, editions: readonly SurveyedEdition[], page: number, total: number): object {
  const heard = (number: number, people: number): Cell => ({ text: t('surveys:list.heard', { number, people }) });
  return {
    table: table({
      id: 'surveys', caption: t('surveys:list.title'), captionHidden: true,
      columns: [{ text: t('surveys:columns.edition') }, { text: t('surveys:columns.days') }, { text: t('surveys:moments.start'), numeric: true }, { text: t('surveys:moments.end'), numeric: true }],
      rows: editions.map((edition): Cell[] => [
        { text: edition.name, href: `${SURVEYS}/${edition.id}`, detail: courseBeside(edition) }, { text: daysOf(edition) },
        heard(edition.heardAtStart, edition.people), heard(edition.heardAtEnd, edition.people),
      ]),
      empty: { title: t('surveys:list.none'), text: t('surveys:list.none-text'), icon: 'people' },
    }),
    pagination: pagination(t, { page, pageSize: SURVEYS_PAGE, total, url: (number) => (number > 1 ? `${SURVEYS}?page=${number}` : SURVEYS) }),
  };
}

/** All that the page of an edition's survey is made of. */
export interface SurveyPage {
  edition: SurveyedEdition;
  answers: readonly SurveyAnswer[];
  readsComments: boolean;
  mayEnter: readonly Moment[];
}

/** What was said about an edition, added up. */
export function surveyView(t: Translate, { edition, answers, readsComments, mayEnter }: SurveyPage): object {
  const at = (moment: Moment): SurveyAnswer[] => answers.filter((answer) => answer.moment === moment);
  const change = changeOf(answers);
  const comments = answersToShow(at('end'), () => true).flatMap(({ comment }) => (comment ? [comment] : [])).sort((a, b) => a.localeCompare(b, 'es'));
  return {
    back: { href: SURVEYS, text: t('surveys:list.title') }, eyebrow: daysOf(edition), paper: mayEnter.map((moment) => ({ href: `${SURVEYS}/${edition.id}/paper?moment=${moment}`, text: t(`surveys:paper.${moment}`) })),
    confidence: spreadTable(t, 'confidence', MOMENTS.map((moment) => [t(`surveys:moments.${moment}`), saidOf(at(moment), 'confidence')]), t('surveys:questions.confidence'), 'surveys:sure'),
    change: change && t('surveys:show.change', { count: change.people, before: change.before.toFixed(1), after: change.after.toFixed(1) }),
    satisfaction: spreadTable(
      t, 'satisfaction', (['course', 'trainer', 'hours'] as const).map((question) => [t(`surveys:questions.${question}`), saidOf(at('end'), question)]), t('surveys:show.satisfaction'), 'surveys:content'),
    fewest: t('surveys:show.fewest', { count: FEWEST }), people: t('surveys:show.people', { count: edition.people }),
    comments: readsComments && comments.length > 0 ? comments : null,
  };
}

/** The answers to one question: how many there are, and the faces of those that may be shown. */
interface Said {
  answered: number;
  shown: (Face | null)[];
}

function saidOf(answers: readonly SurveyAnswer[], question: FaceQuestion): Said {
  const faceOf = (answer: SurveyAnswer): Face | null => answer[FACE_QUESTIONS[question]];
  return { answered: answers.filter((answer) => faceOf(answer) !== null).length, shown: answersToShow(answers, (answer) => faceOf(answer) !== null).map(faceOf) };
}

/** A row for each question, a column for each face. */
function spreadTable(t: Translate, id: string, rows: readonly (readonly [name: string, said: Said])[], caption: string, words: string): object {
  return table({
    id, caption,
    columns: [{ text: t('surveys:columns.what') }, ...[1, 2, 3, 4, 5].map((face) => ({ text: t(`${words}.${face}`), numeric: true })), { text: t('surveys:columns.answers'), numeric: true }, { text: t('surveys:columns.mean'), numeric: true }],
    rows: rows.map(([name, said]): Cell[] => [{ text: name }, ...spreadCells(said)]),
  });
}

function spreadCells({ answered, shown }: Said): Cell[] {
  const { counts, mean } = spreadOf(shown);
  return [...counts.map((count) => ({ text: mean === null ? '—' : count })), { text: answered }, { text: mean === null ? '—' : mean.toFixed(1) }];
}

function daysOf({ startsOn, endsOn }: SurveyedEdition): string {
  return `${formatLocalDate(startsOn)} – ${formatLocalDate(endsOn)}`;
}

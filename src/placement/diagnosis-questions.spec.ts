import { BANDS } from '../shared/kernel/availability.js';
import {
  accessFrom, answersKnown, answerTo, answersFrom, availabilityFrom, diagnosisRefusals, nextQuestion, questionBefore, questionOf, QUESTIONS, signsOf, UNANSWERED, type Question,
} from './diagnosis-questions.js';

const purposes = questionOf('purposes') as Question;
const fear = questionOf('fear') as Question;

describe('an answer of the diagnosis', () => {
  it.each([
    ['one word', fear, 'much', 'much'],
    ['a word that the question does not know', fear, 'enormous', UNANSWERED],
    ['nothing', fear, undefined, UNANSWERED],
    ['several words', purposes, ['news', 'work'], ['news', 'work']],
    ['one of several', purposes, 'news', ['news']],
    ['a word twice', purposes, ['news', 'news'], ['news']],
    ['nothing beside something', purposes, ['nothing', 'work'], ['work']],
    ['nothing alone', purposes, ['nothing'], ['nothing']],
    ['an object', purposes, { a: 1 }, UNANSWERED],
  ])('%s', (_name, question, given, kept) => {
    expect(answerTo(question, given)).toEqual(kept);
  });
});

it('goes on at the first question that was not put', () => {
  expect(nextQuestion({})?.code).toBe('computerAccess');
  expect(nextQuestion({ computerAccess: UNANSWERED, computerUse: 'never' })?.code).toBe('phone');
  expect(nextQuestion(answersFrom({}))).toBeNull();
  expect(questionBefore('computerAccess')).toBeNull();
  expect(questionBefore('computerUse')?.code).toBe('computerAccess');
});

it('reads hours as availability, and leaves it unknown when they were not said', () => {
  expect(availabilityFrom({ hours: ['tt-morning', 'evenings'] })).toBe(BANDS['tt-morning'] | BANDS.evenings);
  expect(availabilityFrom({ hours: UNANSWERED })).toBeNull();
});

it.each([
  [{}, null],
  [{ computerAccess: 'home', phone: 'basic' }, 'own'],
  [{ computerAccess: 'none', phone: 'smart' }, 'some'],
  [{ computerAccess: 'elsewhere' }, 'some'],
  [{ computerAccess: 'none', phone: 'basic' }, 'none'],
])('access of %j is %s', (answers, access) => {
  expect(accessFrom(answers)).toBe(access);
});

it('gives signs only for what was answered', () => {
  expect(signsOf({ computerUse: 'never', purposes: ['news', 'work'], fear: UNANSWERED })).toEqual({
    computerUse: 'never', computerAccess: null, phone: null, internetUse: null, emailUse: null, fear: null, purposes: 2,
  });
});

it('asks eleven questions, each with a code of its own', () => {
  expect(new Set(QUESTIONS.map(({ code }) => code)).size).toBe(11);
});

it.each([
  ['nothing', { availability: null, computerUse: null }, {}],
  ['hours that no band holds', { availability: 1, computerUse: null }, {}],
  ['both', { availability: BANDS.evenings | BANDS['tt-morning'], computerUse: 'never' as const }, { computerUse: 'never', hours: ['tt-morning', 'evenings'] }],
])('comes with what is known already: %s', (_name, known, answers) => {
  expect(answersKnown(known)).toEqual(answers);
});

const HOURS = { hours: ['tt-morning', 'evenings'] };

it.each([
  ['nothing', {}, {}, 'nothing-answered'],
  ['only what the page had marked', { hours: ['evenings', 'tt-morning'] }, HOURS, 'only-known'],
  ['only one hour of those, which was changed', { hours: 'evenings' }, HOURS, null],
  ['what was known and one answer', { ...HOURS, phone: 'smart' }, HOURS, null],
  ['one answer where nothing was known', { phone: 'smart' }, {}, null],
  ['"nothing" beside something', { phone: 'smart', purposes: ['nothing', 'news'] }, {}, 'nothing-and-more'],
])('says what stands against %s', (_name, body, known, reason) => {
  expect(diagnosisRefusals(body, known).map((refusal) => refusal.reason)).toEqual(reason === null ? [] : [`diagnosis:refusals.${reason}`]);
});

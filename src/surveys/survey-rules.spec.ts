import { answersToShow, changeOf, dueMoment, paperRefusals, questionAfter, questionToAsk, spreadOf, type EditionStanding } from './survey-rules.js';
import { faceFrom, momentFrom, type Face, type Moment } from './survey-words.js';

const standing: EditionStanding = { startsOn: '2026-11-02', endsOn: '2026-11-27', closed: false, enrolledOn: '2026-10-28', last: { date: '2026-11-27', endsAt: '11:30' } };

it.each<[string, Partial<EditionStanding>, string, string, string | null]>([
  ['the day before it begins', {}, '2026-11-01', '10:00', null],
  ['its first day', {}, '2026-11-02', '08:00', 'start'],
  ['the last of the first days', {}, '2026-11-15', '10:00', 'start'],
  ['too late to ask how she came', {}, '2026-11-16', '10:00', null],
  ['somebody who came later', { enrolledOn: '2026-11-10' }, '2026-11-20', '10:00', 'start'],
  ['before its first day, enrolled early', { enrolledOn: '2026-09-01' }, '2026-10-30', '10:00', null],
  ['during the last session', {}, '2026-11-27', '11:29', null],
  ['at the end of the last session', {}, '2026-11-27', '11:30', 'end'],
  ['the day after', {}, '2026-11-28', '08:00', 'end'],
  ['closed, whatever the hour', { closed: true }, '2026-11-27', '07:00', 'end'],
  ['closed without a session', { closed: true, last: null }, '2026-12-01', '07:00', 'end'],
  ['sixty days later', {}, '2027-01-26', '08:00', 'end'],
  ['longer ago', {}, '2027-01-27', '08:00', null],
  ['no session yet', { last: null }, '2026-11-03', '08:00', 'start'],
])('%s', (_, more, today, time, moment) => {
  expect(dueMoment({ ...standing, ...more }, today, time)).toBe(moment);
});

it('asks one question after the other', () => {
  expect([questionAfter('start', 'confidence'), questionAfter('end', 'confidence'), questionAfter('end', 'hours'), questionAfter('end', 'comment')]).toEqual([null, 'course', 'comment', null]);
});

it('goes on where she left', () => {
  const blank = { confidence: null, courseFace: null, trainerFace: null, hoursFace: null, comment: null };
  expect(questionToAsk('end', null)).toBe('confidence');
  expect(questionToAsk('end', { ...blank, confidence: 4, courseFace: 5 })).toBe('trainer');
  expect(questionToAsk('end', { ...blank, confidence: 4, courseFace: 5, trainerFace: 1, hoursFace: 2, comment: 'Gracias' })).toBe('comment');
});

it.each<[Moment, string, 'running' | 'closed', string[]]>([
  ['start', '2026-11-01', 'running', ['surveys:refusals.before']], ['start', '2026-11-02', 'running', []], ['start', '2026-11-23', 'running', []],
  ['start', '2026-11-24', 'running', ['surveys:refusals.to-come']], ['end', '2026-11-19', 'running', ['surveys:refusals.not-over']], ['end', '2026-11-20', 'running', []],
  ['end', '2026-11-10', 'closed', []],
])('a sheet of the %s, of %s, of an edition that is %s', (moment, day, status, reasons) => {
  expect(paperRefusals(moment, day, { startsOn: '2026-11-02', endsOn: '2026-11-27', status }, '2026-11-23').map(({ reason }) => reason)).toEqual(reasons);
});

it('counts faces, and those alone', () => {
  expect(spreadOf([1, 5, 5, null, 4])).toEqual({ counts: [1, 0, 0, 1, 2], answered: 4, mean: 3.75 });
  expect(spreadOf([null])).toEqual({ counts: [0, 0, 0, 0, 0], answered: 0, mean: null });
  expect([faceFrom('5'), faceFrom('6'), faceFrom(''), faceFrom(undefined), faceFrom('1 '), momentFrom('middle')]).toEqual([5, null, null, null, null, null]);
});

const finished = (id: number, at: number | null = id): { id: string; finishedAt: number | null } => ({ id: String(id), finishedAt: at });

it.each([
  ['nothing', [], []],
  ['none of four', [1, 2, 3, 4].map((id) => finished(id)), []],
  ['five of five', [1, 2, 3, 4, 5].map((id) => finished(id)), [1, 2, 3, 4, 5]],
  ['five of nine, the first ones', [9, 8, 7, 6, 5, 4, 3, 2, 1].map((id) => finished(id)), [1, 2, 3, 4, 5]],
  ['ten of ten', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((id) => finished(id, 7)), [1, 10, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['no answer that is not finished', [finished(1, null), ...[2, 3, 4, 5].map((id) => finished(id))], []],
])('shows %s', (_, answers, shown) => {
  expect(answersToShow(answers, () => true).map(({ id }) => Number(id))).toEqual(shown);
});

it('compares the same people alone, five by five', () => {
  const said = (personId: string, moment: Moment, confidence: Face | null, finishedAt: number | null = 1) => ({ id: `${personId}-${moment}`, personId, moment, confidence, finishedAt });
  const both = (personId: string, before: Face, after: Face, at = 1) => [said(personId, 'start', before, at), said(personId, 'end', after, 1)];
  const four = ['a', 'b', 'c', 'd'].flatMap((personId) => both(personId, 2, 4));
  const others = [said('s', 'start', 1), said('e', 'end', 5), said('n', 'start', 3), said('n', 'end', null), said('u', 'start', 1), said('u', 'end', 5, null)];
  expect(changeOf([...four, ...others])).toBeNull();
  expect(changeOf([...four, ...others, ...both('f', 2, 4)])).toEqual({ people: 5, before: 2, after: 4 });
  expect(changeOf([...both('0', 1, 1, 2), ...four, ...both('f', 2, 4)])).toEqual({ people: 5, before: 2, after: 4 });
  expect(changeOf([])).toBeNull();
});

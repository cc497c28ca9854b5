import type { LocalDate } from '../shared/kernel/local-date.js';
import { isHeld, isHeldDuring, membershipRefusals, type MembershipFields } from './membership-rules.js';

const TODAY = '2026-11-23';

const post = (since: LocalDate | null, until: LocalDate | null, code = 'president'): MembershipFields => ({ post: code, board: true, since, until });

it.each<[string, LocalDate | null, boolean]>([
  ['without an end', null, true], ['until tomorrow', '2026-11-24', true], ['on its last day', TODAY, true], ['the day after', '2026-11-22', false],
])('is held %s', (_name, until, held) => {
  expect(isHeld({ until }, TODAY)).toBe(held);
});

it.each<[string, LocalDate | null, LocalDate | null, boolean]>([
  ['nobody knows since when or until when', null, null, true], ['begun before it, without an end', '2024-05-01', null, true],
  ['within it', '2025-03-01', '2025-04-30', true], ['around it', '2024-01-01', '2026-06-30', true],
  ['ended on its first day, which is the last of the post', '2024-01-01', '2025-01-01', true], ['ended the day before', '2024-01-01', '2024-12-31', false],
  ['ended the day before, begun nobody knows when', null, '2024-12-31', false],
  ['begun on its last day', '2025-12-31', null, true], ['begun the day after', '2026-01-01', null, false],
])('is held during a period: %s', (_name, from, until, held) => {
  expect(isHeldDuring({ from, until }, { from: '2025-01-01', to: '2025-12-31' })).toBe(held);
});

it.each<[string, MembershipFields, MembershipFields[], [string, string][]]>([
  ['without dates', post(null, null), [], []],
  ['since today', post(TODAY, null), [], []],
  ['since tomorrow', post('2026-11-24', null), [], [['since', 'since-future']]],
  ['of one day', post('2026-11-20', '2026-11-20'), [], []],
  ['ended before it began', post('2026-11-20', '2026-11-19'), [], [['until', 'until-before-since']]],
  ['with an end alone', post(null, '2020-01-01'), [], []],
  ['held already', post('2026-01-01', null), [post(null, null)], [['post', 'post-held']]],
  ['held already until today', post(null, null), [post('2024-01-01', TODAY)], [['post', 'post-held']]],
  ['held once', post(null, null), [post('2024-01-01', '2026-11-22')], []],
  ['a past one beside the same that is held', post('2020-01-01', '2021-12-31'), [post(null, null)], []],
  ['another post beside', post(null, null), [post(null, null, 'treasurer')], []],
])('keeps a post: %s', (_name, wanted, others, refused) => {
  expect(membershipRefusals(wanted, others, TODAY)).toEqual(refused.map(([field, reason]) => ({ field, reason: `organisations:refusals.${reason}` })));
});

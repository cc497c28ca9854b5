import { EMPTY_NOTE } from './note-content.js';
import { emptyRefusal, notingRefusal } from './note-rules.js';
import type { BookingStatus } from './coaching-words.js';

/** Monday 23 November 2026, 22:00 in Lima: the 24th by then in Greenwich. */
const NOW = Date.UTC(2026, 10, 24, 3);

describe('about an hour of coaching', () => {
  it.each<[BookingStatus, string, string | undefined]>([
    ['booked', '2026-11-23', undefined],
    ['arrived', '2026-11-23', undefined],
    ['done', '2025-01-02', undefined],
    ['booked', '2026-11-24', 'notes:refusals.not-yet'],
    ['cancelled', '2026-11-23', 'notes:refusals.cancelled'],
    ['no-show', '2026-11-20', 'notes:refusals.no-show'],
    ['cancelled', '2026-11-30', 'notes:refusals.cancelled'],
  ])('that is %s on %s: %s', (status, date, reason) => {
    expect(notingRefusal({ status, date }, NOW)?.reason).toBe(reason);
  });

  const outcome = { skills: [], confidenceBefore: null, confidenceAfter: null };
  it.each([
    ['nothing', EMPTY_NOTE, outcome, false, true],
    ['nothing any more', EMPTY_NOTE, outcome, true, false],
    ['a word', { ...EMPTY_NOTE, next: 'x' }, outcome, false, false],
    ['a skill', EMPTY_NOTE, { ...outcome, skills: ['O0-mouse'] }, false, false],
    ['a face', EMPTY_NOTE, { ...outcome, confidenceAfter: 1 }, false, false],
  ])('%s is said', (_, content, said, before, refused) => {
    expect(emptyRefusal({ content, outcome: said }, before) !== null).toBe(refused);
  });
});

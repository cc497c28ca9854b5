import { EXAMPLE_NOW } from '../../test/coaching/facts-examples.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { isLate, possibleActs, statusBefore, transitionFor, TRANSITIONS, type BookingAct, type BookingState } from './booking-states.js';
import { COACHING_DEFAULTS } from './coaching-settings.entity.js';
import type { BookingEventKind, BookingStatus, Side } from './coaching-words.js';

const booking = (status: BookingStatus, date = '2026-11-23', startsAt = '11:00'): BookingState => ({ status, date, startsAt });
const at = (time: string, date = '2026-11-23'): number => instantAt(date, time);

describe('the life of a booking', () => {
  it('can be printed', () => {
    expect(TRANSITIONS.map(({ act, from, to, when, who }) => `${act}: ${from} → ${to}, ${when}, by ${who.join(' or ')}`)).toEqual([
      'move: booked → booked, before, by learner or staff',
      'reseat: booked → booked, any, by staff',
      'cancel: booked → cancelled, before, by learner or staff',
      'arrive: booked → arrived, from-that-day, by staff',
      'finish: booked → done, begun, by staff',
      'finish: arrived → done, begun, by staff',
      'no-show: booked → no-show, begun, by staff',
      'undo: arrived → booked, any, by staff',
      'undo: done → before, any, by staff',
      'undo: no-show → booked, any, by staff',
    ]);
  });

  it.each<[BookingStatus, Side, string, string]>([
    ['booked', 'learner', '10:00', 'move cancel'], ['booked', 'learner', '11:00', ''], ['booked', 'staff', '10:00', 'move reseat cancel arrive'],
    ['booked', 'staff', '11:00', 'reseat arrive finish no-show'], ['arrived', 'staff', '11:30', 'finish undo'], ['arrived', 'staff', '10:59', 'undo'], ['arrived', 'learner', '10:00', ''],
    ['done', 'staff', '12:00', 'undo'], ['no-show', 'staff', '12:00', 'undo'], ['cancelled', 'staff', '10:00', ''],
  ])('%s, by %s at %s: %s', (status, side, time, acts) => expect(possibleActs(booking(status), side, at(time)).join(' ')).toBe(acts));

  it.each<[string, BookingAct, BookingState, Side, string]>([
    ['cancelled already', 'cancel', booking('cancelled'), 'staff', 'is-cancelled'],
    ['cancelled after it began', 'cancel', booking('booked', '2026-11-23', '09:45'), 'learner', 'begun'],
    ['arrived the day before', 'arrive', booking('booked', '2026-11-24'), 'staff', 'not-yet'],
    ['not come before it began', 'no-show', booking('booked'), 'staff', 'not-yet'],
    ['finished by the learner', 'finish', booking('arrived'), 'learner', 'is-arrived'],
    ['held before it began', 'finish', booking('arrived'), 'staff', 'not-yet'],
    ['undone while it is booked', 'undo', booking('booked'), 'staff', 'is-booked'],
  ])('is refused: %s', (_, act, state, side, reason) => {
    expect(transitionFor(act, state, side, EXAMPLE_NOW)).toEqual({ refusal: { reason: `coaching:refusals.${reason}` } });
  });

  it.each<[string, BookingEventKind[], BookingStatus]>([
    ['held, of somebody who was put down as there', ['booked', 'arrived', 'done'], 'arrived'],
    ['held, once it was over', ['booked', 'done'], 'booked'],
    ['held a second time, after all was taken back', ['booked', 'arrived', 'done', 'undone', 'undone', 'done'], 'booked'],
    ['held after somebody was put down as missing by mistake', ['booked', 'no-show', 'undone', 'moved', 'done'], 'booked'],
    ['there', ['booked', 'moved', 'arrived'], 'booked'],
  ])('taken back is what it was before: %s', (_, kinds, expected) => {
    expect(statusBefore(kinds.map((kind) => ({ kind })))).toBe(expected);
  });

  it.each([
    ['a day and a minute before', '10:59', '2026-12-31', false], ['a day before', '11:00', '2026-12-31', false],
    ['a minute less', '11:01', '2026-12-31', true], ['over the year', '00:30', '2027-01-01', true],
  ])('is cancelled late or not: %s', (_, time, date, late) => {
    expect(isLate(booking('booked', '2027-01-01', '11:00'), COACHING_DEFAULTS, at(time, date))).toBe(late);
  });
});

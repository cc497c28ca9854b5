import { newId } from '../shared/kernel/ids.js';
import type { BookingStatus } from './coaching-words.js';
import type { FreeSlot } from './free-slots.js';
import { fewSlots, readSlotName, slotName, standingAt } from './slot-choice.js';

const coachId = newId();
const slot = (date: string, startsAt: string): FreeSlot => ({
  date, startsAt, endsAt: `${startsAt.slice(0, 2)}:45`, coachId, coachName: 'Carmen Flores', workstationId: newId(), workstationLabel: 'PC 3', roomName: 'Sala 1', topics: [],
});
const hours = (date: string, count: number): FreeSlot[] => Array.from({ length: count }, (_, index) => slot(date, `${String(index + 8).padStart(2, '0')}:00`));
const shown = (choice: ReturnType<typeof fewSlots>): string[] => choice.days.map(({ date, slots }) => `${date} ${slots.map(({ startsAt }) => startsAt).join(' ')}`);

describe('a few slots to choose from', () => {
  it('are all there are when they are few', () => {
    expect(fewSlots([])).toEqual({ days: [], more: null });
    const choice = fewSlots([...hours('2026-11-24', 2), ...hours('2026-11-26', 1)]);
    expect([shown(choice), choice.more]).toEqual([['2026-11-24 08:00 09:00', '2026-11-26 08:00'], null]);
  });

  it('hold the soonest and the last of a day, and say from when there are more', () => {
    const choice = fewSlots(['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-30'].flatMap((date) => hours(date, 10)));
    expect(shown(choice)).toEqual(['2026-11-24', '2026-11-25', '2026-11-26'].map((date) => `${date} 08:00 13:00 17:00`));
    expect(choice.more).toBe('2026-11-27');
  });

  it('are all of a day where that is asked for, and say of the others how many are not shown', () => {
    const choice = fewSlots(['2026-11-24', '2026-11-25'].flatMap((date) => hours(date, 5)), null, '2026-11-25');
    expect(shown(choice)).toEqual(['2026-11-24 08:00 10:00 12:00', '2026-11-25 08:00 09:00 10:00 11:00 12:00']);
    expect(choice.days.map(({ hidden }) => hidden)).toEqual([2, 0]);
  });

  it('begin where they are asked to', () => {
    expect(shown(fewSlots([...hours('2026-11-24', 1), ...hours('2026-11-25', 1)], '2026-11-25'))).toEqual(['2026-11-25 08:00']);
  });

  it('do not overlap', () => {
    const choice = fewSlots([slot('2026-11-24', '08:00'), { ...slot('2026-11-24', '08:15'), endsAt: '09:00' }, slot('2026-11-24', '09:00')]);
    expect(shown(choice)).toEqual(['2026-11-24 08:00 09:00']);
  });

  it.each<[string, BookingStatus, string, boolean]>([
    ['its very hour', 'booked', '08:00', true], ['within it', 'arrived', '08:30', true], ['as it ends', 'booked', '08:45', false], ['once it was cancelled', 'cancelled', '08:00', false],
  ])('are told from one that she has: %s', (_, status, startsAt, expected) => {
    const hers = { ...slot('2026-11-24', '08:00'), status };
    expect(standingAt([hers], { date: '2026-11-24', startsAt })).toBe(expected ? hers : undefined);
    expect(standingAt([hers], { date: '2026-11-25', startsAt })).toBeUndefined();
  });

  it('are named, and found by their names', () => {
    const one = slot('2026-11-24', '08:00');
    expect(readSlotName(slotName(one))).toEqual({ date: '2026-11-24', startsAt: '08:00', coachId });
    for (const wrong of [undefined, '', '2026-11-24_08:00', [slotName(one)], `${slotName(one)}x`]) expect(readSlotName(wrong)).toBeNull();
  });
});

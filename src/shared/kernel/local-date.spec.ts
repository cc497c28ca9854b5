import fc from 'fast-check';
import { localDateAt, localTimeAt, minuteOfDay, parseLocalDate } from './local-date.js';

/** With hours that change in summer, by half of one in Lord Howe; with a day left out in Apia; with odd seconds in Monrovia until 1972. */
const ZONES = ['America/Lima', 'America/Santiago', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Monrovia', 'Asia/Kathmandu'];

function shown(instant: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).format(instant);
}

describe('the clock of a zone', () => {
  it.each(ZONES)('shows the same however often it is asked: %s', (zone) => {
    fc.assert(fc.property(fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2100, 0) }), fc.integer({ min: -90_000, max: 90_000 }), (instant, apart) => {
      for (const at of [instant, instant + apart, instant]) expect(`${localDateAt(at, zone)} ${localTimeAt(at, zone)}`).toBe(shown(at, zone));
    }), { numRuns: 60 });
  });

  it('changes in the very minute in which its zone does', () => {
    const midnight = Date.UTC(2026, 10, 26, 5);
    expect([-1, 0].map((ms) => [localDateAt(midnight + ms), localTimeAt(midnight + ms)])).toEqual([['2026-11-25', '23:59'], ['2026-11-26', '00:00']]);
    const summer = Date.UTC(2026, 8, 6, 4);
    expect([-1, 0].map((ms) => localTimeAt(summer + ms, 'America/Santiago'))).toEqual(['23:59', '01:00']);
  });

  it('is right before zones kept to whole minutes', () => {
    const second = Date.UTC(1971, 5, 1, 12, 44, 29);
    expect([0, 1_000].map((ms) => localTimeAt(second + ms, 'Africa/Monrovia'))).toEqual([0, 1_000].map((ms) => shown(second + ms, 'Africa/Monrovia').slice(11)));
  });
});

describe('a date as people write it', () => {
  it.each([
    ['22/11/2026', '2026-11-22'], [' 2-1-2027 ', '2027-01-02'], ['5.3.1961', '1961-03-05'], ['05 03 1961', '1961-03-05'], ['2026-11-22', '2026-11-22'],
    ['22 de noviembre de 2026', '2026-11-22'], ['29 enero 2027', '2027-01-29'], ['1 Set. 2026', '2026-09-01'], ['1 de septiembre del 2026', '2026-09-01'],
  ])('is read: %s', (written, date) => expect(parseLocalDate(written)).toBe(date));

  it.each(['29/1/27', '31/02/2026', '31 de abril de 2026', '22 de noviembre', '3 xyz 2026', 'abc', ''])('is none: %s', (written) => expect(parseLocalDate(written)).toBeNull());
});

it.each<[string, number]>([['00:00', 0], ['09:05', 545], ['23:59', 1_439], ['24:00', 1_440]])('counts the minutes of the day until %s', (time, minutes) => {
  expect(minuteOfDay(time)).toBe(minutes);
});

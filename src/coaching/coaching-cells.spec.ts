import fc from 'fast-check';
import { cellsHeld, cellsOf, isAligned, quarterFrom, quarterOf, timeOf, turnCell, type Span } from './coaching-cells.js';

const span = (startsAt: string, endsAt: string, date = '2026-12-01'): Span => ({ date, startsAt, endsAt });

describe('the quarters of a span', () => {
  it.each<[string, Span, string[]]>([
    ['one', span('09:00', '09:15'), ['2026-12-01 09:00']],
    ['three, the end left out', span('09:15', '10:00'), ['2026-12-01 09:15', '2026-12-01 09:30', '2026-12-01 09:45']],
    ['the last of the year', span('23:45', '24:00', '2026-12-31'), ['2026-12-31 23:45']],
  ])('%s', (_, given, expected) => expect(cellsOf(given)).toEqual(expected));

  it.each<[string, Span]>([
    ['begins inside a quarter', span('09:10', '10:00')], ['ends inside one', span('09:00', '09:50')], ['ends as it begins', span('09:00', '09:00')],
    ['ends before it begins', span('10:00', '09:00')], ['no such day', span('09:00', '10:00', '2026-02-30')], ['no time', span('9', '10:00')],
    ['after the day', span('23:45', '24:15')],
  ])('are refused: %s', (_, given) => {
    expect(isAligned(given)).toBe(false);
    expect(() => cellsOf(given)).toThrow(RangeError);
  });

  it('are shared by two spans exactly when these overlap', () => {
    const spans = fc.tuple(fc.nat(95), fc.nat(95)).filter(([a, b]) => a !== b).map(([a, b]) => span(timeOf(Math.min(a, b)), timeOf(Math.max(a, b))));
    fc.assert(fc.property(spans, spans, (a, b) => {
      const shared = cellsOf(a).some((cell) => cellsOf(b).includes(cell));
      expect(shared).toBe(a.startsAt < b.endsAt && b.startsAt < a.endsAt);
    }));
  });

  it('are those of the coach, the PC and the person', () => {
    const slot = { ...span('09:00', '09:30'), coachAccountId: 'c', personId: 'p', workstationId: 'w' };
    expect(cellsHeld(slot).map(({ resource, cell }) => `${resource} ${cell.slice(11)}`))
      .toEqual(['coach:c 09:00', 'coach:c 09:15', 'pc:w 09:00', 'pc:w 09:15', 'person:p 09:00', 'person:p 09:15']);
  });
});

describe('quarters of the day', () => {
  it.each([['00:00', 0, 0], ['09:15', 37, 37], ['09:20', 37, 38], ['24:00', 96, 96]] as const)('%s lies in %d, from there %d', (time, within, from) => {
    expect([quarterOf(time), quarterFrom(time)]).toEqual([within, from]);
  });

  it('come back as times', () => expect([0, 37, 96].map(timeOf)).toEqual(['00:00', '09:15', '24:00']));
  it('fit their column with their turns', () => expect(turnCell('2026-12-01', 3)).toBe('2026-12-01 #03'));
});

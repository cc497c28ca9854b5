import fc from 'fast-check';
import { EXAMPLE_NOW, exampleCoach, exampleFacts, exampleSession } from '../../test/coaching/facts-examples.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { cellsOf, coachResource, pcResource, personResource, timeOf, turnCell, turnResource, type Span } from './coaching-cells.js';
import type { CoachingFacts } from './coaching-facts.js';
import type { CoachingWishes } from './coaching-wait.entity.js';
import { freeSlots, fullDates, spaced, type FreeSlot, type SlotSearch } from './free-slots.js';

const search: SlotSearch = { personId: 'p1', wishes: {} };
const TUESDAY = '2026-11-24';
const held = (resource: string, startsAt: string, endsAt: string, date = TUESDAY): CoachingFacts['holds'] => (
  cellsOf({ date, startsAt, endsAt }).map((cell) => ({ resource, cell, holderId: 'b' })));
const turns = (coachId: string, count: number): CoachingFacts['holds'] => (
  Array.from({ length: count }, (_, index) => ({ resource: turnResource(coachId), cell: turnCell(TUESDAY, index + 1), holderId: 'b' })));
const on = (facts: CoachingFacts, date = TUESDAY, wishes: CoachingWishes = {}, now = EXAMPLE_NOW): FreeSlot[] => (
  freeSlots({ ...search, wishes }, facts, now).filter((slot) => slot.date === date));
const starts = (slots: readonly FreeSlot[]): string => spaced(slots).map(({ startsAt }) => startsAt).join(' ');

describe('the slots of a day', () => {
  it('begin at each quarter from which a booking fits the coach\'s hours', () => {
    expect(on(exampleFacts()).map(({ startsAt }) => startsAt)).toEqual([
      '08:00', '08:15', '08:30', '08:45', '09:00', '09:15', '09:30', '09:45', '10:00', '10:15', '10:30', '10:45', '11:00', '11:15',
    ]);
    expect(on(exampleFacts())[0]).toEqual({
      date: TUESDAY, startsAt: '08:00', endsAt: '08:45', coachId: 'k1', coachName: 'Julia Ramos', workstationId: 'w3', workstationLabel: 'PC 3', roomName: 'Sala', topics: [],
    });
  });

  it.each<[string, Partial<CoachingFacts>, string]>([
    ['nothing stands against them', {}, '08:00 08:45 09:30 10:15 11:00'],
    ['the coach teaches', { sessions: [exampleSession({ seats: 0 })] }, '08:00 10:30 11:15'],
    ['a group leaves no PC', { sessions: [exampleSession({ trainerId: 'x', seats: 3 })] }, '08:00 10:30 11:15'],
    ['a group leaves one', { sessions: [exampleSession({ trainerId: 'x', seats: 2 })] }, '08:00 08:45 09:30 10:15 11:00'],
    ['a session of another room', { sessions: [exampleSession({ trainerId: 'x', roomId: 'r2', seats: 20 })] }, '08:00 08:45 09:30 10:15 11:00'],
    ['a session that ends inside a quarter', { sessions: [exampleSession({ startsAt: '08:50', endsAt: '09:50' })] }, '08:00 10:00 10:45'],
    ['the coach is booked', { holds: held(coachResource('a1'), '08:45', '09:30') }, '08:00 09:30 10:15 11:00'],
    ['the person is booked', { holds: held(personResource('p1'), '08:45', '09:30') }, '08:00 09:30 10:15 11:00'],
    ['another person is', { holds: held(personResource('p2'), '08:45', '09:30') }, '08:00 08:45 09:30 10:15 11:00'],
    ['the person sits in a session', { sittings: [{ date: TUESDAY, startsAt: '09:00', endsAt: '10:30', personId: 'p1' }] }, '08:00 10:30 11:15'],
    ['the coach has no turn left', { holds: turns('k1', 5) }, ''],
    ['the coach has one left', { holds: turns('k1', 4) }, '08:00 08:45 09:30 10:15 11:00'],
    ['the coach is away for the day', { coaches: [exampleCoach({ exceptions: [{ date: TUESDAY, kind: 'away', fromTime: null, toTime: null }] })] }, ''],
    ['the coach is away for some hours', { coaches: [exampleCoach({ exceptions: [{ date: TUESDAY, kind: 'away', fromTime: '09:00', toTime: '10:00' }] })] }, '08:00 10:00 10:45'],
    ['the coach is there beside her hours', { coaches: [exampleCoach({ exceptions: [{ date: TUESDAY, kind: 'extra', fromTime: '12:00', toTime: '13:00' }] })] }, '08:00 08:45 09:30 10:15 11:00 11:45'],
    ['the coach begins inside a quarter', { coaches: [exampleCoach({ hours: [{ weekday: 2, from: '09:10', to: '10:05' }] })] }, '09:15'],
    ['a holiday', { calendar: { hours: [], holidays: [{ date: TUESDAY, closed: true }] } }, ''],
    ['a holiday on which it opens', { calendar: { hours: [], holidays: [{ date: TUESDAY, closed: false }] } }, '08:00 08:45 09:30 10:15 11:00'],
    ['the centre opens later than the coach comes', { calendar: { hours: [{ weekday: 2, opensAt: '10:00', closesAt: '20:00' }], holidays: [] } }, '10:00 10:45'],
    ['the centre pauses', { calendar: { hours: [{ weekday: 2, opensAt: '08:00', closesAt: '09:00' }, { weekday: 2, opensAt: '10:00', closesAt: '12:00' }], holidays: [] } }, '08:00 10:00 10:45'],
    ['no PC', { rooms: [] }, ''],
    ['only PCs for who comes without a booking', { rooms: [{ id: 'r1', name: 'Sala', workstations: [{ id: 'w1', label: 'PC 1' }, { id: 'w2', label: 'PC 2' }] }] }, ''],
    ['all PCs are booked', { holds: ['w3', 'w4', 'w5'].flatMap((pc) => held(pcResource(pc), '08:00', '09:00')) }, '09:00 09:45 10:30 11:15'],
  ])('%s', (_, facts, expected) => expect(starts(on(exampleFacts(facts)))).toBe(expected));

  it.each<[string, Partial<CoachingFacts>, readonly string[]]>([
    ['others have all her turns', { holds: turns('k1', 5) }, [TUESDAY]],
    ['others have all PCs', { holds: ['w3', 'w4', 'w5'].flatMap((pc) => held(pcResource(pc), '08:00', '12:00')) }, [TUESDAY]],
    ['an hour is left', { holds: turns('k1', 4) }, []],
    ['nobody coaches then', { coaches: [], holds: turns('k1', 5) }, []],
    ['she has another hour herself', { holds: held(personResource('p1'), '08:00', '12:00') }, []],
    ['a group has all PCs', { sessions: [exampleSession({ trainerId: 'x', seats: 5, startsAt: '08:00', endsAt: '12:00' })] }, []],
  ])('are full, and can be waited for, when %s', (_, changes, expected) => {
    const facts = exampleFacts(changes);
    expect(fullDates(search, facts, freeSlots(search, facts, EXAMPLE_NOW), EXAMPLE_NOW)).toEqual(expected);
  });

  it('take the PCs after those of the group and of open access, in the order of their labels', () => {
    expect(on(exampleFacts({ sessions: [exampleSession({ trainerId: 'x', seats: 2 })] })).find(({ startsAt }) => startsAt === '09:00')?.workstationLabel).toBe('PC 5');
    const facts = exampleFacts({ rules: { ...exampleFacts().rules, openAccessPcs: 0 }, holds: held(pcResource('w1'), '08:00', '08:30') });
    expect(on(facts).slice(0, 3).map(({ workstationLabel }) => workstationLabel)).toEqual(['PC 2', 'PC 2', 'PC 1']);
  });

  it('prefer the room where no group is', () => {
    const pcs = (room: string): { id: string; label: string }[] => [1, 2, 3, 4, 5].map((number) => ({ id: `${room}${number}`, label: `PC ${number}` }));
    const rooms = [{ id: 'r1', name: 'Sala 1', workstations: pcs('a') }, { id: 'r2', name: 'Sala 2', workstations: pcs('b') }];
    const slots = on(exampleFacts({ rooms, sessions: [exampleSession({ trainerId: 'x', seats: 1 })] }));
    expect(slots.filter(({ startsAt }) => startsAt === '08:00' || startsAt === '09:00').map(({ roomName }) => roomName)).toEqual(['Sala 1', 'Sala 2']);
  });
});

describe('the bounds of what can be booked', () => {
  const dates = (facts: CoachingFacts, now = EXAMPLE_NOW): string[] => [...new Set(freeSlots(search, facts, now).map(({ date }) => date))];

  it('are the horizon, both ends included', () => {
    expect([dates(exampleFacts()).at(0), dates(exampleFacts()).at(-1)]).toEqual(['2026-11-23', '2026-12-07']);
    expect(dates(exampleFacts({ rules: { ...exampleFacts().rules, horizonDays: 0 } }))).toEqual(['2026-11-23']);
  });

  it.each([
    ['at the minute', EXAMPLE_NOW, '10:30'], ['a second later', EXAMPLE_NOW + 1_000, '10:45'], ['a quarter later', EXAMPLE_NOW + 15 * 60_000, '10:45'],
  ])('are the notice: %s', (_, now, first) => expect(on(exampleFacts(), '2026-11-23', {}, now)[0]?.startsAt).toBe(first));

  it('go over midnight, the end of a month and of a year', () => {
    const late = instantAt('2026-12-31', '23:50');
    const facts = exampleFacts({ rules: { ...exampleFacts().rules, horizonDays: 1 }, calendar: { hours: [], holidays: [] }, coaches: [exampleCoach({
      hours: [{ weekday: 4, from: '20:00', to: '24:00' }, { weekday: 5, from: '00:00', to: '02:00' }],
    })] });
    expect(freeSlots(search, facts, late).map(({ date, startsAt, endsAt }) => `${date} ${startsAt} ${endsAt}`)).toEqual([
      '2027-01-01 00:30 01:15', '2027-01-01 00:45 01:30', '2027-01-01 01:00 01:45', '2027-01-01 01:15 02:00',
    ]);
    expect(freeSlots(search, facts, instantAt('2026-12-31', '22:45')).map(({ date, startsAt }) => `${date} ${startsAt}`)[0]).toBe('2026-12-31 23:15');
  });
});

describe('wishes', () => {
  const coaches = [exampleCoach(), exampleCoach({ id: 'k2', accountId: 'a2', name: 'Hugo Paz', sex: 'male', languages: ['spanish', 'quechua'], topics: ['email'],
    hours: [{ weekday: 2, from: '11:00', to: '19:00' }] })];

  it.each<[string, Partial<SlotSearch>, string]>([
    ['none', {}, '08:00 k1, 08:45 k1, 09:30 k1, 10:15 k1, 11:00 k1, 11:45 k2, 12:30 k2, 13:15 k2, 14:00 k2, 14:45 k2, 15:30 k2, 16:15 k2, 17:00 k2, 17:45 k2'],
    ['a coach', { wishes: { coachId: 'k2' } }, '11:00 k2, 11:45 k2, 12:30 k2, 13:15 k2, 14:00 k2, 14:45 k2, 15:30 k2, 16:15 k2, 17:00 k2, 17:45 k2'],
    ['a woman', { wishes: { sex: 'female' } }, '08:00 k1, 08:45 k1, 09:30 k1, 10:15 k1, 11:00 k1'],
    ['Quechua, in the evening', { wishes: { language: 'quechua', part: 'evening' } }, '18:00 k2'],
    ['a topic that one does not take', { topic: 'mouse-keyboard' }, '08:00 k1, 08:45 k1, 09:30 k1, 10:15 k1, 11:00 k1'],
    ['a topic that nobody has named', { wishes: { coachId: 'k2' }, topic: 'other' }, '11:00 k2, 11:45 k2, 12:30 k2, 13:15 k2, 14:00 k2, 14:45 k2, 15:30 k2, 16:15 k2, 17:00 k2, 17:45 k2'],
    ['nobody is like that', { wishes: { sex: 'female', language: 'quechua' } }, ''],
    ['a coach of elsewhere', { wishes: { coachId: 'k9' } }, ''],
  ])('%s', (_, wished, expected) => {
    const slots = freeSlots({ ...search, ...wished }, exampleFacts({ coaches }), EXAMPLE_NOW).filter(({ date }) => date === TUESDAY);
    expect(spaced(slots).map(({ startsAt, coachId }) => `${startsAt} ${coachId}`).join(', ')).toBe(expected);
  });

  it('choose between equals whoever has fewer bookings that day, then always the same', () => {
    const equals = [exampleCoach({ id: 'k2', accountId: 'a2' }), exampleCoach()];
    expect(on(exampleFacts({ coaches: equals }))[0]?.coachId).toBe('k1');
    expect(on(exampleFacts({ coaches: equals, holds: turns('k1', 1) }))[0]?.coachId).toBe('k2');
    expect(on(exampleFacts({ coaches: equals, holds: [...turns('k1', 1), ...turns('k2', 2)] }))[0]?.coachId).toBe('k1');
  });
});

describe('whatever is on record', () => {
  const quarter = fc.nat(92).chain((from) => fc.tuple(fc.constant(from), fc.integer({ min: from + 1, max: Math.min(96, from + 12) })));
  const span = fc.tuple(fc.constantFrom(TUESDAY, '2026-11-25'), quarter).map(([date, [from, to]]) => ({ date, startsAt: timeOf(from), endsAt: timeOf(to) }));
  const world = fc.record({
    sessions: fc.array(fc.tuple(span, fc.nat(6), fc.constantFrom('a1', 'a2', null)).map(([time, seats, trainerId]) => ({ ...time, seats, trainerId, roomId: 'r1' })), { maxLength: 4 }),
    sittings: fc.array(span.map((time) => ({ ...time, personId: 'p1' })), { maxLength: 2 }),
    booked: fc.array(fc.tuple(span, fc.constantFrom('coach:a1', 'coach:a2', 'pc:w3', 'pc:w5', 'person:p1')), { maxLength: 6 }),
    minutes: fc.constantFrom(15, 30, 45, 60, 50),
  });

  it('every slot is open, unheld, taught to by nobody of it, and within the PCs that are left', () => {
    fc.assert(fc.property(world, ({ sessions, sittings, booked, minutes }) => {
      const holds = booked.flatMap(([{ date, startsAt, endsAt }, resource]) => held(resource, startsAt, endsAt, date));
      const coaches = [exampleCoach(), exampleCoach({ id: 'k2', accountId: 'a2' })];
      const facts = exampleFacts({ sessions, sittings, holds, coaches, rules: { ...exampleFacts().rules, bookingMinutes: minutes, horizonDays: 3 } });
      const taken = new Set(holds.map(({ resource, cell }) => `${resource} ${cell}`));
      const faults = freeSlots(search, facts, EXAMPLE_NOW).filter((slot) => {
        const account = slot.coachId === 'k1' ? 'a1' : 'a2';
        const cells = cellsOf(slot);
        const isHeld = cells.some((cell) => ['person:p1', `coach:${account}`, `pc:${slot.workstationId}`].some((resource) => taken.has(`${resource} ${cell}`)));
        const overlapping = <T extends Span>(list: readonly T[]): T[] => (
          list.filter(({ date, startsAt, endsAt }) => date === slot.date && startsAt < slot.endsAt && slot.startsAt < endsAt));
        const most = Math.max(...cells.map((cell) => sessions.filter(({ date, startsAt, endsAt }) => (
          date === slot.date && startsAt <= cell.slice(11) && cell.slice(11) < endsAt)).reduce((sum, { seats }) => sum + seats, 0)));
        return isHeld || overlapping(sittings).length > 0 || overlapping(sessions).some(({ trainerId }) => trainerId === account)
          || Number(slot.workstationId.slice(1)) <= most + 2 || slot.startsAt < '08:00' || slot.endsAt > '12:00';
      });
      expect(faults).toEqual([]);
    }), { numRuns: 100 });
  });
});

import { exampleCoach, exampleFacts, exampleSession } from '../../test/coaching/facts-examples.js';
import type { CoachFacts, CoachingFacts } from './coaching-facts.js';
import { displacedBy, misfits, outsideHours, withoutExtra, type BookedHour, type ComingClass } from './misfits.js';

const TUESDAY = '2026-11-24';
const booking: BookedHour = { date: TUESDAY, startsAt: '09:00', endsAt: '09:45', personId: 'p1', coachId: 'k1', workstationId: 'w3' };

describe('a booking that stands', () => {
  it.each<[string, Partial<BookedHour>, Partial<CoachingFacts>, string]>([
    ['fits', {}, {}, ''],
    ['fits with what it holds itself', {}, { holds: [{ resource: 'pc:w3', cell: `${TUESDAY} 09:00`, holderId: 'b' }] }, ''],
    ['fits on a PC that open access would have now', { workstationId: 'w1' }, {}, ''],
    ['fits although bookings last longer by now', { startsAt: '11:15', endsAt: '12:00' }, { rules: { ...exampleFacts().rules, bookingMinutes: 60 } }, ''],
    ['fits although the coach takes fewer by now', {}, { coaches: [exampleCoach({ bookingsADay: 0 })] }, ''],
    ['a holiday came', {}, { calendar: { hours: [], holidays: [{ date: TUESDAY, closed: true }] } }, 'holiday'],
    ['the centre opens later', {}, { calendar: { hours: [{ weekday: 2, opensAt: '10:00', closesAt: '20:00' }], holidays: [] } }, 'closed'],
    ['the coach is away', {}, { coaches: [exampleCoach({ exceptions: [{ date: TUESDAY, kind: 'away', fromTime: '09:30', toTime: '10:00' }] })] }, 'coach-away'],
    ['the coach teaches', {}, { sessions: [exampleSession({ seats: 0 })] }, 'coach-teaches'],
    ['the coach stopped', {}, { coaches: [] }, 'coach-unknown'],
    ['the PC broke', { workstationId: 'w9' }, {}, 'pc-broken'],
    ['a group needs the PC', {}, { sessions: [exampleSession({ trainerId: null, seats: 3 })] }, 'pc-session pcs-taken'],
    ['a group needs the PC, and leaves another', { workstationId: 'w1' }, { sessions: [exampleSession({ trainerId: null, seats: 1 })] }, 'pc-session'],
    ['a group needs the PC, and leaves those of open access alone', { workstationId: 'w1' }, { sessions: [exampleSession({ trainerId: null, seats: 3 })] }, 'pc-session pcs-taken'],
    ['she sits in a session', {}, { sittings: [{ date: TUESDAY, startsAt: '09:30', endsAt: '11:00', personId: 'p1' }] }, 'person-in-session'],
    ['several at once', { workstationId: 'w9' }, { coaches: [] }, 'coach-unknown pc-broken'],
  ])('%s', (_, hour, facts, expected) => {
    const found = misfits([{ ...booking, ...hour }], exampleFacts(facts));
    expect(found.flatMap(({ reasons }) => reasons.map(({ reason }) => reason.split('.')[1])).join(' ')).toBe(expected);
  });
});

test('a booking finds no other PC where others are booked at all that are left', () => {
  const broken = { ...booking, workstationId: 'w9' };
  const others = ['w3', 'w4', 'w5'].map((workstationId) => ({ ...booking, workstationId, coachId: 'k2', personId: workstationId }));
  const facts = exampleFacts({ coaches: [exampleCoach(), exampleCoach({ id: 'k2', accountId: 'a2' })] });
  const reasons = (bookings: readonly BookedHour[]): string[] => misfits(bookings, facts).flatMap((misfit) => misfit.reasons.map(({ reason }) => reason.split('.')[1] as string));
  expect(reasons([broken, ...others])).toEqual(['pc-broken', 'pcs-taken']);
  expect(reasons([broken, ...others.slice(1)])).toEqual(['pc-broken']);
});

describe('classes to come', () => {
  const coming = (more: Partial<ComingClass> = {}): ComingClass => (
    { date: TUESDAY, startsAt: '09:00', endsAt: '11:00', roomId: 'r1', trainerId: null, memberIds: [], stands: false, ...more });

  it.each<[string, Partial<ComingClass>, Partial<CoachingFacts>, boolean]>([
    ['that need her PC', { memberIds: ['a', 'b', 'c'] }, {}, true],
    ['that leave her PC free', { memberIds: ['a', 'b'] }, {}, false],
    ['that need it beside a session that is planned', { memberIds: ['a'] }, { sessions: [exampleSession({ trainerId: null })] }, true],
    ['in which she sits', { memberIds: ['p1'] }, {}, true],
    ['that her coach teaches', { trainerId: 'a1' }, {}, true],
    ['of another day', { date: '2026-11-25', memberIds: ['p1', 'a', 'b'] }, {}, false],
    ['of another hour', { startsAt: '09:45', memberIds: ['p1', 'a', 'b'] }, {}, false],
    ['of a group that stands, where it has its session', { memberIds: ['p1'], stands: true }, { sessions: [exampleSession({ trainerId: null })] }, true],
    ['of a group that stands, on a day on which its session was cancelled', { memberIds: ['p1'], stands: true }, {}, false],
    ['when it did not fit before', { memberIds: ['p1'] }, { coaches: [] }, false],
  ])('%s', (_, more, facts, expected) => {
    expect(displacedBy([booking], exampleFacts(facts), [coming(more)])).toEqual(expected ? [booking] : []);
  });
});

describe('a coach\'s own hours', () => {
  const coach = (more: Partial<CoachFacts>): CoachFacts => exampleCoach({ hours: [{ weekday: 2, from: '09:00', to: '11:00' }, { weekday: 2, from: '11:00', to: '13:00' }], ...more });
  const extra = { kind: 'extra' as const, date: TUESDAY, fromTime: '13:00', toTime: '14:00' };
  const away = { kind: 'away' as const, date: TUESDAY, fromTime: '09:30', toTime: '11:00' };

  it.each<[string, Partial<BookedHour>, Partial<CoachFacts>, boolean]>([
    ['inside', {}, {}, false],
    ['over the seam of two spans', { startsAt: '10:30', endsAt: '11:15' }, {}, false],
    ['to the very end', { startsAt: '12:15', endsAt: '13:00' }, {}, false],
    ['past the end', { startsAt: '12:30', endsAt: '13:15' }, {}, true],
    ['before the start', { startsAt: '08:45', endsAt: '09:30' }, {}, true],
    ['on another weekday', { date: '2026-11-25' }, {}, true],
    ['past the end, in extra hours', { startsAt: '12:30', endsAt: '13:15' }, { exceptions: [extra] }, false],
    ['in extra hours of another day', { startsAt: '13:00', endsAt: '13:45' }, { exceptions: [{ ...extra, date: '2026-12-01' }] }, true],
    ['reaching into an absence', {}, { exceptions: [away] }, false],
    ['after an absence', { startsAt: '11:00', endsAt: '11:45' }, { exceptions: [away] }, false],
    ['on a day away', { startsAt: '12:00', endsAt: '12:45' }, { exceptions: [{ ...away, fromTime: null, toTime: null }] }, false],
  ])('displace a booking that lies %s', (_, hour, more, expected) => {
    const facts = exampleFacts({ coaches: [coach(more)] });
    expect(outsideHours([{ ...booking, ...hour }], facts)).toHaveLength(expected ? 1 : 0);
  });

  it('displace what lay in extra hours when those are told no more, and nothing else', () => {
    const facts = exampleFacts({ coaches: [coach({ exceptions: [extra, { ...extra, fromTime: '15:00', toTime: '16:00' }] })] });
    const bookings = [{ ...booking, startsAt: '13:00', endsAt: '13:45' }, { ...booking, startsAt: '15:00', endsAt: '15:45' }];
    const span = { kind: 'extra' as const, fromDate: TUESDAY, toDate: TUESDAY, hours: { from: '13:00', to: '14:00' } };
    expect(outsideHours(bookings, facts)).toEqual([]);
    expect(outsideHours(bookings, withoutExtra(facts, 'k1', span))).toEqual([bookings[0]]);
    expect(outsideHours(bookings, withoutExtra(facts, 'k2', span))).toEqual([]);
  });
});

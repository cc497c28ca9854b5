import { exampleCoach, exampleFacts, exampleSession } from '../../test/coaching/facts-examples.js';
import type { CoachingFacts } from './coaching-facts.js';
import { misfits, type BookedHour } from './misfits.js';

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
    ['a group needs the PC', {}, { sessions: [exampleSession({ trainerId: null, seats: 3 })] }, 'pc-session'],
    ['she sits in a session', {}, { sittings: [{ date: TUESDAY, startsAt: '09:30', endsAt: '11:00', personId: 'p1' }] }, 'person-in-session'],
    ['several at once', { workstationId: 'w9' }, { coaches: [] }, 'coach-unknown pc-broken'],
  ])('%s', (_, hour, facts, expected) => {
    const found = misfits([{ ...booking, ...hour }], exampleFacts(facts));
    expect(found.flatMap(({ reasons }) => reasons.map(({ reason }) => reason.split('.')[1])).join(' ')).toBe(expected);
  });
});

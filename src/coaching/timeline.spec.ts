import { exampleCoach, exampleFacts, exampleSession } from '../../test/coaching/facts-examples.js';
import { coachResource, pcResource, timeOf } from './coaching-cells.js';
import type { CoachingFacts } from './coaching-facts.js';
import { timeline, type TimelineBooking } from './timeline.js';

const DATE = '2026-11-24';
const booking = (more: Partial<TimelineBooking> = {}): TimelineBooking => (
  { id: 'b1', coachId: 'k1', coachName: 'Julia Ramos', workstationId: 'w3', workstationLabel: 'PC 3', startsAt: '11:00', endsAt: '11:45', ...more });
const lines = (facts: CoachingFacts, bookings: TimelineBooking[] = [], date = DATE): Record<string, string> => {
  const day = timeline(facts, bookings, date);
  return Object.fromEntries([...day?.pcs ?? [], ...day?.coaches ?? []].map(({ label, toLabel, spans }) => (
    [toLabel === null ? label : `${label} - ${toLabel}`, spans.map(({ from, to, kind, booking: of }) => `${timeOf(from)}-${timeOf(to)} ${of?.id ?? kind}`).join(', ')])));
};

describe('the timeline of a day', () => {
  it('shows every PC and every coach, sessions, open access, bookings and what is free', () => {
    expect(lines(exampleFacts({ sessions: [exampleSession()] }), [booking()])).toEqual({
      'PC 1 - PC 2': '08:00-09:00 open-access, 09:00-10:30 session, 10:30-20:00 open-access',
      'PC 3': '08:00-09:00 free, 09:00-10:30 open-access, 10:30-11:00 free, 11:00-11:45 b1, 11:45-20:00 free',
      'PC 4': '08:00-09:00 free, 09:00-10:30 open-access, 10:30-20:00 free',
      'PC 5': '08:00-20:00 free',
      'PC 9': '08:00-20:00 broken',
      'Julia Ramos': '08:00-09:00 free, 09:00-10:30 teaches, 10:30-11:00 free, 11:00-11:45 b1, 11:45-12:00 free, 12:00-20:00 hours',
    });
  });

  it('tells what is kept for somebody who waits from what is booked', () => {
    const cells = ['11:00', '11:15', '11:30'].map((time) => `${DATE} ${time}`);
    const holds = [pcResource('w3'), coachResource('a1')].flatMap((resource) => cells.map((cell) => ({ resource, cell, holderId: 'o1' })));
    const shown = lines(exampleFacts({ holds }));
    expect(shown['PC 4 - PC 5']).toBe('08:00-20:00 free');
    expect(shown['PC 3']).toBe('08:00-11:00 free, 11:00-11:45 offered, 11:45-20:00 free');
    expect(shown['Julia Ramos']).toBe('08:00-11:00 free, 11:00-11:45 offered, 11:45-12:00 free, 12:00-20:00 hours');
  });

  it('keeps bookings of a PC that broke, of one that is gone, and of a coach who has stopped', () => {
    const shown = lines(exampleFacts({ coaches: [exampleCoach({ id: 'k2', accountId: 'a2', name: 'Ana Flores' })] }), [
      booking({ workstationId: 'w9', workstationLabel: 'PC 9' }), booking({ id: 'b2', workstationId: 'w0', workstationLabel: 'PC 0', startsAt: '12:00', endsAt: '12:45' }),
    ]);
    expect(shown['PC 9']).toBe('08:00-11:00 broken, 11:00-11:45 b1, 11:45-20:00 broken');
    expect(shown['PC 0']).toBe('08:00-12:00 gone, 12:00-12:45 b2, 12:45-20:00 gone');
    expect(shown['Julia Ramos']).toBe('08:00-11:00 gone, 11:00-11:45 b1, 11:45-12:00 gone, 12:00-12:45 b2, 12:45-20:00 gone');
  });

  it('is empty on a holiday, but for what is booked', () => {
    const facts = exampleFacts({ calendar: { ...exampleFacts().calendar, holidays: [{ date: DATE, name: 'Feriado', closed: true }] } });
    expect(timeline(facts, [], DATE)).toBeNull();
    expect(lines(facts, [booking()])['PC 3']).toBe('11:00-11:45 b1, 11:45-12:00 closed');
  });
});

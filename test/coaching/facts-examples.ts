import type { CoachFacts, CoachingFacts, TaughtSession } from '../../src/coaching/coaching-facts.js';
import { COACHING_DEFAULTS } from '../../src/coaching/coaching-settings.entity.js';
import { WEEKDAYS } from '../../src/shared/kernel/weekdays.js';

/** Monday 23 November 2026, 10:00 at the centre: the moment of the examples, for tests alone. */
export const EXAMPLE_NOW = Date.UTC(2026, 10, 23, 15);

/** A coach who can from 8 to 12 every day. */
export function exampleCoach(more: Partial<CoachFacts> = {}): CoachFacts {
  return {
    id: 'k1', accountId: 'a1', name: 'Julia Ramos', sex: 'female', languages: ['spanish'], topics: [], bookingsADay: 5,
    hours: WEEKDAYS.map((weekday) => ({ weekday, from: '08:00', to: '12:00' })), exceptions: [], ...more,
  };
}

/** A centre open from 8 to 20 with one coach and five PCs, of which two stay free for whoever comes; nothing is booked. */
export function exampleFacts(more: Partial<CoachingFacts> = {}): CoachingFacts {
  return {
    rules: COACHING_DEFAULTS, coaches: [exampleCoach()], broken: [{ id: 'w9', label: 'PC 9' }], sessions: [], sittings: [], holds: [],
    calendar: { hours: WEEKDAYS.map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '20:00' })), holidays: [] },
    rooms: [{ id: 'r1', name: 'Sala', workstations: [1, 2, 3, 4, 5].map((number) => ({ id: `w${number}`, label: `PC ${number}` })) }], ...more,
  };
}

/** A session on Tuesday the 24th from 9 to 10:30 of a group whose trainer coaches as well. */
export function exampleSession(more: Partial<TaughtSession> = {}): TaughtSession {
  return { date: '2026-11-24', startsAt: '09:00', endsAt: '10:30', roomId: 'r1', trainerId: 'a1', seats: 2, ...more };
}

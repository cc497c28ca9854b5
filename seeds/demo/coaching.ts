import { CoachHoursService } from '../../src/coaching/coach-hours.service.js';
import { CoachesService, type CoachProfile } from '../../src/coaching/coaches.service.js';
import type { LocalTime, Weekday } from '../../src/shared/kernel/local-date.js';
import type { StaffMember, World } from './world.js';

type Week = readonly { days: readonly Weekday[]; from: LocalTime; to: LocalTime }[];

/** Who coaches, by the place among the centre's trainers and coaches: one coaches all day, the others where they do not teach. */
const COACHES: Record<'coach' | 'morning' | 'afternoon', { profile: CoachProfile; week: Week }> = {
  coach: {
    profile: { sex: 'female', languages: ['spanish', 'quechua'], topics: [], bookingsADay: 8 },
    week: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '13:00' }, { days: [1, 3, 5], from: '15:00', to: '19:00' }, { days: [6], from: '09:00', to: '13:00' }],
  },
  // Teaches in the morning.
  morning: {
    profile: { sex: 'female', languages: ['spanish'], topics: ['courage', 'mouse-keyboard', 'writing', 'course'], bookingsADay: 4 },
    week: [{ days: [2, 4], from: '14:30', to: '18:30' }],
  },
  // Teaches in the afternoon and evening.
  afternoon: {
    profile: { sex: 'male', languages: ['spanish'], topics: ['internet', 'email', 'phone', 'procedures', 'safety'], bookingsADay: 4 },
    week: [{ days: [1, 3, 5], from: '09:00', to: '12:00' }],
  },
};

/** Names the coaches of a centre and tells their hours. */
export async function nameCoaches(world: World, by: StaffMember, staff: readonly StaffMember[]): Promise<void> {
  const [morning, afternoon] = staff.filter(({ roles }) => roles[0] === 'trainer');
  const coach = staff.find(({ roles }) => roles[0] === 'coach');
  for (const [member, told] of [[coach, COACHES.coach], [morning, COACHES.morning], [afternoon, COACHES.afternoon]] as const) {
    if (!member) continue;
    const id = await world.get(CoachesService).addCoach(by.centreId, member.accountId, told.profile, { actor: by });
    const hours = told.week.flatMap(({ days, from, to }) => days.map((weekday) => ({ weekday, from, to })));
    await world.get(CoachHoursService).saveHours(by.centreId, id, hours, { actor: { ...member } });
  }
}

import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachHoursService } from '../../src/coaching/coach-hours.service.js';
import { CoachesService, type CoachProfile } from '../../src/coaching/coaches.service.js';
import { COACHING_TOPICS, type CoachingTopic } from '../../src/coaching/coaching-words.js';
import { spaced, type FreeSlot } from '../../src/coaching/free-slots.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { LocalTime, Weekday } from '../../src/shared/kernel/local-date.js';
import { CoachedWeeks } from './coached.js';
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

/** How often somebody books: on the last days, today and on the next ones. */
const BOOKED_PER_DAY = 2;

/** Tells of a centre's coaching: what was held before, the days around today, a series, who waits, and what fits no more. @param people of the next edition */
export async function bookCoaching(world: World, by: StaffMember, people: readonly Id[]): Promise<void> {
  const weeks = new CoachedWeeks(world, by);
  await weeks.held(people.slice(14, 38), { day: -7, days: 4 });
  await bookAround(world, by, people.slice(0, 14));
  world.travel(0, '23:59');
  await weeks.misfit(await weeks.coach('capacitador'), people[43] as Id);
  await weeks.series(people[38] as Id);
  // The one whose card the demo prints is the first to be asked.
  await weeks.waits(await weeks.coach('capacitadora'), people.slice(39, 43), people.slice(44, 46));
}

/** Coaching beside a course that ended long ago: since then these people were placed again, so that its effect on their level is on record. @param day on which the course began, counted from today */
export async function coachBeside(world: World, by: StaffMember, people: readonly Id[], day: number): Promise<void> {
  await new CoachedWeeks(world, by).held(people, { day: day + 1, days: 20 });
}

/** From three days ago on; what lies behind was held, but for one hour to which nobody came. */
async function bookAround(world: World, by: StaffMember, personIds: readonly Id[]): Promise<void> {
  const bookings = world.get(BookingsService);
  const actor = { accountId: by.accountId, centreId: by.centreId, personId: null, side: 'staff' as const };
  world.travel(-3, '15:00');
  const made: { id: Id; slot: FreeSlot }[] = [];
  for (const [index, personId] of personIds.entries()) {
    const topic = COACHING_TOPICS[index % COACHING_TOPICS.length] as CoachingTopic;
    // Not every coach takes every topic.
    const slots = spaced(await bookings.freeSlots(actor, { personId, topic, wishes: {} }));
    const day = [...new Set(slots.map(({ date }) => date))][Math.floor(index / BOOKED_PER_DAY)];
    const slot = slots.filter(({ date }) => date === day)[index % BOOKED_PER_DAY];
    if (!slot) continue;
    const { date, startsAt, coachId } = slot;
    const through = index % 3 === 0 ? 'phone' as const : 'desk' as const;
    made.push({ slot, id: await bookings.book(actor, { personId, wishes: { coachId }, date, startsAt, topic, through }) });
  }
  const behind = made.filter(({ slot }) => slot.date < world.today);
  for (const [index, { id, slot }] of behind.entries()) {
    world.travelTo(slot.date, slot.startsAt);
    if (index === 1) {
      await bookings.noShow(actor, id, { version: 1 });
      continue;
    }
    await bookings.arrive(actor, id, { version: 1 });
    world.travelTo(slot.date, slot.endsAt);
    await bookings.finish(actor, id, { version: 2 });
  }
  const last = made.at(-1);
  if (last && last.slot.date > world.today) await bookings.cancel(actor, last.id, { version: 1, reason: 'Llamó: ese día cuida a sus nietos' });
  world.tell(`Asesoría: ${made.length} reservas, ${behind.length} ya pasadas`);
}

import { DataSource } from 'typeorm';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachHoursService } from '../../src/coaching/coach-hours.service.js';
import type { CoachingActor } from '../../src/coaching/coaching.policy.js';
import { spaced, type FreeSlot } from '../../src/coaching/free-slots.js';
import { NotesService } from '../../src/coaching/notes.service.js';
import { SeriesRefused, SeriesService } from '../../src/coaching/series.service.js';
import { WaitsService } from '../../src/coaching/waits.service.js';
import { itemBank } from '../../src/placement/item-bank.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addDays, type LocalDate } from '../../src/shared/kernel/local-date.js';
import type { StaffMember, World } from './world.js';

const GOALS = ['Quiero escribirle a mi hija que está en Italia', 'Que ya no me tiemble la mano con el mouse', 'Hacer el oficio de mi comedor sin pedir ayuda', 'Sacar cita en la posta por internet'];
const NEXT = ['Practicar el doble clic en la lección 1A', 'Traer la lista de socias para escribirla', 'Repetir sola lo de hoy', 'Abrir su correo desde su celular'];
const HOURS = { wishes: {}, topic: 'courage' } as const;

/** The hours of coaching around today. */
export class CoachedWeeks {
  private readonly actor: CoachingActor;

  constructor(private readonly world: World, private readonly by: StaffMember) {
    this.actor = { accountId: by.accountId, centreId: by.centreId, personId: null, side: 'staff' };
  }

  /**
   * Hours that were held, with how sure each felt before and after, and what her coach noted.
   * @param day of the first hours, counted from today
   * @param days over how many the first hours are spread
   */
  async held(personIds: readonly Id[], { day, days }: { day: number; days: number }): Promise<void> {
    for (const [index, personId] of personIds.entries()) {
      // Every third one came twice.
      for (let hour = 0; hour < (index % 3 === 0 ? 2 : 1); hour += 1) await this.hold(personId, index, hour, day + (index % days));
    }
  }

  private async hold(personId: Id, index: number, hour: number, day: number): Promise<void> {
    const bookings = this.world.get(BookingsService);
    const date = this.world.travel(day + hour * 2, '08:00');
    const [slot] = spaced(await bookings.freeSlots(this.actor, { personId, ...HOURS, from: date, to: addDays(date, 2) }));
    if (!slot) return;
    const id = await bookings.book(this.actor, { personId, ...HOURS, wishes: { coachId: slot.coachId }, date: slot.date, startsAt: slot.startsAt });
    this.world.travelTo(slot.date, slot.startsAt);
    await bookings.arrive(this.actor, id, { version: 1 });
    this.world.travelTo(slot.date, slot.endsAt);
    await bookings.finish(this.actor, id, { version: 2 });
    await this.note(slot.coachId, id, index, hour);
  }

  private async note(coachId: Id, bookingId: Id, index: number, hour: number): Promise<void> {
    const accountId = await this.accountOf(coachId);
    const before = Math.min(4, 1 + (index % 3) + hour);
    const skills = itemBank().tasks.slice(index % 4, (index % 4) + 2).map(({ code }) => code);
    const words = { goals: GOALS[index % GOALS.length] as string, remarks: null, next: NEXT[(index + hour) % NEXT.length] as string };
    await this.world.get(NotesService).save({ accountId, centreId: this.by.centreId }, bookingId, {
      ...words, skills, confidenceBefore: before, confidenceAfter: Math.min(5, before + 1 + (index % 2)), noteVersion: 0, outcomeVersion: 0,
    }, { actor: { accountId, centreId: this.by.centreId } });
  }

  /** Somebody comes four weeks at the same hour. */
  async series(personId: Id): Promise<void> {
    for (const { date, startsAt, coachId } of await this.soon(personId)) {
      try {
        await this.world.get(SeriesService).book(this.actor, { personId, topic: 'email', wishes: { coachId }, date, startsAt, times: 4 });
        return;
      } catch (error) {
        // A holiday stands in the way of that weekday.
        if (!(error instanceof SeriesRefused)) throw error;
      }
    }
  }

  /** A coach's day is full, two wait for her, and an hour gets free: it is kept for the first of them. */
  async waits(coachId: Id, fillers: readonly Id[], waiting: readonly Id[]): Promise<void> {
    const [bookings, waits] = [this.world.get(BookingsService), this.world.get(WaitsService)];
    const [first] = await this.soon(fillers[0] as Id, coachId);
    if (!first) return;
    const wished = { wishes: { coachId }, topic: 'courage' as const };
    const made: Id[] = [];
    for (const personId of fillers) {
      const [slot] = spaced(await bookings.freeSlots(this.actor, { personId, ...wished, from: first.date, to: first.date }));
      if (slot) made.push(await bookings.book(this.actor, { personId, ...wished, date: slot.date, startsAt: slot.startsAt, through: 'phone' }));
    }
    for (const personId of waiting) await waits.ask(this.actor, { personId, ...wished, fromDate: first.date, toDate: first.date });
    await bookings.cancel(this.actor, made[0] as Id, { version: 1, reason: 'Llamó: la llaman del comedor' });
  }

  /** A coach cannot come on a day on which somebody is booked with him. */
  async misfit(coachId: Id, personId: Id): Promise<void> {
    const [slot] = await this.soon(personId, coachId);
    if (!slot) return;
    await this.world.get(BookingsService).book(this.actor, { personId, topic: 'phone', wishes: { coachId }, date: slot.date, startsAt: slot.startsAt, through: 'phone' });
    const away = { kind: 'away' as const, fromDate: slot.date, toDate: slot.date, hours: null, reason: 'Cita en la posta' };
    await this.world.get(CoachHoursService).addException(this.by.centreId, coachId, away, { actor: this.by });
  }

  /** Who coaches here, by the name with which she signs in. */
  async coach(loginName: string): Promise<Id> {
    const [row] = await this.world.get(DataSource).query<{ id: Id }[]>(
      'SELECT k.id FROM coaches k JOIN accounts a ON a.id = k.account_id WHERE k.centre_id = ? AND a.login_name = ?', [this.by.centreId, loginName]);
    return (row as { id: Id }).id;
  }

  private async accountOf(coachId: Id): Promise<Id> {
    const [row] = await this.world.get(DataSource).query<{ accountId: Id }[]>('SELECT account_id AS accountId FROM coaches WHERE id = ?', [coachId]);
    return (row as { accountId: Id }).accountId;
  }

  /** The first free hour of each day from tomorrow on. */
  private async soon(personId: Id, coachId?: Id): Promise<FreeSlot[]> {
    const from: LocalDate = addDays(this.world.today, 1);
    const slots = await this.world.get(BookingsService).freeSlots(this.actor, { personId, wishes: coachId ? { coachId } : {}, from });
    return slots.filter((slot, index) => slots.findIndex(({ date }) => date === slot.date) === index);
  }
}

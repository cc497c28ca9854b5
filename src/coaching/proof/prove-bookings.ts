import type { DataSource } from 'typeorm';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { addDays, localDateAt, type LocalDate } from '../../shared/kernel/local-date.js';
import { seededRandom, type Random } from '../../shared/kernel/random.js';
import { countOutcome, firstThatAnswers, outcomeOf, type Outcomes } from '../../trial-nodes.js';
import type { BookingsService } from '../bookings.service.js';
import { timeOf } from '../coaching-cells.js';
import type { FreeSlot } from '../free-slots.js';
import { proofCounts, proofFaults } from './proof-faults.js';
import { bookingsOn, makeWorld, type ProofWorld } from './proof-world.js';

export interface ProofOptions {
  seconds: number;
  writers: number;
}

/** What a proof found. */
export interface ProofFigures {
  /** Of twenty that wanted one hour at once. */
  race: { booked: number; refused: number };
  /** Of rounds in which one moves a booking and another cancels it: those in which exactly one of them did. */
  moveOrCancel: { rounds: number; one: number };
  /** Bookings that one form made which came ten times. */
  replays: number;
  /** What became of what the writers did. */
  outcomes: Outcomes;
  counts: { standing: number; cancelled: number; events: number };
  faults: string[];
}

const RACERS = 20;
const ROUNDS = 8;

/**
 * Has many write at once, each node's connections in turn, and looks at the end whether anything is booked twice. A node
 * may end meanwhile: what it does not answer counts as `unavailable`.
 * @param nodes a data source each, of one database
 */
export async function proveBookings(nodes: readonly DataSource[], { seconds, writers }: ProofOptions): Promise<ProofFigures> {
  const world = await makeWorld(nodes[0] as DataSource);
  const services = nodes.map(bookingsOn);
  const at = (index: number): BookingsService => services[index % services.length] as BookingsService;
  const today = localDateAt(Date.now());
  const race = await raceFor(world, at, addDays(today, 2));
  const moveOrCancel = await moveOrCancelRounds(world, at, addDays(today, 3));
  const replays = await replay(world, at, addDays(today, 4));
  const told: Id[] = [];
  const outcomes: Outcomes = {};
  const until = Date.now() + seconds * 1_000;
  await Promise.all(Array.from({ length: writers }, (_, index) => new Writer(world, at(index), seededRandom(index + 1), told, outcomes).write(until)));
  const look = await firstThatAnswers(nodes);
  return {
    race, moveOrCancel, replays, outcomes, counts: await proofCounts(look, world.actor.centreId), faults: await proofFaults(look, world.actor.centreId, told),
  };
}

type At = (index: number) => BookingsService;

async function raceFor({ actor, people, coaches }: ProofWorld, at: At, date: LocalDate): Promise<ProofFigures['race']> {
  const outcomes = await Promise.all(people.slice(0, RACERS).map((personId, index) => outcomeOf(
    at(index).book(actor, { personId, wishes: { coachId: coaches[0] as Id }, date, startsAt: '09:00', topic: 'other' }))));
  const count = (name: string): number => outcomes.filter((outcome) => outcome === name).length;
  return { booked: count('done'), refused: count('refused') };
}

async function moveOrCancelRounds({ actor, people }: ProofWorld, at: At, date: LocalDate): Promise<ProofFigures['moveOrCancel']> {
  let one = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const startsAt = timeOf(32 + round * 4);
    const id = await at(round).book(actor, { personId: people[round] as Id, wishes: {}, date, startsAt, topic: 'other' });
    const outcomes = await Promise.all([
      outcomeOf(at(round).move(actor, id, { date, startsAt: timeOf(33 + round * 4), wishes: {}, version: 1 })),
      outcomeOf(at(round + 1).cancel(actor, id, { version: 1 })),
    ]);
    if (outcomes.filter((outcome) => outcome === 'done').length === 1) one += 1;
  }
  return { rounds: ROUNDS, one };
}

async function replay({ actor, people }: ProofWorld, at: At, date: LocalDate): Promise<number> {
  const submission = { key: newId(), bodyHash: 'proof' };
  const ids = await Promise.all(Array.from({ length: 10 }, (_, index) => at(index).book(
    actor, { personId: people[0] as Id, wishes: {}, date, startsAt: '10:00', topic: 'other' }, { submission })));
  return new Set(ids).size;
}

/** One who books at random hours, and moves or cancels what she has booked. */
class Writer {
  private readonly mine: { id: Id; version: number }[] = [];

  constructor(
    private readonly world: ProofWorld, private readonly service: BookingsService, private readonly random: Random,
    private readonly told: Id[], private readonly outcomes: Outcomes,
  ) {}

  async write(until: number): Promise<void> {
    while (Date.now() < until) {
      const act = this.mine.length > 0 ? this.random() : 1;
      if (act < 0.35) await this.count('cancelled', this.cancel());
      else if (act < 0.55) await this.count('moved', this.move());
      else await this.count('booked', this.book());
    }
  }

  private async book(): Promise<void> {
    const id = await this.service.book(this.world.actor, { ...this.anHour(), personId: this.pick(this.world.people), topic: 'other' });
    this.told.push(id);
    this.mine.push({ id, version: 1 });
  }

  private async move(): Promise<void> {
    const one = this.pick(this.mine);
    const { date, startsAt } = this.anHour();
    await this.service.move(this.world.actor, one.id, { date, startsAt, wishes: {}, version: one.version });
    one.version += 1;
  }

  private async cancel(): Promise<void> {
    const [one] = this.mine.splice(Math.floor(this.random() * this.mine.length), 1);
    if (one) await this.service.cancel(this.world.actor, one.id, { version: one.version });
  }

  private async count(done: string, work: Promise<void>): Promise<void> {
    const outcome = await outcomeOf(work);
    countOutcome(this.outcomes, outcome === 'done' ? done : outcome);
  }

  private anHour(): Pick<FreeSlot, 'date' | 'startsAt'> & { wishes: Record<string, never> } {
    const day = 5 + Math.floor(this.random() * 3);
    return { date: addDays(localDateAt(Date.now()), day), startsAt: timeOf(32 + Math.floor(this.random() * 40)), wishes: {} };
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }
}

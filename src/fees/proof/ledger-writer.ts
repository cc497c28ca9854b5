import { DatabaseUnavailable, KeyReused, type UnitOptions } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import type { Cents } from '../../shared/kernel/money.js';
import { seededRandom, type Random } from '../../shared/kernel/random.js';
import { countOutcome, outcomeOf, type Outcomes } from '../../trial-nodes.js';
import { PAYMENT_METHODS } from '../payment.entity.js';
import type { PaymentAsked } from '../payment-rules.js';
import type { PaymentMade } from '../record-payment.js';
import type { FeesNode, LedgerWorld } from './ledger-world.js';

/** What somebody was told that it is done: at the end it must be there, once, and nothing else. */
export interface Told {
  receipts: { id: Id; cents: Cents }[];
  voids: Id[];
  waived: Cents[];
  closedTills: Id[];
}

/** What a process has written: plain values. */
export interface Written {
  told: Told;
  outcomes: Outcomes;
}

export function nothingWritten(): Written {
  return { told: { receipts: [], voids: [], waived: [], closedTills: [] }, outcomes: {} };
}

/** Has writers work at once until an instant, each at the till of the treasurer with its number and beginning at another node. */
export async function writeLedger(nodes: readonly FeesNode[], world: LedgerWorld, { writers, until }: { writers: readonly number[]; until: number }): Promise<Written> {
  const written = nothingWritten();
  await Promise.all(writers.map((index) => new LedgerWriter(nodes, world, index, written).write(until)));
  return written;
}

/** How long one goes on sending what was not answered. */
const PATIENCE = 90_000;
const AMOUNTS: readonly Cents[] = [1_000, 700, 333, 250, 100, 1_500, 2_000, 5];

/** There was nothing yet to do it with. */
const IDLE = Symbol('idle');

type Act = [share: number, name: string, act: () => Promise<unknown>];

/** One treasurer who does all that moves the money of learners, at random, and sends again what nobody answered. */
class LedgerWriter {
  private readonly random: Random;
  private readonly actor: UnitOptions['actor'];
  private readonly acts: readonly Act[];
  private tillId: Id | null = null;
  private operations = 0;

  constructor(private readonly nodes: readonly FeesNode[], private readonly world: LedgerWorld, private readonly index: number, private readonly written: Written) {
    this.random = seededRandom(index + 1);
    this.actor = { accountId: world.treasurers[index] as Id, centreId: world.centreId };
    this.acts = [
      [0.5, 'paid', () => this.pay()], [0.12, 'voided', () => this.void()], [0.18, 'enrolled', () => this.enrol()], [0.08, 'withdrawn', () => this.withdraw()],
      [0.07, 'waived', () => this.waive()], [0.05, 'till closed', () => this.changeTill()],
    ];
  }

  async write(until: number): Promise<void> {
    await this.count('till opened', this.openTill());
    while (Date.now() < until) {
      let chance = this.random();
      const [, name, act] = this.acts.find(([share]) => (chance -= share) < 0) ?? this.acts[0] as Act;
      await this.count(name, act());
    }
  }

  /** A payment: in full, in part or with a rest; sometimes its form comes twice at once, later again, or with another body. */
  private async pay(): Promise<void> {
    const asked = this.payment();
    const options = { actor: this.actor, submission: { key: newId(), bodyHash: 'a' } };
    const post = (): Promise<PaymentMade> => this.insist((node) => node.payments.record(this.world.centreId, asked, options));
    const posts = this.random() < 0.2 ? [post(), post()] : [post()];
    const made = await this.sameAnswer(posts);
    this.written.told.receipts.push({ id: made.receiptId, cents: asked.cents });
    if (this.random() < 0.2) await this.count('sent again', this.sameAnswer([Promise.resolve(made), post()]));
    if (this.random() < 0.1) await this.count('other body refused', this.refusesOtherBody(asked, options.submission.key));
  }

  private payment(): PaymentAsked {
    const method = this.random() < 0.6 ? 'cash' : this.pick(PAYMENT_METHODS);
    // Some operations are said a second time: refused.
    if (this.random() < 0.9) this.operations += 1;
    return {
      personId: this.pick(this.world.people), cents: this.pick(AMOUNTS), method, chargeIds: [], keepRest: this.random() < 0.4, otherOperation: this.random() < 0.5,
      operationNumber: method === 'cash' ? null : `${this.index}N${this.operations}`, tenderedCents: method === 'cash' && this.random() < 0.5 ? 10_000 : null,
    };
  }

  private async sameAnswer(posts: readonly Promise<PaymentMade>[]): Promise<PaymentMade> {
    const answers = await Promise.allSettled(posts);
    const refused = answers.find((answer) => answer.status === 'rejected');
    if (refused && answers.every(({ status }) => status === 'rejected')) throw refused.reason;
    const receipts = new Set(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.receiptId : null)));
    if (receipts.size > 1) throw new Error(`one key had two answers: ${[...receipts].join(' and ')} ${String(refused?.reason)}`);
    return (answers[0] as PromiseFulfilledResult<PaymentMade>).value;
  }

  private async refusesOtherBody(asked: PaymentAsked, key: string): Promise<void> {
    const options = { actor: this.actor, submission: { key, bodyHash: 'b' } };
    const answer = await this.insist((node) => node.payments.record(this.world.centreId, { ...asked, cents: asked.cents + 1 }, options))
      .then(() => 'it was taken', (error: unknown) => error);
    if (!(answer instanceof KeyReused)) throw new Error(`another body under a key that was used: ${String(answer)}`);
  }

  private async void(): Promise<unknown> {
    const { receipts, voids } = this.written.told;
    if (receipts.length === 0) return IDLE;
    const { id } = this.pick(receipts);
    await this.insistOnce((node, options) => node.payments.void(this.world.centreId, id, 'Prueba', options));
    return voids.push(id);
  }

  private async enrol(): Promise<void> {
    const [editionId, personId] = [this.pick(this.world.editionIds), this.pick(this.world.people)];
    await this.insistOnce((node, options) => node.enrolments.enrol(this.world.centreId, editionId, [personId], options));
  }

  private async withdraw(): Promise<unknown> {
    const enrolled = await this.read<{ id: Id }>("SELECT id FROM enrolments WHERE centre_id = ? AND status = 'enrolled'");
    if (enrolled.length === 0) return IDLE;
    const { id } = this.pick(enrolled);
    return this.insistOnce((node, options) => node.enrolments.withdraw(this.world.centreId, id, 'Prueba', options));
  }

  private async waive(): Promise<unknown> {
    const open = await this.read<{ id: Id; cents: Cents }>('SELECT id, open_cents AS cents FROM charges WHERE centre_id = ? AND open_cents > 0');
    if (open.length === 0) return IDLE;
    const charge = this.pick(open);
    const cents = Math.max(1, Math.floor(this.random() * 1.2 * charge.cents));
    await this.insistOnce((node, options) => node.waivers.give(this.world.centreId, charge.id, { cents, reason: 'hardship', note: null }, options));
    return this.written.told.waived.push(cents);
  }

  /** Counts and closes her till, with whatever difference there is, and opens another. */
  private async changeTill(): Promise<void> {
    const sessionId = this.tillId;
    if (sessionId === null) return this.openTill();
    const key = { centreId: this.world.centreId, sessionId, mayCloseOthers: false };
    const { closed } = await this.insistOnce((node, options) => node.tills.count(key, { 1_000: Math.floor(this.random() * 20) }, options));
    if (!closed) await this.insistOnce((node, options) => node.tills.close(key, 'Prueba', options));
    this.tillId = null;
    this.written.told.closedTills.push(sessionId);
    await this.openTill();
  }

  private async openTill(): Promise<void> {
    const asked = { floatCents: Math.floor(this.random() * 50) * 100, bookMissing: true };
    this.tillId = (await this.insistOnce((node, options) => node.tills.open(this.world.centreId, asked, options))).sessionId;
  }

  private insistOnce<T>(work: (node: FeesNode, options: UnitOptions) => Promise<T>): Promise<T> {
    const options = { actor: this.actor, submission: { key: newId(), bodyHash: 'a' } };
    return this.insist((node) => work(node, options));
  }

  /** What nobody answered is sent again under its key, as a browser's queue does, to whichever node comes next. */
  private async insist<T>(work: (node: FeesNode) => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + PATIENCE;
    for (let tried = this.random() < 0.8 ? this.index : this.index + 1; ; tried += 1) {
      try {
        return await work(this.nodes[tried % this.nodes.length] as FeesNode);
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable) || Date.now() > giveUpAt) throw error;
        countOutcome(this.written.outcomes, 'unavailable, sent again');
      }
    }
  }

  private async read<T>(sql: string): Promise<T[]> {
    for (const { dataSource } of this.nodes) {
      const rows = await dataSource.query<T[]>(sql, [this.world.centreId]).catch(() => null);
      if (rows) return rows;
    }
    return [];
  }

  private async count(done: string, work: Promise<unknown>): Promise<void> {
    let idle = false;
    const outcome = await outcomeOf(work.then((answer) => { idle = answer === IDLE; }));
    if (!idle) countOutcome(this.written.outcomes, outcome === 'done' ? done : outcome);
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }
}

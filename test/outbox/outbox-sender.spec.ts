import type { DataSource } from 'typeorm';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { TravelClock } from '../../src/shared/kernel/clock.js';
import { Channels, type Channel } from '../../src/shared/outbox/channels.js';
import type { Attempt } from '../../src/shared/outbox/delivery-rules.js';
import { OutboxHindrances } from '../../src/shared/outbox/hindrances.js';
import { OutboxMessage } from '../../src/shared/outbox/outbox-message.entity.js';
import { OutboxSender } from '../../src/shared/outbox/outbox-sender.js';
import { callBack, post, type Letter } from '../../src/shared/outbox/outbox.js';
import { TEST_NOW } from '../helpers/app.js';
import { ENGINES, openTestDatabase, type TestDatabase } from '../helpers/databases.js';

const MINUTE = 60_000;

/** Keeps what it was given, and answers as it is told. */
class Recorder implements Channel {
  readonly name = 'sms';
  readonly given: string[] = [];
  answers: (Attempt | 'hang')[] = [];

  send({ recipient, body }: { recipient: string; body: string }): Promise<Attempt> {
    this.given.push(`${recipient}: ${body}`);
    const answer = this.answers.shift() ?? { outcome: 'sent' };
    return answer === 'hang' ? new Promise(() => undefined) : Promise.resolve(answer);
  }
}

describe.each(ENGINES)('the outbox, %s', (engine) => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  let clock: TravelClock;
  let channel: Recorder;
  let hindrances: OutboxHindrances;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    ({ dataSource } = database);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    clock = new TravelClock(TEST_NOW);
    unitOfWork = new UnitOfWork(dataSource, clock);
    channel = new Recorder();
    hindrances = new OutboxHindrances();
    await unitOfWork.run((tx) => tx.execute('DELETE FROM outbox_messages', []), { actor: SYSTEM });
  });

  const sender = (): OutboxSender => new OutboxSender(dataSource, unitOfWork, clock, new Channels([channel]), hindrances);
  const letter = (given: Partial<Letter> = {}): Letter => ({
    centreId: null, claim: 'one', aboutId: null, channel: 'sms', recipient: '987654321', body: 'Hola', dueAt: TEST_NOW, uselessAfter: TEST_NOW + 60 * MINUTE, ...given,
  });
  const put = (given: Partial<Letter> = {}): Promise<boolean> => unitOfWork.run((tx) => post(tx, letter(given)), { actor: SYSTEM });
  const statuses = async (): Promise<string[]> => (await dataSource.manager.find(OutboxMessage, { order: { claim: 'ASC' } })).map(({ status }) => status);

  it('sends what is due, once, however often it is posted and looked at', async () => {
    expect([await put(), await put()]).toEqual([true, false]);
    await put({ claim: 'two', dueAt: TEST_NOW + MINUTE, body: 'Luego' });
    await sender().wake();
    await sender().wake();
    expect(channel.given).toEqual(['987654321: Hola']);
    expect(await statuses()).toEqual(['sent', 'waiting']);
  });

  it('sends nothing of a unit of work that was taken back', async () => {
    await expect(unitOfWork.run(async (tx) => {
      await post(tx, letter());
      throw new Error('no');
    }, { actor: SYSTEM })).rejects.toThrow('no');
    await sender().wake();
    expect(channel.given).toEqual([]);
  });

  it('holds back what is no longer so, and sends it when it is so again, but not too late', async () => {
    let untrue = true;
    hindrances.add((due) => Promise.resolve(new Map(due.filter(({ claim }) => untrue && claim !== 'two').map(({ id }) => [id, clock.now() + 5 * MINUTE]))));
    await put();
    await put({ claim: 'two', body: 'Cierto' });
    await put({ claim: 'three', uselessAfter: TEST_NOW + 4 * MINUTE });
    await sender().wake();
    expect([channel.given, await statuses()]).toEqual([['987654321: Cierto'], ['waiting', 'waiting', 'sent']]);
    untrue = false;
    clock.travelTo(TEST_NOW + 4 * MINUTE);
    await sender().wake();
    expect(channel.given).toHaveLength(1);
    clock.travelTo(TEST_NOW + 5 * MINUTE);
    await sender().wake();
    expect([channel.given, await statuses()]).toEqual([['987654321: Cierto', '987654321: Hola'], ['sent', 'failed', 'sent']]);
  });

  it('hands each of many messages over once, with four senders at work', async () => {
    for (let number = 0; number < 30; number += 1) await put({ claim: `m${number}`, body: String(number) });
    await Promise.all(Array.from({ length: 4 }, () => sender().wake()));
    expect(channel.given.length).toBe(30);
    expect(new Set(channel.given).size).toBe(30);
  });

  it('never sends again what a process had taken up that ended', async () => {
    channel.answers = ['hang'];
    await put();
    void sender().wake();
    while (channel.given.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    clock.travelTo(TEST_NOW + 6 * MINUTE);
    await sender().wake();
    expect([channel.given.length, await statuses()]).toEqual([1, ['unknown']]);
  });

  it('tries again later what certainly did not go', async () => {
    channel.answers = [{ outcome: 'not-now', fault: 'busy' }];
    await put();
    await sender().wake();
    expect([channel.given.length, await statuses()]).toEqual([1, ['waiting']]);
    clock.travelTo(TEST_NOW + MINUTE);
    await sender().wake();
    expect([channel.given.length, await statuses()]).toEqual([2, ['sent']]);
  });

  it('calls back what has not gone yet, and leaves what helps nobody any more', async () => {
    await put({ aboutId: 'b1', claim: 'a' });
    await put({ claim: 'b', uselessAfter: TEST_NOW });
    await unitOfWork.run((tx) => callBack(tx, 'b1'), { actor: SYSTEM });
    await sender().wake();
    expect([channel.given, await statuses()]).toEqual([[], ['cancelled', 'failed']]);
    expect(await put({ aboutId: 'b1', claim: 'a' })).toBe(true);
    await sender().wake();
    expect([channel.given.length, await statuses()]).toEqual([1, ['sent', 'failed']]);
  });
});

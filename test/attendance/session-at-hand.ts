import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { startApp, TEST_NOW, type TestApp, type Visitor } from '../helpers/app.js';
import type { Engine } from '../helpers/databases.js';
import { addClassroom, type Classroom } from './classroom.js';

/** What a test of a session's pages has at hand: a group of eight that meets today, and Julia Condori, who teaches. */
export interface SessionAtHand {
  test: TestApp;
  room: Classroom;
  trainer: Visitor;
  /** How many groups there are so far: their names end with it. */
  count: number;
}

/** What is done with the session of the test that runs. */
export interface SessionPages {
  url: (rest: string) => string;
  save: (statuses: Record<number, string>, complete?: boolean) => ReturnType<Visitor['postJson']>;
  queriesOf: (path: string) => Promise<number>;
}

/** Starts the application for a `describe`, and hands each of its tests a session of its own. */
export function withSessions(engine: Engine, hand: (atHand: SessionAtHand) => void): SessionPages {
  let test: TestApp;
  let room: Classroom;
  let trainer: Visitor;
  let count = 0;

  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer', { displayName: 'Julia Condori' });
  });

  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    count += 1;
    room = await addClassroom(test, { count: 8, name: `Grupo ${count}` });
    hand({ test, room, trainer, count });
  });

  afterEach(() => test.unitOfWork.run(async (tx) => {
    // What one test leaves for today must not stand in the lists of the next.
    await tx.execute('UPDATE sessions SET cancelled_at = 1 WHERE group_id = ?', [room.group.id]);
  }, { actor: SYSTEM }));

  afterAll(() => test.close());

  const url = (rest: string): string => `/sessions/${room.session.id}/${rest}`;
  return {
    url,
    save: (statuses, complete = true) => trainer.postJson(url('register'), {
      marks: room.people.map(({ id }, index) => ({ seen: `${id} 0`, status: statuses[index] ?? 'present', reason: 'Salud' })), complete: complete ? 'yes' : undefined,
    }),
    queriesOf: async (path) => (await countQueries(() => trainer.get(path))).queries,
  };
}

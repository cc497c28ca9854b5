import { Account } from '../../src/accounts/account.entity.js';
import { NoteKeys } from '../../src/config/note-keys.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { type Coach } from '../../src/coaching/coach.entity.js';
import { CoachingNoteReader } from '../../src/coaching/coaching-note-reader.entity.js';
import { CoachingNote } from '../../src/coaching/coaching-note.entity.js';
import { CoachingOutcome } from '../../src/coaching/coaching-outcome.entity.js';
import { openNote } from '../../src/coaching/note-content.js';
import { NoteRotation } from '../../src/coaching/note-rotation.js';
import { MergingService } from '../../src/people/merging.service.js';
import { type Person } from '../../src/people/person.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { type UnitOfWork, type UnitOptions } from '../../src/shared/database/unit-of-work.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startApp, TEST_NOTE_KEYS, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';

const [FIRST, FORMER] = TEST_NOTE_KEYS.split(',') as [string, string];
const NEW = `newer:${Buffer.alloc(32, 9).toString('base64')}`;
const EMPTY = { noteVersion: '0', outcomeVersion: '0' };

describe.each(ENGINES)('what coaches noted, %s', (engine) => {
  let test: TestApp;
  let centre: CoachingCentre;
  let ana: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    centre = await addCoachingCentre(test, { coaches: 2, people: 12, workstations: 12 });
    ana = await test.signInAs(await accountOf(0));
  });
  afterAll(() => test.close());

  const accountOf = (index: number): Promise<Account> => test.dataSource.manager.findOneByOrFail(Account, { id: centre.coaches[index]?.accountId as string });
  const hour = async (person: number, startsAt = '09:00'): Promise<Booking> => {
    const booking: Booking = {
      id: newId(), centreId: centre.centreId, personId: centre.people[person]?.id as Id, coachId: (centre.coaches[0] as Coach).id, workstationId: centre.workstations[person]?.id as Id,
      date: '2026-11-23', startsAt, endsAt: '23:00', topic: 'email', status: 'done', seriesId: null, bookedThrough: 'desk', bookedAt: 1, bookedBy: null, version: 1,
    };
    await test.unitOfWork.run((tx) => tx.insert(Booking, booking), { actor: SYSTEM });
    return booking;
  };
  const note = async (booking: Booking, goals: string): Promise<void> => {
    expect((await ana.post(`/coaching/bookings/${booking.id}/notes`, { ...EMPTY, goals, confidenceAfter: '4', skills: 'O0-mouse' })).status).toBe(303);
  };
  const notes = (): Promise<CoachingNote[]> => test.dataSource.manager.find(CoachingNote);
  const rotation = (keys: string, unitOfWork: UnitOfWork = test.unitOfWork): NoteRotation => new NoteRotation(test.dataSource, unitOfWork, NoteKeys.given(keys));

  it('goes along when two records of a person become one, and opens there', async () => {
    const [kept, merged] = [centre.people[0] as Person, centre.people[1] as Person];
    const [one, other] = [await hour(0), await hour(1)];
    await note(one, 'De la primera ficha');
    await note(other, 'De la segunda ficha');
    const readerId = centre.coaches[1]?.accountId as string;
    const allowed = { readerId, allowedBy: null, endedAt: null, version: 1 };
    await test.unitOfWork.run((tx) => tx.insert(CoachingNoteReader, [
      { id: newId(), personId: kept.id, ...allowed, allowedAt: 9 }, { id: newId(), personId: merged.id, ...allowed, allowedAt: 5 },
      { id: newId(), personId: merged.id, ...allowed, allowedAt: 1, endedAt: 2 },
      { id: newId(), personId: merged.id, ...allowed, readerId: centre.coaches[0]?.accountId as string, allowedAt: 3 },
    ]), { actor: SYSTEM });
    await test.app.get(MergingService).merge(
      { keptId: kept.id, mergedId: merged.id }, { name: 'kept' }, { kept: 1, merged: 1 }, { centreId: centre.centreId, actor: centre.desk });
    for (const [entity, count] of [[CoachingNote, 2], [CoachingOutcome, 2], [CoachingNoteReader, 4]] as const) {
      expect(await test.dataSource.manager.countBy(entity as never, { personId: merged.id } as never)).toBe(0);
      expect(await test.dataSource.manager.countBy(entity as never, { personId: kept.id } as never)).toBe(count);
    }
    const reading = await test.dataSource.manager.findBy(CoachingNoteReader, { personId: kept.id });
    expect(reading.map(({ allowedAt, endedAt }) => [allowedAt, endedAt]).sort()).toEqual([[1, 2], [3, expect.any(Number)], [5, expect.any(Number)], [9, null]]);
    for (const visitor of [ana, await test.signInAs(await accountOf(1))]) {
      const words = wordsOf(await visitor.get(`/coaching/notes/${kept.id}`));
      expect([words.includes('De la primera ficha'), words.includes('De la segunda ficha')]).toEqual([true, true]);
    }
  });

  it('is sealed anew with another key, all of it, though it was cut off', async () => {
    for (const person of [2, 3, 4, 5]) await note(await hour(person), `Nota ${person}`);
    const before = await notes();
    expect(await rotation(`${FIRST},${FORMER}`).isUnfinished()).toBe(false);
    const keys = `${NEW},${FIRST}`;
    const cutOff = rotation(keys, { run: (work: never, options: UnitOptions) => test.unitOfWork.run(async (tx) => {
      await (work as (given: unknown) => Promise<void>)(tx);
      throw new Error('power cut');
    }, options) } as never);
    await expect(cutOff.run()).rejects.toThrow('power cut');
    expect((await notes()).every(({ keyId }) => keyId === 'first')).toBe(true);
    expect(await rotation(keys).isUnfinished()).toBe(true);
    const both = await Promise.all([rotation(keys).run(), rotation(keys).run()]);
    expect(both[0].sealedAnew + both[1].sealedAnew).toBe(before.length);
    const after = await notes();
    expect(after.every(({ keyId }) => keyId === 'newer')).toBe(true);
    expect(after.map(({ version }) => version)).toEqual(before.map(({ version }) => version));
    for (const one of after) expect(openNote(NoteKeys.given(NEW), one)).toEqual(openNote(NoteKeys.given(FIRST), before.find(({ id }) => id === one.id) as CoachingNote));
    expect(await rotation(keys).run()).toEqual({ sealedAnew: 0, unopened: 0 });
    // The former key alone opens nothing any more, and loses nothing.
    expect(await rotation(FORMER).run()).toEqual({ sealedAnew: 0, unopened: before.length });
    expect(await notes()).toEqual(after);
    // Back, for the page of a process that knows the former keys only.
    await rotation(`${FIRST},${NEW}`).run();
  });

  it('is not lost where it is written while it is sealed anew', async () => {
    const one = await hour(6);
    await note(one, 'Antes');
    const writing = rotation(`${NEW},${FIRST}`, { run: async (work: never, options: UnitOptions) => {
      await ana.post(`/coaching/bookings/${one.id}/notes`, { noteVersion: '1', outcomeVersion: '1', goals: 'Después', confidenceAfter: '4', skills: 'O0-mouse' });
      return test.unitOfWork.run(work, options);
    } } as never);
    await writing.run();
    const now = (await notes()).find(({ bookingId }) => bookingId === one.id) as CoachingNote;
    expect([openNote(NoteKeys.given(`${NEW},${FIRST}`), now)?.goals, now.keyId]).toEqual(['Después', 'first']);
    await rotation(`${NEW},${FIRST}`).run();
    expect((await notes()).every(({ keyId }) => keyId === 'newer')).toBe(true);
  });
});

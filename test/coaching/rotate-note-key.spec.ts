import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { NoteKeys, readNoteKeys } from '../../src/config/note-keys.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { openNote } from '../../src/coaching/note-content.js';
import { run } from '../../src/coaching/rotate-note-key.command.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startApp, TEST_NOTE_KEYS } from '../helpers/app.js';
import { addCoachingCentre } from './coaching-centre.js';

interface Row {
  bookingId: Id;
  authorId: Id;
  keyId: string;
  sealed: string;
}

/** A data folder in which something is noted, as Minka leaves it when it is stopped. */
async function stoppedMinka(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'minka-rotate-'));
  const test = await startApp({ engine: 'embedded' });
  const { coaches: [coach], people: [person], workstations: [pc], centreId } = await addCoachingCentre(test);
  const booking = {
    id: newId(), centreId, personId: person?.id, coachId: coach?.id, workstationId: pc?.id, date: '2026-11-23', startsAt: '09:00', endsAt: '09:45', topic: 'email', status: 'done',
    seriesId: null, bookedThrough: 'desk', bookedAt: 1, bookedBy: null, version: 1,
  } as Booking;
  await test.unitOfWork.run((tx) => tx.insert(Booking, booking), { actor: SYSTEM });
  const account = await test.dataSource.query<{ display_name: string; credentials_version: number }[]>('SELECT * FROM accounts WHERE id = ?', [coach?.accountId]);
  const visitor = await test.signInAs({ id: coach?.accountId, credentialsVersion: account[0]?.credentials_version } as never);
  await visitor.post(`/coaching/bookings/${booking.id}/notes`, { noteVersion: '0', outcomeVersion: '0', goals: 'Escribirle a su hija' });
  new Sqlite(String((test.dataSource.options as { database?: unknown }).database)).exec(`VACUUM INTO '${join(folder, 'minka.sqlite')}'`).close();
  await test.close();
  return folder;
}

function notesIn(folder: string): Row[] {
  const file = new Sqlite(join(folder, 'minka.sqlite'), { readonly: true });
  const rows = file.prepare('SELECT booking_id AS bookingId, author_id AS authorId, key_id AS keyId, sealed FROM coaching_notes').all() as Row[];
  file.close();
  return rows;
}

describe('npm run minka -- rotate-note-key', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await stoppedMinka();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const keyFile = (): string => readFileSync(join(folder, 'note-keys'), 'utf8');
  const goalsBy = (keys: string): (string | null | undefined)[] => notesIn(folder).map((row) => openNote(NoteKeys.given(keys), row)?.goals);

  it('says what is missing, and leaves what it cannot open', async () => {
    expect(await run([], { MINKA_DATA: folder })).toContain('1 note(s) were left as they are');
    expect(goalsBy(TEST_NOTE_KEYS)).toEqual(['Escribirle a su hija']);
  }, 60_000);

  it('makes a key, keeps the former, and each time another', async () => {
    writeFileSync(join(folder, 'note-keys'), TEST_NOTE_KEYS.replace(',', '\n'));
    for (const count of [3, 4]) {
      expect(await run([], { MINKA_DATA: folder })).toContain('1 note(s) are sealed with key');
      expect(readNoteKeys(keyFile())).toHaveLength(count);
      expect(goalsBy(keyFile().split('\n')[0] as string)).toEqual(['Escribirle a su hija']);
    }
  }, 60_000);

  it('goes on where it was cut off, instead of making a key again', async () => {
    const [first = '', ...former] = keyFile().trim().split('\n');
    writeFileSync(join(folder, 'note-keys'), ['cut-off:'.concat(Buffer.alloc(32, 3).toString('base64')), first, ...former].join('\n'));
    await run([], { MINKA_DATA: folder });
    expect([notesIn(folder)[0]?.keyId, readNoteKeys(keyFile())?.length]).toEqual(['cut-off', 5]);
  }, 60_000);

  it('with keys of the environment says a new one, and seals with the first', async () => {
    const [first = ''] = keyFile().split('\n');
    const said = await run([], { MINKA_DATA: folder, MINKA_NOTE_KEYS: first });
    const given = /each again: (\S+)/u.exec(said)?.[1] as string;
    expect(await run([], { MINKA_DATA: folder, MINKA_NOTE_KEYS: `${given},${first}` })).toContain('1 note(s) are sealed with key');
    expect(goalsBy(given)).toEqual(['Escribirle a su hija']);
    expect(await run([], { MINKA_DATA: folder, MINKA_NOTE_KEYS: first })).toContain('1 note(s) were left as they are');
    const fresh = await run([], { DATABASE_URL: 'mysql://a:b@localhost/minka', MINKA_SECRET: 'x'.repeat(40) });
    expect(readNoteKeys(/MINKA_NOTE_KEYS=(\S+)/u.exec(fresh)?.[1] ?? '')).toHaveLength(1);
  }, 60_000);

  it('does nothing while Minka runs', async () => {
    const busy = mkdtempSync(join(tmpdir(), 'minka-busy-'));
    const another = new Sqlite(join(busy, 'minka.lock')).exec('BEGIN EXCLUSIVE');
    await expect(run([], { MINKA_DATA: busy })).rejects.toThrow('stop Minka');
    another.close();
  }, 60_000);
});

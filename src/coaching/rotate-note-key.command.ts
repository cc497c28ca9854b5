import { readConfig } from '../config/config.js';
import { newNoteKey, type NoteKeys, noteKeysOf, noteKeyText } from '../config/note-keys.js';
import { openForCommand } from '../serve.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { SystemClock } from '../shared/kernel/clock.js';
import { NoteRotation, type Rotation } from './note-rotation.js';

/**
 * Seals what coaches have noted with a new key. Keys in the data folder: makes one and goes on where it was cut off.
 * Keys of the environment: seals with the first one, and where that is done already, says a new one to be put there.
 * @throws UsageError while Minka has the embedded database open: one file takes one process
 */
export async function run(_words: string[], environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const config = readConfig(environment);
  const keys = noteKeysOf(config);
  if (!keys.isKept && !keys.first) return `No key is set yet. Put this one into the environment of all processes:\nMINKA_NOTE_KEYS=${noteKeyText(newNoteKey())}`;
  const dataSource = await openForCommand(config);
  try {
    const rotation = new NoteRotation(dataSource, new UnitOfWork(dataSource, new SystemClock()), keys);
    return await rotate(rotation, keys);
  } finally {
    await dataSource.destroy();
  }
}

async function rotate(rotation: NoteRotation, keys: NoteKeys): Promise<string> {
  const unfinished = await rotation.isUnfinished();
  if (!unfinished && keys.isKept) keys.addFirst();
  const done = await rotation.run();
  return [...unfinished || keys.isKept ? sealed(done, keys) : toBeAdded(keys), ...left(done)].join('\n');
}

function sealed({ sealedAnew, unopened }: Rotation, keys: NoteKeys): string[] {
  const line = `${sealedAnew} note(s) are sealed with key ${keys.first?.id} now.`;
  if (unopened > 0) return [line];
  return [line, keys.isKept ? 'The former keys stay in note-keys for older back-ups.' : 'The former keys can be taken out of MINKA_NOTE_KEYS; keep them with older back-ups.'];
}

function left({ unopened }: Rotation): string[] {
  return unopened === 0 ? [] : [`${unopened} note(s) were left as they are: the key that opens them is missing. Put it back behind the first and run this again.`];
}

function toBeAdded(keys: NoteKeys): string[] {
  return [
    `Everything that can be opened is sealed with key ${keys.first?.id}, the first of MINKA_NOTE_KEYS. For a new key:`,
    `1. put this behind the others at all processes, separated by a comma, and start each again: ${noteKeyText(newNoteKey())}`,
    '2. put it before the others at all processes, and start each again',
    '3. run this command again',
  ];
}

import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../shared/database/make-folder.js';
import { newId } from '../shared/kernel/ids.js';
import { Seal } from './seal.js';

/** A key and the name under which the database knows it. */
export interface NoteKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

/** Nothing can be sealed: there is no key at all. */
export class NoNoteKey extends Error {
  constructor() {
    super('MINKA_NOTE_KEYS is not set: nothing can be noted in private');
    this.name = 'NoNoteKey';
  }
}

const PURPOSE = 'coaching-note';
const KEY = /^([\w-]{1,40}):([A-Za-z0-9+/]{43}=)$/u;

/**
 * Reads `id:base64 of 32 bytes`, several separated by commas or new lines.
 * @returns null for what cannot be understood, or names a key twice
 */
export function readNoteKeys(text: string): NoteKey[] | null {
  const words = text.split(/[,\s]+/u).filter(Boolean);
  const keys = words.flatMap((word): NoteKey[] => {
    const [, id, key] = KEY.exec(word) ?? [];
    return id && key ? [{ id, key: Buffer.from(key, 'base64') }] : [];
  });
  const distinct = new Set(keys.map(({ id }) => id)).size === keys.length;
  return keys.length > 0 && keys.length === words.length && distinct ? keys : null;
}

export function newNoteKey(): NoteKey {
  return { id: newId().slice(-12), key: randomBytes(32) };
}

/** As it stands in the environment and in the file. */
export function noteKeyText({ id, key }: NoteKey): string {
  return `${id}:${key.toString('base64')}`;
}

/** The keys of what coaches note, kept outside the database: the first one seals, each opens what it has sealed. */
export class NoteKeys {
  private known: readonly NoteKey[];

  private constructor(keys: readonly NoteKey[], private readonly file: string | null) {
    this.known = keys;
  }

  /** Those of the environment; undefined: there are none, and nothing can be sealed. */
  static given(text: string | undefined): NoteKeys {
    return new NoteKeys(readNoteKeys(text ?? '') ?? [], null);
  }

  /** Those in the file `note-keys` of the data folder, which is made when something is sealed for the first time. */
  static kept(folder: string): NoteKeys {
    const file = join(folder, 'note-keys');
    return new NoteKeys(readKept(file), file);
  }

  /** Whether new keys go into a file of Minka's own, not into the environment. */
  get isKept(): boolean {
    return this.file !== null;
  }

  get first(): NoteKey | null {
    return this.known[0] ?? null;
  }

  /**
   * @param place whose text it is: it opens in this place only
   * @throws NoNoteKey
   */
  seal(text: string, place: string): { keyId: string; sealed: string } {
    if (!this.first && this.file) this.addFirst();
    if (!this.first) throw new NoNoteKey();
    return { keyId: this.first.id, sealed: new Seal(this.first.key, PURPOSE).close(Buffer.from(text), place) };
  }

  /** @returns null where its key is not there, or the text was changed or put in this place by somebody */
  open({ keyId, sealed }: { keyId: string; sealed: string }, place: string): string | null {
    const found = this.known.find(({ id }) => id === keyId);
    return found ? new Seal(found.key, PURPOSE).open(sealed, place)?.toString() ?? null : null;
  }

  /** Puts a new key before the others. Only where they are kept in a file. */
  addFirst(): void {
    if (!this.file) throw new Error('the keys come from the environment');
    makeFolder(dirname(this.file));
    // Beside it first, and on the disk before anything is sealed with it: whatever happens, one whole file stands there.
    writeFileSync(`${this.file}.new`, `${[newNoteKey(), ...this.known].map(noteKeyText).join('\n')}\n`, { mode: 0o600, flush: true });
    renameSync(`${this.file}.new`, this.file);
    this.known = readKept(this.file);
  }
}

/** Those of the environment, else of the embedded database's folder; several processes cannot share a folder. */
export function noteKeysOf({ noteKeys, databaseUrl, dataFolder }: { noteKeys: string | undefined; databaseUrl: string | undefined; dataFolder: string }): NoteKeys {
  return noteKeys !== undefined || databaseUrl ? NoteKeys.given(noteKeys) : NoteKeys.kept(dataFolder);
}

/** @throws for a file that is there and cannot be understood: a new one in its place would lose what was noted */
function readKept(file: string): NoteKey[] {
  if (!existsSync(file)) return [];
  chmodSync(file, 0o600);
  const keys = readNoteKeys(readFileSync(file, 'utf8'));
  if (!keys) throw new Error('the file note-keys of the data folder cannot be understood: put it back from the back-up');
  return keys;
}

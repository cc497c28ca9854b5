import { z } from 'zod';
import type { NoteKeys } from '../config/note-keys.js';
import type { Id } from '../shared/kernel/ids.js';
import type { CoachingNote } from './coaching-note.entity.js';

/** The longest answer of each part, in characters. */
export const LONGEST_NOTE = 2_000;

export const NOTE_PARTS = ['goals', 'remarks', 'next'] as const;
export type NotePart = (typeof NOTE_PARTS)[number];

/** What a coach notes in private: what the learner wants, in her own words; what the coach saw; what comes next. */
export type NoteContent = Record<NotePart, string | null>;

export const EMPTY_NOTE: NoteContent = { goals: null, remarks: null, next: null };

const part = z.string().nullable();
const schema = z.object({ goals: part, remarks: part, next: part });

export function saysSomething(content: NoteContent): boolean {
  return NOTE_PARTS.some((name) => content[name] !== null);
}

/**
 * Seals what was noted, for this booking and this author: in another row it does not open. The person is not bound
 * beside them, since a booking has but one, and takes its notes along when two records of her become one.
 * @throws NoNoteKey
 */
export function sealNote(keys: NoteKeys, content: NoteContent, where: Pick<CoachingNote, 'bookingId' | 'authorId'>): { keyId: string; sealed: string } {
  return keys.seal(JSON.stringify(content), placeOf(where));
}

/** @returns null where it cannot be opened: its key is missing, or somebody changed or moved it */
export function openNote(keys: NoteKeys, note: Pick<CoachingNote, 'bookingId' | 'authorId' | 'keyId' | 'sealed'>): NoteContent | null {
  const text = keys.open(note, placeOf(note));
  return text === null ? null : readContent(text);
}

/** A fault in reading says what it could not read: it must reach neither a page nor the log. */
function readContent(text: string): NoteContent | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function placeOf({ bookingId, authorId }: { bookingId: Id; authorId: Id }): string {
  return `${bookingId}:${authorId}`;
}

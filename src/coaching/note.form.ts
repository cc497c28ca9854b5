import { z } from 'zod';
import { itemBank } from '../placement/item-bank.js';
import { version } from '../shared/web/form-schemas.js';
import { LONGEST_NOTE } from './note-content.js';

/** How sure she feels: five faces, from the unhappiest to the happiest. */
export const FACES = [1, 2, 3, 4, 5] as const;

const text = z.string().max(LONGEST_NOTE, 'web:errors.too-long').nullish().transform((said) => said ?? null);
const face = z.enum(FACES.map(String) as [string, ...string[]]).nullish().transform((chosen) => (chosen ? Number(chosen) : null));

/** Codes of the skills that can be ticked, from the easiest to the hardest. */
function skillCodes(): string[] {
  return itemBank().tasks.map(({ code }) => code);
}

const skills = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.string().refine((code) => skillCodes().includes(code), 'web:errors.not-a-choice')).transform((codes) => [...new Set(codes)].sort()));

/** What came of an hour of coaching: the versions are those of the page, 0 where nothing had been noted. */
export const noteForm = z.object({
  goals: text,
  skills,
  confidenceBefore: face,
  confidenceAfter: face,
  remarks: text,
  next: text,
  noteVersion: version(0),
  outcomeVersion: version(0),
});

export type NoteForm = z.output<typeof noteForm>;

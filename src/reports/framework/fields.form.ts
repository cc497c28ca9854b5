import { z } from 'zod';
import { parseValue, type WrittenValue } from './figure-value.js';

/** Several lines that may be left out: null then. */
export function longText(longest: number): z.ZodType<string | null> {
  return z.string().max(longest, 'web:errors.too-long').nullish().transform((text) => text ?? null);
}

/** A number, or a percentage, as Peruvians write them. */
export function writtenValue(): z.ZodType<WrittenValue> {
  return z.string('projects:errors.value').transform((text, context): WrittenValue => {
    const read = parseValue(text);
    if (read === null) context.addIssue({ code: 'custom', message: 'projects:errors.value' });
    return read ?? z.NEVER;
  });
}

/** What was said in English; null where nothing was. */
export function englishOf<K extends string>(words: Record<K, string | null>): Partial<Record<K, string>> | null {
  const said = Object.entries(words).filter((entry): entry is [K, string] => entry[1] !== null);
  return said.length === 0 ? null : Object.fromEntries(said) as Partial<Record<K, string>>;
}

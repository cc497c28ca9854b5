import { z } from 'zod';
import type { Reading } from '../kernel/reading.js';

/**
 * A zod field made of a reader: what is missing counts as an empty text, and a refusal becomes the field's issue
 * (its catalogue key as the message, its parameters beside it).
 */
export function readingField<T>(read: (text: string) => Reading<T>): z.ZodType<T, string | undefined> {
  return z.string().default('').transform((text, context): T => settle(read(text), context));
}

/** The same for a group of checkboxes: one text or several. */
export function readingList<T>(read: (texts: readonly string[]) => Reading<T>): z.ZodType<T, string | string[] | undefined> {
  return z.union([z.string().transform((text) => [text]), z.array(z.string())]).default([])
    .transform((texts, context): T => settle(read(texts), context));
}

function settle<T>(reading: Reading<T>, context: z.core.$RefinementCtx): T {
  if (reading.ok) return reading.value;
  context.addIssue({ code: 'custom', message: reading.refusal.reason, params: reading.refusal.params });
  return z.NEVER;
}

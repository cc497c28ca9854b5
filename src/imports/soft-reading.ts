import type { z } from 'zod';
import type { RowDoubt, RowFault } from './plan.js';

export interface SoftReading<T> {
  value: T | null;
  faults: RowFault[];
  doubts: RowDoubt[];
}

/**
 * Reads a row by a form's schema. What a form would send back, a list goes on without: soft fields that cannot be read
 * are left out with a doubt; the others make the row faulty.
 */
export function readSoftly<T>(schema: z.ZodType<T>, answers: Record<string, string>, soft: readonly string[]): SoftReading<T> {
  const first = schema.safeParse(answers);
  if (first.success) return { value: first.data, faults: [], doubts: [] };
  const faults = faultsOf(first.error, answers);
  const doubts = faults.filter(({ field }) => soft.includes(field)).map(leftOut);
  const hard = faults.filter(({ field }) => !soft.includes(field));
  if (doubts.length === 0) return { value: null, faults: hard, doubts };
  const rest = { ...answers, ...Object.fromEntries(doubts.map(({ field }) => [field, ''])) };
  const again = schema.safeParse(rest);
  if (again.success) return { value: again.data, faults: [], doubts };
  return { value: null, faults: hard.length > 0 ? hard : faultsOf(again.error, rest), doubts };
}

/** A doubt that asks nothing: the row goes in without what could not be read. */
export function leftOut(fault: RowFault): RowDoubt {
  return { ...fault, code: 'left-out', options: [], chosen: null };
}

function faultsOf(error: z.ZodError, answers: Record<string, string>): RowFault[] {
  return error.issues.map((issue) => {
    const field = String(issue.path[0] ?? 'row');
    const params = issue.code === 'custom' ? issue.params as RowFault['params'] : undefined;
    return { field, reason: issue.message, ...(params && { params }), value: answers[field] ?? '' };
  });
}

import type { Field } from './fields.js';
import type { Translate } from './i18n.js';

/** A field that somebody else has changed meanwhile. */
export interface Difference {
  label: string;
  /** What is on record now. */
  current: string;
  /** What the person wanted to put. */
  attempted: string;
}

/** What the partial `form/stale` shows over a form that comes back with 409. */
export interface StaleView {
  differences: Difference[];
}

/**
 * Both values of each field that differs, in the words of the form itself.
 * @param typed the fields as they were sent
 * @param current the same fields, in the same order, as they are on record now
 */
export function staleView(t: Translate, typed: readonly Field[], current: readonly Field[]): StaleView {
  const differences = typed.flatMap((field, index) => {
    const now = current[index];
    const [attempted, recorded] = [wordsOf(t, field), now ? wordsOf(t, now) : ''];
    return attempted === recorded ? [] : [{ label: field.label, current: recorded || '—', attempted: attempted || '—' }];
  });
  return { differences };
}

function wordsOf(t: Translate, field: Field): string {
  if (field.control === 'form/checkbox') return t(field.checked ? 'common:yes' : 'common:no');
  if (field.options.length === 0) return field.value;
  return field.options.filter(({ checked }) => checked).map(({ label }) => label).join(', ');
}

import { listWords } from './date-words.js';
import { emptyForm, type Field, type FormView } from './fields.js';
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
  /** It is about taking something away: nothing that was typed stands below. */
  removal?: boolean;
}

/**
 * Both values of each field that differs, in the words of the form itself.
 * @param typed the fields as they were sent
 * @param current the same fields, in the same order, as they are on record now
 */
export function staleView(t: Translate, typed: readonly Field[], current: readonly Field[]): StaleView {
  const differences = typed.flatMap((field, index) => {
    const now = current[index];
    return differenceOf(field.label, now ? wordsOf(t, now) : '', wordsOf(t, field));
  });
  return { differences };
}

/**
 * The same over a form that `submitEdit` gave back; null over any other.
 * @param fieldsOf the fields of a form, which show what is on record now where it holds nothing
 */
export function staleOver(t: Translate, form: FormView, fieldsOf: (form: FormView) => readonly Field[]): StaleView | null {
  return form.stale ? staleView(t, fieldsOf(form), fieldsOf(emptyForm())) : null;
}

/** What a question whether to remove something is about. */
interface Removed {
  version: number;
  /** What is called what: `Santa Rosa`, and how it stands now: `Tesorera, desde 2025`. */
  label: string;
  now: string;
  /** The words on the button. */
  submit: string;
}

/** What such a question carries (for the partial `confirm`), so that nothing is removed that the person has not seen as it is. */
export function removalParts(form: FormView, { version, label, now, submit }: Removed): object {
  return {
    form, submit, danger: true, hidden: [{ name: 'version', value: version }],
    stale: form.stale ? { differences: differenceOf(label, now, submit), removal: true } : null,
  };
}

/** Both values of a field in words, empty where there is none; no difference where they say the same. */
export function differenceOf(label: string, current: string, attempted: string): Difference[] {
  return attempted === current ? [] : [{ label, current: current || '—', attempted: attempted || '—' }];
}

function wordsOf(t: Translate, field: Field): string {
  if (field.control === 'form/checkbox') return t(field.checked ? 'common:yes' : 'common:no');
  // A browser ends lines in its own way.
  if (field.options.length === 0) return field.value.replaceAll('\r\n', '\n');
  return listWords(t, field.options.filter(({ checked }) => checked).map(({ label }) => label));
}

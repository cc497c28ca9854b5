import type { Field, FormView } from './fields.js';

/** The same form with its messages in the order in which its fields stand on the page; those of the whole form come first. */
export function inPageOrder(form: FormView, fields: readonly Field[]): FormView {
  const place = new Map(fields.map(({ id }, index) => [`#${id}`, index]));
  return { ...form, summary: [...form.summary].sort((a, b) => (place.get(a.href) ?? -1) - (place.get(b.href) ?? -1)) };
}

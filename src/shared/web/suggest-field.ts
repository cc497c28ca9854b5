import { field, type Field, type FieldSpec, type FormView } from './fields.js';
import type { Translate } from './i18n.js';

/** A field that proposes what is known while one types, and takes anything; without JavaScript too. */
export function suggestField(form: FormView, t: Translate, spec: Omit<FieldSpec, 'type' | 'choices'>, suggestions: readonly string[]): Field {
  return { ...field(form, t, { autocomplete: 'off', ...spec }), control: 'form/suggest', suggestions };
}

import { goingOn } from '../kernel/text.js';
import type { TextParams, Translate } from './i18n.js';

/** A form as its page shows it: what was typed, and what is wrong with it (messages already translated). */
export interface FormView {
  values: Record<string, string | string[] | undefined>;
  errors: Record<string, string | undefined>;
  /** Where a message leads, for those about something that has a page of its own. */
  links?: Record<string, string | undefined>;
  /** All messages, each a link to its field; empty for a form that has not failed. */
  summary: SummaryLine[];
  /** Somebody else has changed meanwhile what it is about: it answers 409, and `staleOver` shows both values. */
  stale?: boolean;
}

/** A line of the error summary. */
export interface SummaryLine {
  href: string;
  text: string;
  /** The message fits any field: `field` puts the label before it. */
  nameless?: boolean;
}

export type FieldType = 'text' | 'search' | 'number' | 'money' | 'date' | 'time' | 'tel' | 'email' | 'dni'
  | 'password' | 'pin' | 'code' | 'file' | 'textarea' | 'select' | 'radios' | 'checkboxes' | 'checkbox';

/** A choice of a select, of radios or of checkboxes; its label is text, not a key. */
export interface Choice {
  value: string;
  label: string;
  hint?: string;
  /** A picture beside the label: the name of an icon partial. */
  icon?: string;
}

export interface FieldSpec {
  name: string;
  type?: FieldType;
  /** A catalogue key. */
  label: string;
  /** A catalogue key; dates, DNI and phone numbers bring their own. */
  hint?: string;
  params?: TextParams;
  choices?: readonly Choice[];
  /** What stands there before anybody typed: a form's own value goes before it. */
  value?: string | string[] | number | boolean | null;
  /** Says "(opcional)" beside the label. Nothing marks what is required. */
  optional?: boolean;
  /** How wide the answer is expected to be. */
  width?: 'short' | 'medium' | 'full';
  autocomplete?: string;
  /** As many letters as the answer may have. Nothing is cut: the page says by how much a longer one is too long, and so does the form that fails. */
  maxlength?: number;
  /** Rows of a textarea. */
  rows?: number;
  /** Accepted kinds of a file: `.csv,.xlsx`. */
  accept?: string;
  /** A photograph of a phone is made smaller before it is sent (`shrink-photo.ts`). */
  photo?: boolean;
  /** Takes the focus when the page opens; at most one a page. */
  focus?: boolean;
  /** Radios and checkboxes beside each other, when they are few and short. */
  inline?: boolean;
  /** The label is the page's h1: one question a page. */
  asHeading?: boolean;
  disabled?: boolean;
}

/** What the partial `form/field` shows. */
export interface Field {
  id: string;
  name: string;
  /** The partial that draws the control. */
  control: string;
  /** A fieldset with a legend, where there are several controls. */
  group: boolean;
  label: string;
  hint?: string;
  error?: string;
  value: string;
  options: (Choice & { id: string; checked: boolean })[];
  describedBy: string | null;
  inputType: string;
  inputmode: string | null;
  autocomplete: string | null;
  [more: string]: unknown;
}

/** How a kind of field is drawn: as an input of this type, with this keyboard. */
interface Kind {
  control?: string;
  inputType?: string;
  inputmode?: string;
  autocomplete?: string;
  width?: FieldSpec['width'];
  hint?: string;
}

const KINDS: Record<FieldType, Kind> = {
  text: {},
  search: { inputType: 'search', autocomplete: 'off' },
  number: { inputmode: 'numeric', width: 'short', autocomplete: 'off' },
  money: { control: 'form/money', inputmode: 'decimal', width: 'short', autocomplete: 'off' },
  // Typed as people write it: a native date picker follows the browser's country, and asks for three small clicks.
  date: { inputmode: 'numeric', width: 'short', autocomplete: 'off', hint: 'common:hints.date' },
  time: { inputmode: 'numeric', width: 'short', autocomplete: 'off', hint: 'common:hints.time' },
  tel: { inputType: 'tel', inputmode: 'tel', width: 'medium', autocomplete: 'off' },
  email: { inputType: 'email', inputmode: 'email', autocomplete: 'off' },
  dni: { inputmode: 'numeric', width: 'short', autocomplete: 'off', hint: 'common:hints.dni' },
  password: { inputType: 'password', autocomplete: 'current-password', width: 'medium' },
  pin: { control: 'form/pin', inputType: 'password', inputmode: 'numeric', autocomplete: 'off', width: 'short' },
  code: { inputmode: 'text', autocomplete: 'one-time-code', width: 'short' },
  file: { control: 'form/file' },
  textarea: { control: 'form/textarea' },
  select: { control: 'form/select' },
  radios: { control: 'form/choices', inputType: 'radio' },
  checkboxes: { control: 'form/choices', inputType: 'checkbox' },
  checkbox: { control: 'form/checkbox', inputType: 'checkbox' },
};

/**
 * The view model of one field: `field(form, t, { name: 'surnames', label: 'people:fields.surnames' })`.
 * What was typed and what is wrong come from the form; a checkbox that stands alone has the value `yes`.
 */
export function field(form: FormView, t: Translate, spec: FieldSpec): Field {
  const type = spec.type ?? 'text';
  const kind = KINDS[type];
  const { label, hint: hintKey, params, choices, value: initial, maxlength, ...rest } = spec;
  const id = spec.name;
  const values = valuesOf(form.values[spec.name] ?? initial);
  const hintOf = hintKey ?? kind.hint;
  const hint = hintOf ? t(hintOf, params) : undefined;
  const error = form.errors[spec.name];
  sayWhichField(form, id, t(label, params));
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    ...rest,
    id,
    control: kind.control ?? 'form/input',
    group: type === 'radios' || type === 'checkboxes',
    label: t(label, params),
    hint,
    error,
    errorHref: form.links?.[spec.name] ?? null,
    value: type === 'checkbox' ? 'yes' : type === 'password' || type === 'pin' ? '' : values[0] ?? '',
    checked: type === 'checkbox' && values[0] === 'yes',
    options: optionsOf(id, choices ?? [], values),
    describedBy: described || null,
    inputType: kind.inputType ?? 'text',
    inputmode: kind.inputmode ?? null,
    autocomplete: spec.autocomplete ?? kind.autocomplete ?? null,
    width: spec.width ?? kind.width ?? 'full',
    // Numbers and the like are short: the form that fails says enough.
    longest: kind.inputmode ? null : maxlength ?? null,
    rows: spec.rows ?? 4,
  };
}

/** A form that nobody has sent yet. */
export function emptyForm(values: FormView['values'] = {}): FormView {
  return { values, errors: {}, summary: [] };
}

/**
 * Puts a label before a message that fits any field: `Apellidos: falta este dato`, and after a question `¿Cuándo nació? Falta este dato`.
 * `field` does so; who draws a control by hand calls it.
 */
export function sayWhichField(form: FormView, id: string, label: string): void {
  const line = form.summary.find(({ href, nameless }) => nameless && href === `#${id}`);
  if (!line) return;
  line.text = /[?:.]$/u.test(label) ? `${label} ${line.text}` : `${label}: ${goingOn(line.text)}`;
  delete line.nameless;
}

/** The first choice has the field's own id, so that the error summary's link leads to it. */
function optionsOf(id: string, choices: readonly Choice[], values: readonly string[]): Field['options'] {
  return choices.map((choice, index) => ({
    ...choice, id: index === 0 ? id : `${id}-${index + 1}`, checked: values.includes(choice.value),
  }));
}

function valuesOf(value: FieldSpec['value']): string[] {
  if (value === undefined || value === null || value === false) return [];
  if (value === true) return ['yes'];
  return Array.isArray(value) ? value : [String(value)];
}

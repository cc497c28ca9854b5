import type { Activity } from './activity-kinds.js';
import type { Submitted } from './answer.js';

/** The fields of an activity's form as somebody left them, by name. */
export type Draft = Readonly<Record<string, string | readonly string[]>>;

const MOST_FIELDS = 60;
const LONGEST = 2_000;
/** As `traced` reads it. */
const LONGEST_TRACE = 20_000;
/** The form's own: its key, and the button that leaves the activity. */
const NOT_WORK = ['_key', 'left'];

/**
 * What to keep of a form so that it can be shown again as she left it: texts of a sensible length, nothing else.
 *
 * @returns null when there is nothing to keep, and for a password, which is never kept
 */
export function draftOf(activity: Activity, submitted: Submitted): Draft | null {
  if (activity.kind === 'make-password') return null;
  const fields = Object.entries(submitted).filter(([name]) => /^[\w-]{1,60}$/u.test(name) && !NOT_WORK.includes(name)).slice(0, MOST_FIELDS);
  const kept = fields.flatMap(([name, value]) => {
    const whole = textOf(name, value);
    return whole === null ? [] : [[name, whole] as const];
  });
  return kept.some(([, value]) => value !== '') ? Object.fromEntries(kept) : null;
}

function textOf(name: string, value: unknown): string | string[] | null {
  if (typeof value === 'string') return name === 'trace' && value.length > LONGEST_TRACE ? null : value.slice(0, name === 'trace' ? LONGEST_TRACE : LONGEST);
  if (!Array.isArray(value)) return null;
  return value.filter((one): one is string => typeof one === 'string').slice(0, MOST_FIELDS).map((one) => one.slice(0, LONGEST));
}

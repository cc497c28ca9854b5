import { say } from '../activities/activity-kinds.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Locale, Translate } from '../shared/web/i18n.js';
import { itemBank } from './item-bank.js';
import type { ObservedMark } from './observed-marks.js';

const MARKS: readonly ObservedMark[] = ['no', 'with_help', 'alone'];

/** A row of choices for each task, the easiest task first. */
export function checklistFields(t: Translate, locale: Locale, form: FormView): Field[] {
  const choices = [...MARKS.map((mark) => ({ value: mark, label: t(`levels:outcomes.${mark}`) })), { value: '', label: t('levels:checklist.not-tried') }];
  return itemBank().tasks.map((task) => ({
    ...field(form, t, { name: nameOf(task.code), type: 'radios', label: 'levels:decision.task', choices, inline: true, value: '' }),
    label: say(task.watch, locale),
  }));
}

/** What the form says of each task; anything else than a mark counts as not tried. */
export function marksFrom(body: Record<string, unknown>): Record<string, ObservedMark | undefined> {
  return Object.fromEntries(itemBank().tasks.map(({ code }) => {
    const mark = body[nameOf(code)];
    return [code, MARKS.find((known) => known === mark)];
  }));
}

function nameOf(code: string): string {
  return `task-${code}`;
}

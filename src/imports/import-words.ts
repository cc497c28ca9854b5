import { availabilityWords } from '../people/availability-view.js';
import { formatPhone } from '../people/contact.js';
import type { Sex } from '../people/person-words.js';
import { postWord } from '../organisations/post-words.js';
import { isId } from '../shared/kernel/ids.js';
import { formatLocalDate, isLocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ImportRow } from './import-row.entity.js';
import type { RowPlan } from './plan.js';

/** Names of the people and organisations that rows speak of by their ids. */
export type Names = ReadonlyMap<string, string>;

/** Where the words of a code are; a code is never shown itself. */
const CODES: Readonly<Record<string, string>> = {
  sex: 'people:sexes', motherTongue: 'people:motherTongues', computerUse: 'people:computerUses', kind: 'people:kinds', type: 'organisations:types',
  consent: 'people:consent.ways',
};

/** A fault or a doubt in words, for the page and for the file that goes back. */
export function explain(t: Translate, { reason, params }: Refusal): string {
  return t(reason, params);
}

/** What stands in a field, as people say it: codes as words, ids as names, dates and telephones as written here. */
export function valueWords(t: Translate, field: string, value: string | number | null, { names, sex }: { names: Names; sex: Sex | null }): string {
  if (value === null || value === '') return '—';
  const text = String(value);
  if (field === 'availability') return availabilityWords(t, Number(value)).join(' · ');
  if (field === 'organisation') return names.get(text) ?? t('imports:gone-organisation');
  if (field === 'post') return postWord(t, text, sex);
  if (field === 'phone') return formatPhone(text);
  if (field === 'dniPending') return t('imports:yes');
  const words = CODES[field];
  if (words) return t(`${words}.${text}`);
  return isLocalDate(text) ? formatLocalDate(text) : text;
}

/** The ids that stand in what rows read, change and ask. */
export function idsIn(rows: readonly ImportRow[]): string[] {
  const plans = rows.flatMap(({ detail }) => detail ?? []);
  return [...new Set(plans.flatMap(idsOf).filter(isId))];
}

function idsOf({ read, changes, doubts }: RowPlan): string[] {
  return [...read.map(({ value }) => value), ...changes.flatMap(({ from, to }) => [from, to]), ...doubts.flatMap(({ options }) => options)].map(String);
}

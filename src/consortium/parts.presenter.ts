import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { percentDigits } from '../shared/kernel/percent.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleView } from '../shared/web/stale-form.js';
import type { MemberRow } from './consortium.repository.js';
import { equalParts, PART_NAMES, partsOn, type SetParts } from './shares.js';

/** What a form of parts is filled with: what is in force, or the same for everybody. */
export type Filling = 'standing' | 'equal';

/** The members who have parts to set: all that have not left. */
export function membersToSet(members: readonly MemberRow[], today: LocalDate): MemberRow[] {
  return members.filter(({ until }) => until === null || until >= today);
}

/** The form as it opens. */
export function partsValues(members: readonly MemberRow[], shares: readonly SetParts[], today: LocalDate, filling: Filling): FormView {
  const equal = equalParts(members.length);
  const values: FormView['values'] = { since: formatLocalDate(today), seen: String(shares.length) };
  members.forEach(({ id }, index) => {
    const parts = partsOn(shares, id, today);
    for (const name of PART_NAMES) values[`${name}[${id}]`] = percentDigits(filling === 'equal' ? equal[index] as number : parts[name]);
  });
  return emptyForm(values);
}

/**
 * A date, two shares a member, and of shares that do not make up the whole whether they are meant so.
 * @param standing what is in force, where somebody else has set it meanwhile
 */
export function partsView(t: Translate, form: FormView, members: readonly { id: Id; name: string }[], { asksWhole = false, standing = null }: { asksWhole?: boolean; standing?: FormView | null }): object {
  return {
    stale: standing && staleView(t, ...[form, standing].map((each) => members.flatMap(({ id, name }) => (
      shareFields(t, each, id).map((one) => ({ ...one, label: `${name}: ${one.label}` }))))) as [Field[], Field[]]),
    form, seen: form.values.seen, since: field(form, t, { name: 'since', type: 'date', label: 'consortium:parts.since', hint: 'consortium:hints.parts-since' }),
    parts: members.map(({ id, name }) => ({ title: name, fields: shareFields(t, form, id) })),
    incomplete: asksWhole || form.values.incomplete !== undefined ? field(form, t, { name: 'incomplete', type: 'checkbox', label: 'consortium:parts.incomplete', hint: 'consortium:hints.incomplete' }) : null,
  };
}

function shareFields(t: Translate, form: FormView, id: Id): Field[] {
  return PART_NAMES.map((name) => ({
    ...field(form, t, { name: `${name}[${id}]`, type: 'number', label: `consortium:percents.${name}`, maxlength: 8 }), inputmode: 'decimal',
  }));
}

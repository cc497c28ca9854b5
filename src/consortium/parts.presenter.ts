import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { percentDigits } from '../shared/kernel/percent.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
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
  const values: FormView['values'] = { since: formatLocalDate(today) };
  members.forEach(({ id }, index) => {
    const parts = partsOn(shares, id, today);
    for (const name of PART_NAMES) values[`${name}[${id}]`] = percentDigits(filling === 'equal' ? equal[index] as number : parts[name]);
  });
  return emptyForm(values);
}

/** A date, two shares a member, and of shares that do not make up the whole whether they are meant so. */
export function partsView(t: Translate, form: FormView, members: readonly { id: Id; name: string }[], asksWhole: boolean): object {
  const share = (name: string, id: Id): Field => ({
    ...field(form, t, { name: `${name}[${id}]`, type: 'number', label: `consortium:percents.${name}`, maxlength: 8 }), inputmode: 'decimal',
  });
  return {
    form, since: field(form, t, { name: 'since', type: 'date', label: 'consortium:parts.since', hint: 'consortium:hints.parts-since' }),
    parts: members.map(({ id, name }) => ({ title: name, fields: PART_NAMES.map((part) => share(part, id)) })),
    incomplete: asksWhole || form.values.incomplete !== undefined ? field(form, t, { name: 'incomplete', type: 'checkbox', label: 'consortium:parts.incomplete', hint: 'consortium:hints.incomplete' }) : null,
  };
}

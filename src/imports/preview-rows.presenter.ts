import type { Sex } from '../people/person-words.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ImportRow } from './import-row.entity.js';
import type { Import } from './import.entity.js';
import { explain, type Names, valueWords } from './import-words.js';
import { choiceKey, type RowDoubt, type RowPlan, type RowStatus } from './plan.js';

const KINDS: Record<RowStatus, string | undefined> = {
  new: 'success', changed: 'info', here: undefined, doubtful: 'warning', repeated: undefined, faulty: 'danger',
};

/** What rows are shown with. */
export interface RowSurroundings {
  found: Pick<Import, 'kind' | 'status'>;
  names: Names;
  /** Of the people of a list that was written, those who belong to no organisation. */
  withoutOrganisation: ReadonlySet<Id>;
}

/** One row: what was read, what it does, and what is to be decided about it; when the list was written, where it led. */
export function rowView(t: Translate, { rowNumber, detail, cells }: ImportRow, { found, names, withoutOrganisation }: RowSurroundings): object {
  const plan = detail as RowPlan;
  const undecided = found.status === 'planned';
  const words = (field: string, value: string | number | null): string => valueWords(t, field, value, { names, sex: sexIn(plan) });
  return {
    number: rowNumber,
    label: plan.label || cells.filter(Boolean).slice(0, 3).join(' · '),
    href: plan.knownId === null ? null : `/${found.kind}/${plan.knownId}`,
    badge: { text: t(`imports:statuses.${plan.status}`, { count: 1 }), kind: KINDS[plan.status] },
    repeats: plan.repeats === null ? null : t('imports:repeats', { row: plan.repeats }),
    read: showsWhatWasRead(plan) ? plan.read.map(({ field, value }) => ({ field: t(`imports:fields.${field}`), value: words(field, value) })) : [],
    faults: plan.faults.map((fault) => ({ field: t(`imports:fields.${fault.field}`), text: explain(t, fault), value: fault.value })),
    changes: plan.changes.map(({ field, from, to }) => ({ field: t(`imports:fields.${field}`), from: words(field, from), to: words(field, to) })),
    doubts: plan.doubts.map((doubt) => doubtView(t, plan.row, doubt, names, undecided)),
    missing: missingOrganisation(t, plan, withoutOrganisation),
  };
}

/** What is here already is known; what comes in is looked at. */
function showsWhatWasRead({ status }: RowPlan): boolean {
  return status === 'new' || status === 'doubtful' || status === 'repeated';
}

function sexIn({ read }: RowPlan): Sex | null {
  return (read.find(({ field }) => field === 'sex')?.value ?? null) as Sex | null;
}

function missingOrganisation(t: Translate, { knownId, doubts }: RowPlan, without: ReadonlySet<Id>): object | null {
  const asked = doubts.some(({ field, options }) => field === 'organisation' && options.length > 0);
  if (!asked || knownId === null || !without.has(knownId)) return null;
  return { href: `/people/${knownId}/posts/new`, text: t('imports:done.missing-organisation') };
}

function doubtView(t: Translate, row: number, doubt: RowDoubt, names: Names, undecided: boolean): object {
  const name = choiceKey(row, doubt.code);
  const options = doubt.options.map((option) => ({
    id: `${name}-${option}`.replace(/[^\w-]/g, '-'), value: option, label: optionWords(t, doubt, option, names), checked: option === doubt.chosen,
  }));
  const chosen = options.find(({ checked }) => checked);
  const text = doubt.code === 'left-out' ? t('imports:leftOut', { field: t(`imports:fields.${doubt.field}`), reason: explain(t, doubt) }) : explain(t, doubt);
  return { name, text, value: doubt.value, options: undecided ? options : [], chosen: undecided ? null : chosen?.label ?? null };
}

function optionWords(t: Translate, { field }: RowDoubt, option: string, names: Names): string {
  const row = /^row:(\d+)$/.exec(option);
  if (row) return t('imports:options.row', { row: row[1] });
  if (['new', 'skip', 'same', 'none'].includes(option)) return t(`imports:options.${option}`);
  const name = names.get(option);
  if (field !== 'fullName') return name ?? t('imports:gone-organisation');
  return name === undefined ? t('imports:options.gone-person') : t('imports:options.person', { name });
}

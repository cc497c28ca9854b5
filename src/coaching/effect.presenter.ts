import { FEWEST } from '../shared/kernel/small-cells.js';
import { spanWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { table, type Cell, type TableView } from '../shared/web/tables.js';
import type { Change, CoachingEffect, CrossedRow, EffectRow } from './coaching-effect.js';
import type { EffectPeriod } from './coaching-effect.repository.js';

type EffectBy = 'all' | 'sex' | 'age' | 'sex-age';

export const EFFECT = '/coaching/effect';

/** What came of coaching, by sex and by age, with of how many it is known. */
export function effectView(t: Translate, effect: CoachingEffect, period: EffectPeriod, form: FormView): object {
  return {
    form, action: EFFECT, back: { href: '/coaching/coaches', text: t('coaching:coaches.title') }, lead: spanWords(t, period.from, period.to),
    csvUrl: `${EFFECT}.csv?${new URLSearchParams({ from: period.from, to: period.to }).toString()}`,
    fields: (['from', 'to'] as const).map((name) => field(form, t, { name, type: 'date', label: `effect:fields.${name}` })),
    tables: [tableOf(t, 'sex', [...effect.bySex, effect.all]), tableOf(t, 'age', [...effect.byAge, effect.all]), ...crossedTable(t, effect)],
    crossedUntold: effect.crossed.length === 0 && effect.all.people !== 0 ? t('effect:crossed-untold', { fewest: FEWEST }) : null,
    notes: ['confidence', 'level', 'people'].map((name) => t(`effect:notes.${name}`)).concat(t('effect:notes.hidden', { fewest: FEWEST })),
  };
}

/** The same as a list to take away. */
export function effectCsv(t: Translate, effect: CoachingEffect): { headings: string[]; rows: (string | number | null)[][] } {
  const names = ['by', 'group', 'people', 'confidence-people', 'confidence-before', 'confidence-after', 'level-people', 'level-before', 'level-after'];
  const rowsOf = (by: EffectBy, rows: readonly EffectRow[]): (string | number | null)[][] => rows.map(({ people, confidence, level, ...row }) => (
    [t(`effect:by.${by}`), groupWords(t, row), people ?? t('effect:hidden'), ...figures(t, confidence), ...figures(t, level)]));
  return {
    headings: names.map((name) => t(`effect:csv.${name}`)),
    rows: [...rowsOf('all', [effect.all]), ...rowsOf('sex', effect.bySex), ...rowsOf('age', effect.byAge), ...rowsOf('sex-age', effect.crossed)],
  };
}

function figures(t: Translate, change: Change | null): (string | number | null)[] {
  return change ? [change.people, rounded(change.before), rounded(change.after)] : [t('effect:hidden'), null, null];
}

/** Left out where there is nothing to tell. */
function crossedTable(t: Translate, { crossed }: CoachingEffect): TableView[] {
  return crossed.length > 0 ? [tableOf(t, 'sex-age', crossed)] : [];
}

function groupWords(t: Translate, { group, sex }: Pick<EffectRow, 'group'> & Partial<Pick<CrossedRow, 'sex'>>): string {
  const words = t(`effect:groups.${group}`);
  return sex ? t('effect:crossed', { sex: t(`effect:groups.${sex}`), age: group === 'unknown' ? t('effect:age-unknown') : words }) : words;
}

function tableOf(t: Translate, by: EffectBy, rows: readonly EffectRow[]): TableView {
  return table({
    id: `by-${by}`, caption: t(`effect:by.${by}`),
    columns: [{ text: t('effect:columns.group') }, { text: t('effect:columns.people'), numeric: true }, { text: t('effect:columns.confidence'), numeric: true }, { text: t('effect:columns.level'), numeric: true }],
    rows: rows.map(({ people, confidence, level, ...row }) => [
      { text: groupWords(t, row) }, { text: people ?? t('effect:hidden') }, changeCell(t, confidence, people), changeCell(t, level, people),
    ]),
  });
}

function changeCell(t: Translate, change: Change | null, of: number | null): Cell {
  if (!change) return { text: t('effect:hidden') };
  if (change.before === null || change.after === null) return { text: of === 0 ? null : t('effect:unknown') };
  return { text: t('effect:change', { before: change.before.toFixed(1), after: change.after.toFixed(1) }), detail: t('effect:known', { count: change.people, of }) };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

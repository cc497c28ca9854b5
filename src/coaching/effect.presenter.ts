import { FEWEST } from '../shared/kernel/small-cells.js';
import { spanWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListCell, ListContent } from '../shared/web/list-files.js';
import { listLinks } from '../shared/web/list-links.js';
import { table, type Cell, type TableView } from '../shared/web/tables.js';
import type { Change, CoachingEffect, CrossedRow, EffectRow } from './coaching-effect.js';
import type { EffectPeriod } from './coaching-effect.repository.js';

type EffectBy = 'all' | 'sex' | 'age' | 'sex-age';

const EFFECT = '/coaching/effect';

/** What came of coaching, by sex and by age, with of how many it is known. */
export function effectView(t: Translate, effect: CoachingEffect, period: EffectPeriod, form: FormView): object {
  return {
    form, action: EFFECT, back: { href: '/coaching/coaches', text: t('coaching:coaches.title') }, lead: spanWords(t, period.from, period.to),
    files: listLinks(t, EFFECT, { from: period.from, to: period.to }),
    fields: (['from', 'to'] as const).map((name) => field(form, t, { name, type: 'date', label: `effect:fields.${name}` })),
    tables: [tableOf(t, 'sex', [...effect.bySex, effect.all]), tableOf(t, 'age', [...effect.byAge, effect.all]), ...crossedTable(t, effect)],
    crossedUntold: crossedUntold(t, effect),
    notes: ['confidence', 'level', 'people'].map((name) => t(`effect:notes.${name}`)).concat(t('effect:notes.hidden', { fewest: FEWEST })),
  };
}

/** The same as a list to take away. */
export function effectList(t: Translate, effect: CoachingEffect, period: EffectPeriod): ListContent {
  const names = ['by', 'group', 'people', 'confidence-people', 'confidence-before', 'confidence-after', 'level-people', 'level-before', 'level-after'];
  const rowsOf = (by: EffectBy, rows: readonly EffectRow[]): ListCell[][] => rows.map(({ people, confidence, level, ...row }) => (
    [t(`effect:by.${by}`), groupWords(t, row), people ?? t('effect:hidden'), ...figures(t, confidence), ...figures(t, level)]));
  return {
    about: spanWords(t, period.from, period.to), headings: names.map((name) => t(`effect:list.${name}`)),
    rows: [...rowsOf('all', [effect.all]), ...rowsOf('sex', effect.bySex), ...rowsOf('age', effect.byAge), ...rowsOf('sex-age', effect.crossed)],
  };
}

function figures(t: Translate, change: Change | null): ListCell[] {
  return change ? [change.people, rounded(change.before), rounded(change.after)] : [t('effect:hidden'), null, null];
}

/** Left out where there is nothing to tell, and so is its column of levels. */
function crossedTable(t: Translate, { crossed }: CoachingEffect): TableView[] {
  return crossed.length > 0 ? [tableOf(t, 'sex-age', crossed, tellsLevel(crossed))] : [];
}

/** Why the ages of each sex, or what level they reached, cannot be told; null where they are, or where nobody came. */
function crossedUntold(t: Translate, { crossed, all }: CoachingEffect): string | null {
  if (all.people === 0) return null;
  if (crossed.length === 0) return t('effect:crossed-untold', { fewest: FEWEST });
  return tellsLevel(crossed) || all.level?.people === 0 ? null : t('effect:crossed-level-untold');
}

function tellsLevel(rows: readonly CrossedRow[]): boolean {
  return rows.some(({ level }) => level !== null && level.people > 0);
}

function groupWords(t: Translate, { group, sex }: Pick<EffectRow, 'group'> & Partial<Pick<CrossedRow, 'sex'>>): string {
  const words = t(`effect:groups.${group}`);
  return sex ? t('effect:crossed', { sex: t(`effect:groups.${sex}`), age: group === 'unknown' ? t('effect:age-unknown') : words }) : words;
}

function tableOf(t: Translate, by: EffectBy, rows: readonly EffectRow[], withLevel = true): TableView {
  return table({
    id: `by-${by}`, caption: t(`effect:by.${by}`),
    columns: [
      { text: t('effect:columns.group') },
      ...['people', 'confidence', ...withLevel ? ['level'] : []].map((name) => ({ text: t(`effect:columns.${name}`), numeric: true })),
    ],
    rows: rows.map(({ people, confidence, level, ...row }) => [
      { text: groupWords(t, row) }, { text: people ?? t('effect:hidden') }, changeCell(t, confidence, people), ...withLevel ? [changeCell(t, level, people)] : [],
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

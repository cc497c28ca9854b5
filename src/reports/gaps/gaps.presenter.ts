import type { HomeItem } from '../../shared/web/home-sections.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { Cell, Column } from '../../shared/web/tables.js';
import { chartView, type ChartView } from '../charts/chart.presenter.js';
import { pathChart, type ChartValue } from '../charts/charts.js';
import { pathsChart } from '../charts/paths-chart.js';
import { filterView, scopeWords, type FilterSeen } from '../figures/figure-filter.presenter.js';
import { figuresAddress, type FigureQuery } from '../figures/figure-query.js';
import { untilWords } from '../figures/figures.presenter.js';
import { dimensionWord, valueWord } from '../indicators/indicator-words.js';
import { PATH_STEPS } from '../indicators/path.js';
import { biggestGaps, COSTS, ENOUGH, LARGE, type Gap } from './biggest-gaps.js';
import { helpForAll, type Help, type OpenEdition } from './drop-help.js';
import { DROPS, stepBefore, type Drop, type GapPath, type GroupPath, type Side } from './gap-path.js';
import { gapWords } from './gap-words.js';

export const GAPS = '/gaps';

/** The board as it is seen. */
export interface BoardSeen extends FilterSeen {
  gapPath: GapPath;
  editions: readonly OpenEdition[];
}

/** So many gaps are said. */
const MOST_SAID = 3;

/** The path of a centre: the biggest gaps in words, the path of everybody, what helps, and the path by groups side by side. */
export async function boardView(t: Translate, seen: BoardSeen): Promise<object> {
  const { asked, ground, form, gapPath: { whole, sides } } = seen;
  const gaps = biggestGaps(seen.gapPath);
  const empty = (whole.steps[0] ?? 0) === 0;
  return {
    lead: t('gaps:lead'), scope: scopeWords(t, asked, ground), until: untilWords(t, ground), form, filter: filterView(t, seen), empty,
    gaps: gaps.slice(0, MOST_SAID).map((gap) => gapView(t, gap, asked)), none: t('gaps:none', { points: LARGE, people: ENOUGH, cost: COSTS }),
    chart: await wholeChart(t, whole, asked), drops: dropItems(t, whole, seen),
    sides: sides.map(({ side, groups }) => sideChart(t, side, groups, asked)),
  };
}

function gapView(t: Translate, gap: Gap, asked: FigureQuery): object {
  const { side, drop, behind, ahead, missed } = gap;
  return {
    text: gapWords(t, gap), about: t('gaps:gap-about', { count: missed, after: behind.after, before: behind.before, otherAfter: ahead.after, otherBefore: ahead.before }),
    href: dropAddress(drop, asked, { [side]: behind.value }), open: t('gaps:open', { count: behind.before - behind.after }),
  };
}

/** The address of the people behind a drop. */
export function dropAddress(drop: Drop, asked: FigureQuery, more: Readonly<Record<string, string | number | null>> = {}): string {
  return figuresAddress(`${GAPS}/${drop}`, asked, more);
}

async function wholeChart(t: Translate, { steps, lost }: GroupPath, asked: FigureQuery): Promise<ChartView> {
  const rows = PATH_STEPS.map((step, index) => ({ step, drop: DROPS[index - 1], people: steps[index] ?? 0, lost: lost[index - 1] ?? 0 }));
  const head = {
    id: 'path', title: t('gaps:path.title'),
    description: rows.map(({ step, people }) => `${stepWord(t, step)}: ${people}`).join('; '),
  };
  const svg = await pathChart({
    ...head, steps: rows.map(({ step, people, lost: away }) => ({ label: stepWord(t, step), value: people, text: String(people), ...away ? { drop: t('gaps:path.fewer', { number: away }) } : {} })),
  });
  return chartView(head, svg, {
    columns: columns(t, ['step', 'people', 'share', 'lost']),
    rows: rows.map(({ step, drop, people, lost: away }): Cell[] => [
      { text: stepWord(t, step) }, { text: people }, { text: shareWords(t, people, steps[0] ?? 0) }, drop ? lostCell(away, dropAddress(drop, asked)) : {},
    ]),
  });
}

/** Each drop: how many, who, and the one action that helps. */
function dropItems(t: Translate, { steps, lost }: GroupPath, { asked, editions }: BoardSeen): HomeItem[] {
  return DROPS.flatMap((drop, index): HomeItem[] => {
    const count = lost[index] ?? 0;
    if (count === 0) return [];
    const help = helpForAll(drop, editions);
    return [{
      text: t(`gaps:drops.${drop}`), href: dropAddress(drop, asked), number: count,
      about: t('gaps:of-before', { count, before: t(`gaps:before.${stepBefore(drop)}`), of: steps[index] ?? 0 }), also: { href: help.href, text: helpWords(t, help) },
    }];
  });
}

function sideChart(t: Translate, side: Side, groups: readonly GroupPath[], asked: FigureQuery): ChartView {
  const named = groups.map((group) => ({ ...group, value: group.value ?? '', share: (step: number): ChartValue => shareAt(t, group, step) }));
  const head = {
    id: `path-${side}`, title: t('gaps:side', { dimension: dimensionWord(t, side).toLowerCase() }),
    description: named.map(({ value, share }) => `${valueWord(t, side, value)}: ${PATH_STEPS.map((step, index) => `${stepWord(t, step)} ${share(index).text}`).join(', ')}`).join('; '),
  };
  const svg = pathsChart({
    ...head, steps: PATH_STEPS.map((step) => stepWord(t, step)),
    groups: named.map(({ value, share }) => ({ label: t(`gaps:short.${side}.${value}`), values: PATH_STEPS.map((_, index) => share(index)) })),
  });
  return chartView(head, svg, {
    columns: [{ text: t('gaps:columns.step') }, ...named.map(({ value }): Column => ({ text: valueWord(t, side, value), numeric: true }))],
    rows: PATH_STEPS.flatMap((step, index): Cell[][] => {
      const drop = DROPS[index - 1];
      const away = drop ? [[{ text: t(`gaps:drops.${drop}`) }, ...named.map(({ value, lost }) => lostCell(lost[index - 1] ?? 0, dropAddress(drop, asked, { [side]: value })))]] : [];
      return [...away, [{ text: stepWord(t, step) }, ...named.map(({ steps, share }): Cell => ({ text: steps[index] ?? 0, detail: share(index).text }))]];
    }),
  });
}

function shareAt(t: Translate, { steps }: GroupPath, step: number): ChartValue {
  const [people, all] = [steps[step] ?? 0, steps[0] ?? 0];
  return { value: all === 0 ? null : (people / all) * 100, text: shareWords(t, people, all) };
}

function stepWord(t: Translate, step: (typeof PATH_STEPS)[number]): string {
  return t(`indicators:path-${step}.step`);
}

function shareWords(t: Translate, people: number, all: number): string {
  return all === 0 ? t('figures:nothing') : `${Math.round((people / all) * 100)} %`;
}

function lostCell(lost: number, href: string): Cell {
  return { text: lost, ...lost > 0 ? { href } : {} };
}

function columns(t: Translate, names: readonly string[]): Column[] {
  return names.map((name, index) => ({ text: t(`gaps:columns.${name}`), numeric: index > 0 }));
}

/** What an action is called. */
export function helpWords(t: Translate, { kind, edition }: Help): string {
  return t(`gaps:help.${kind}`, edition === undefined ? {} : { edition });
}

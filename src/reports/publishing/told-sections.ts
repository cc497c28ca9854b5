import { listWords } from '../../shared/web/date-words.js';
import { hasText, type Translate } from '../../shared/web/i18n.js';
import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../../shared/kernel/money.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import { FEWEST } from '../../shared/kernel/small-cells.js';
import { compareValues } from '../indicators/dimension-order.js';
import type { Dimension } from '../indicators/indicator.js';
import { valueWord } from '../indicators/indicator-words.js';
import { dollarWords, rateWords } from '../framework/dollars.js';
import type { ReportFigure, ReportLogEntry } from './report-content.js';
import { figureSaid } from './told-numbers.js';
import { nameOf, namesIn, toldResults, type Speech, type ToldIndicator } from './told-report.js';

/** The steps from registering to acting: figures of the catalogue whose codes begin so, in its order. */
const PATH = 'path-';
/** More values than these make no table that can be read on paper; the workbook has them. */
const MOST_VALUES = 9;

export interface ToldStep {
  code: string;
  label: string;
  text: string;
  value: number | null;
  drop: number | null;
}

/** The path, with how many of the step before are not there any more. */
export function toldPath(speech: Speech): ToldStep[] {
  const steps = allFigures(speech).filter(({ code }) => code.startsWith(PATH));
  return steps.map((figure, index) => {
    const [value, before] = [figure.total?.value ?? null, steps[index - 1]?.total?.value ?? null];
    const share = figureSaid(speech.t, figure.total, figure);
    return {
      code: figure.code, label: nameOf(speech, figure.code), text: value === null ? share : speech.t('reports:step', { people: value, share }), value,
      drop: value === null || before === null || before < value ? null : before - value,
    };
  });
}

/** What the catalogue says beside what the framework asks for and the path. */
export function toldOthers(speech: Speech): { code: string; name: string; text: string }[] {
  return speech.content.figures.filter(({ code }) => !code.startsWith(PATH))
    .map((figure) => ({ code: figure.code, name: nameOf(speech, figure.code), text: figureSaid(speech.t, figure.total, figure) }));
}

export interface ToldSplit {
  dimension: Dimension;
  title: string;
  columns: string[];
  /** A cell that is hidden says so; `hidden` knows which are, for where there is no room to say it. */
  rows: { label: string; cells: string[]; hidden: boolean[] }[];
}

/** By which dimensions a report splits what its framework asks for. */
const SPLIT_BY: readonly Dimension[] = ['sex', 'age', 'access', 'organisationType', 'centre', 'course', 'level', 'kind'];

/** A table for each dimension: a line for each indicator of the framework, a column for each value. */
export function toldSplits(speech: Speech): ToldSplit[] {
  const { t, content } = speech;
  const figures = content.results.flatMap(({ indicators }) => indicators)
    .flatMap(({ figure, slice, title, code }) => (figure && slice === null ? [{ figure, label: speech.locale === 'es' ? title : nameOf(speech, String(code)) }] : []));
  return SPLIT_BY.flatMap((dimension) => {
    const split = figures.flatMap(({ figure, label }) => { const cells = cellsBy(figure, dimension); return cells.length > 1 ? [{ figure, label, cells }] : []; });
    const values = [...new Set(split.flatMap(({ cells }) => cells.map(({ value }) => value)))].toSorted((a, b) => compareValues(dimension, a, b));
    if (split.length === 0 || values.length > MOST_VALUES) return [];
    return [{
      dimension, title: t('figures:by', { dimension: t(`indicators:dimensions.${dimension}`).toLowerCase() }),
      columns: values.map((value) => valueWord(t, dimension, value, namesIn(content))),
      rows: split.map(({ figure, label, cells }) => {
        const placed = values.map((value) => cells.find((cell) => cell.value === value));
        return { label, cells: placed.map((found) => (found ? figureSaid(t, found.cell, figure) : '')), hidden: placed.map((found) => found?.cell === null) };
      }),
    }];
  });
}

function cellsBy({ by }: ReportFigure, dimension: Dimension): ReportFigure['by'][number]['cells'] {
  return by.find((parts) => parts.dimension === dimension)?.cells ?? [];
}

/** Every figure once, as the catalogue has them. */
function allFigures({ content }: Speech): ReportFigure[] {
  const asked = content.results.flatMap(({ indicators }) => indicators).flatMap(({ figure, slice }) => (figure && slice === null ? [figure] : []));
  const found = new Map([...asked, ...content.figures].map((figure) => [figure.code, figure]));
  return content.definitions.flatMap(({ code }) => found.get(code) ?? []);
}

export interface ToldMoney {
  lines: { label: string; soles: string; dollars: string | null; strong: boolean }[];
  /** At which rate, and of which day; null where the project states none. */
  rate: string | null;
  accounts: { label: string; soles: string; dollars: string | null }[];
}

export function toldMoney({ t, content: { finance, project } }: Speech): ToldMoney {
  const { budgetCents } = project;
  const rate = rateWords(project);
  const dollars = (cents: Cents): string | null => dollarWords(cents, project);
  const line = (name: string, cents: Cents, strong = false): ToldMoney['lines'][number] => ({ label: t(`reports:money.${name}`), soles: formatSoles(cents), dollars: dollars(cents), strong });
  return {
    lines: [
      line('budget', budgetCents, true), line('receivedCents', finance.receivedCents), line('contributionsCents', finance.contributionsCents),
      line('spentCents', finance.spentCents, true), line('inKindCents', finance.inKindCents),
    ],
    rate: rate && t('reports:money.rate', rate),
    accounts: finance.byAccount.map(({ account, name, cents }) => ({ label: accountName(t, account, name), soles: formatSoles(cents), dollars: dollars(cents) })),
  };
}

function accountName(t: Translate, account: string, kept: string): string {
  return hasText(`ledger:accounts.${account}`) ? t(`ledger:accounts.${account}`) : kept;
}

export interface ToldEvent {
  kind: string;
  date: string;
  on: LocalDate;
  title: string;
  text: string;
  /** Where it was, how many came, how likely it is: a line each. */
  details: string[];
  state: string | null;
  attachments: { name: string; hash: string }[];
}

export function toldLog({ t, content: { log } }: Speech): ToldEvent[] {
  return log.map(({ kind, on, title, text, state, attachments, ...more }) => ({
    kind: t(`reports:log.${kind}`), date: formatLocalDate(on), on, title, text, attachments, details: detailsOf(t, more),
    state: state === null ? null : hasText(`reports:log-states.${state}`) ? t(`reports:log-states.${state}`) : state,
  }));
}

function detailsOf(t: Translate, { until, planned, place, people, activity, likelihood, effect, measures }: Partial<ReportLogEntry>): string[] {
  const said = (name: string, text: string | undefined): string[] => (text === undefined ? [] : [t(`reports:log-details.${name}`, { text })]);
  return [
    ...said('until', until && formatLocalDate(until)), ...said('planned', planned && formatLocalDate(planned)), ...said('place', place),
    ...said('people', people === undefined ? undefined : people === null ? t('reports:log-details.few', { fewest: FEWEST }) : String(people)), ...said('activity', activity),
    ...said('likelihood', likelihood && t(`log:degrees.likelihood.${likelihood}`)), ...said('effect', effect && t(`log:degrees.effect.${effect}`)), ...said('measures', measures),
  ];
}

/** What it is, how many indicators reached their target, did not in its time, or have time left, which reached it, and of which it says nothing, and why. */
export function toldSummary(speech: Speech): string[] {
  const { t, content } = speech;
  const indicators = toldResults(speech).flatMap((result) => result.indicators);
  const summary = (speech.locale === 'en' ? content.project.english?.summary : undefined) ?? content.project.summary;
  const standings = groupBy(indicators, (one) => standingOf(one, content.period.to));
  const counted = COUNTED.flatMap((name) => { const count = standings.get(name)?.length ?? 0; return count > 0 ? [t(`reports:summary.counted.${name}`, { count })] : []; });
  const [reached = [], rest = []] = [standings.get('reached'), standings.get('not-compared')];
  return [
    ...summary ? [summary] : [],
    [t('reports:summary.indicators', { count: indicators.length }), ...counted.length > 0 ? [t('reports:summary.counts', { counts: listWords(t, counted) })] : []].join(' '),
    ...reached.length > 0 ? [t('reports:summary.reached', { count: reached.length, titles: listWords(t, reached.map(namedFigure)) })] : [],
    ...rest.length > 0 ? [t('reports:summary.not-compared', { count: rest.length, titles: rest.map((one) => t('reports:summary.because', { title: one.title, why: t(`reports:summary.why.${whyNot(one)}`) })).join('; ') })] : [],
    ...content.missingRegisters.length > 0 ? [t('reports:summary.missing', { count: content.missingRegisters.length })] : [],
  ];
}

const COUNTED = ['reached', 'missed', 'time-left'] as const;

/** Below a target whose time is not over nothing is missed yet. */
function standingOf({ reached, targets: [first] }: ToldIndicator, until: LocalDate): typeof COUNTED[number] | 'not-compared' {
  if (reached === null || !first) return 'not-compared';
  if (reached) return 'reached';
  return first.told.endsOn <= until ? 'missed' : 'time-left';
}

function namedFigure({ title, figure, targets: [first] }: ToldIndicator): string {
  return `${title} (${first?.counted?.value ?? figure})`;
}

/** Why nothing is held against a target. */
function whyNot({ targets, why }: ToldIndicator): 'no-target' | 'hidden' | 'no-figure' {
  return targets.length === 0 ? 'no-target' : why === null ? 'no-figure' : 'hidden';
}

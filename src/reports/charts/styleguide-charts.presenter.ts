import type { TextParams, Translate } from '../../shared/web/i18n.js';
import type { Column } from '../../shared/web/tables.js';
import { chartView, type ChartView } from './chart.presenter.js';
import { barChart, bulletChart, groupedBars, lineChart, pathChart, type ChartHead, type ChartValue } from './charts.js';

/** Made-up figures, drawn in each way. */
export function styleguideCharts(t: Translate): Promise<ChartView[]> {
  const words = (key: string, values?: TextParams): string => t(`styleguide:charts.${key}`, values);
  return Promise.all([bars(words), compared(words), path(words), months(words), targets(words), nothing(words)]);
}

type Words = (key: string, values?: TextParams) => string;

function headOf(words: Words, name: string): ChartHead {
  return { id: `chart-${name}`, title: words(name), description: words(`${name}About`) };
}

function columnsOf(...texts: string[]): Column[] {
  return texts.map((text, index) => ({ text, numeric: index > 0 }));
}

const percent = (value: number): ChartValue => ({ value, text: `${value} %` });
const count = (value: number): ChartValue => ({ value, text: String(value) });

async function bars(words: Words): Promise<ChartView> {
  const head = headOf(words, 'bars');
  const rows = [
    { label: words('soup'), ...count(212) }, { label: words('milk'), ...count(130) },
    { label: words('board'), value: null, text: words('few') }, { label: words('club'), ...count(0) },
  ];
  return chartView(head, await barChart({ ...head, bars: rows }), {
    columns: columnsOf(words('label'), words('value')), rows: rows.map(({ label, text }) => [{ text: label }, { text }]),
  });
}

async function compared(words: Words): Promise<ChartView> {
  const head = headOf(words, 'compare');
  const groups = [{ label: words('course1'), values: [percent(64), percent(58)] }, { label: words('course2'), values: [percent(36), percent(100)] }];
  return chartView(head, await groupedBars({ ...head, series: [words('women'), words('men')], groups, most: 100 }), {
    columns: columnsOf(words('label'), words('women'), words('men')), rows: groups.map(({ label, values }) => [{ text: label }, ...values.map(({ text }) => ({ text }))]),
  });
}

async function path(words: Words): Promise<ChartView> {
  const head = headOf(words, 'path');
  const steps = ([['registered', 700], ['diagnosed', 660], ['grouped', 623], ['completed', 410], ['acted', 97]] as const).map(([name, value], index, all) => {
    const before = all[index - 1]?.[1];
    return { label: words(name), ...count(value), drop: before === undefined ? undefined : words('drop', { count: before - value }) };
  });
  return chartView(head, await pathChart({ ...head, steps }), {
    columns: columnsOf(words('label'), words('value')), rows: steps.map(({ label, text, drop }) => [{ text: label }, { text, detail: drop }]),
  });
}

async function months(words: Words): Promise<ChartView> {
  const head = headOf(words, 'line');
  const points = Array.from({ length: 12 }, (_, month) => ({
    label: words(`months.${String(month + 1).padStart(2, '0')}`), ...(month === 4 ? { value: null, text: words('none') } : percent(40 + month * 5)),
  }));
  return chartView(head, await lineChart({ ...head, points, most: 100 }), {
    columns: columnsOf(words('month'), words('value')), rows: points.map(({ label, text }) => [{ text: label }, { text }]),
  });
}

async function targets(words: Words): Promise<ChartView> {
  const head = headOf(words, 'bullet');
  const said = (key: string, value: number): ChartValue => ({ value, text: words(key, { value: `${value} %` }) });
  const rows = [
    { label: words('attendance'), actual: percent(64), target: said('target', 80), baseline: said('baseline', 40) },
    { label: words('leaders'), actual: percent(81), target: said('target', 80), baseline: null },
    { label: words('acted'), actual: { value: null, text: words('few') }, target: null, baseline: null },
  ];
  return chartView(head, await bulletChart({ ...head, rows, most: 100 }), {
    columns: columnsOf(words('label'), words('value')), rows: rows.map(({ label, actual }) => [{ text: label }, { text: actual.text }]),
  });
}

async function nothing(words: Words): Promise<ChartView> {
  const head = headOf(words, 'empty');
  return chartView(head, await barChart({ ...head, bars: [] }), {
    columns: columnsOf(words('label'), words('value')), rows: [], empty: { title: words('empty'), text: words('emptyAbout') },
  });
}

import { pdfWriter } from '../../shared/web/pdf-writer.js';
import { barChart, bulletChart, groupedBars, lineChart, pathChart } from './charts.js';
import { pathsChart } from './paths-chart.js';

const head = { id: 'c', title: 'Organizaciones & «tipos» <b>', description: 'Una barra por tipo.' };
const value = (number: number | null): { value: number | null; text: string } => ({ value: number, text: number === null ? 'menos de 5' : `${number} %` });

const DRAWN: [string, () => Promise<string>, string[]][] = [
  ['bars', () => barChart({ ...head, bars: [{ label: 'Comedor {a}', ...value(12) }, { label: 'Vaso <leche>', ...value(null) }] }), ['Comedor {a}', 'Vaso &lt;leche&gt;', '12 %', 'menos de 5']],
  ['no bars', () => barChart({ ...head, bars: [] }), []],
  ['grouped bars', () => groupedBars({ ...head, series: ['antes', 'después'], groups: [{ label: 'Nivel', values: [value(20), value(60)] }] }), ['Nivel', '20 % antes', '60 % después']],
  ['a path', () => pathChart({ ...head, steps: [{ label: 'Inscritas', ...value(70) }, { label: 'Actuaron', ...value(7), drop: '63 menos' }] }), ['Inscritas', '7 % (63 menos)']],
  ['paths side by side', () => Promise.resolve(pathsChart({ ...head, steps: ['Inscritas', 'Actuaron'], groups: [{ label: 'Mujeres', values: [value(100), value(7)] }, { label: 'Hombres', values: [value(100), value(null)] }] })), ['Inscritas', 'Actuaron', 'Mujeres', 'Hombres', '7 %', 'menos de 5']],
  ['a line', () => lineChart({ ...head, points: [{ label: 'ene', ...value(30) }, { label: 'feb', ...value(null) }, { label: 'mar', ...value(50) }] }), ['ene', 'mar', '30 %', '50 %']],
  ['a line over years', () => lineChart({ ...head, points: [{ label: 'dic 2025', ...value(30) }, { label: 'ene 2026', ...value(0) }] }), ['dic', '2025', 'ene', '2026', '0 %']],
  ['targets', () => bulletChart({ ...head, rows: [{ label: 'Asistencia', actual: value(64), target: { value: 80, text: 'Meta: 80 %' }, baseline: { value: 40, text: 'Base: 40 %' } }] }), ['Asistencia', '64 %', 'Meta: 80 %', 'Base: 40 %']],
];

describe('charts', () => {
  it.each(DRAWN)('%s: every word stands there, and nothing that a strict policy forbids', async (_name, drawn, words) => {
    const svg = await drawn();
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    expect(texts).toEqual(expect.arrayContaining(words));
    expect(svg).not.toMatch(/<style|style=|<script|class="zr|ecmeta|NaN|undefined|on[a-z]+=/);
    expect(svg).toContain('role="img" aria-labelledby="c-title" aria-describedby="c-desc"');
    expect(svg).toContain('<title id="c-title">Organizaciones &amp; «tipos» &lt;b&gt;</title><desc id="c-desc">Una barra por tipo.</desc>');
  });

  it.each(DRAWN)('%s: the same figures give the same bytes', async (_name, drawn) => {
    expect(await drawn()).toBe(await drawn());
  });

  it('goes into a PDF', async () => {
    const content = await Promise.all(DRAWN.map(async ([, drawn]) => ({ svg: await drawn(), width: 400 })));
    const pdf = await pdfWriter().createPdf({ defaultStyle: { font: 'Atkinson' }, content }).getBuffer();
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('draws a bar as long as its value, in a colour that the page can change', async () => {
    const svg = await barChart({ ...head, bars: [{ label: 'a', ...value(50) }, { label: 'b', ...value(100) }] });
    const [half, whole] = [...svg.matchAll(/class="chart__fill--primary" d="M\S+ \S+l([\d.]+) 0l/g)].map(([, width]) => Number(width));
    expect((half as number) * 2).toBeCloseTo(whole as number, 0);
  });

  it('draws what was lost since the step before, and nothing where nobody was', async () => {
    const svg = await pathChart({ ...head, steps: [100, 60, 60].map((number) => ({ label: 'x', ...value(number) })) });
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });

  it('cuts no name: a long one goes on in another line, over a bar that makes room for it', async () => {
    const long = 'Pedidos de información de las organizaciones respondidos a tiempo por la municipalidad';
    const chart = (label: string): Promise<string> => bulletChart({ ...head, rows: [{ label, actual: value(42), target: { value: 40, text: 'Meta: 40 %' } }] });
    const [short, whole] = [await chart('Pedidos'), await chart(long)];
    expect([...whole.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text).join(' ')).toContain(long);
    const heightOf = (svg: string): number => Number(/ height="(\d+)"/.exec(svg)?.[1]);
    expect(heightOf(whole)).toBeGreaterThan(heightOf(short));
  });

  it('draws no bar for what is hidden', async () => {
    expect(await barChart({ ...head, bars: [{ label: 'a', ...value(null) }] })).not.toContain('chart__fill--primary');
  });
});

import { usualReport } from '../../../test/reports/told-report.js';
import { translator } from '../../shared/web/i18n.js';
import { changeRows } from './report-changes.presenter.js';
import type { ReportContent, ReportFigure, ReportIndicator } from './report-content.js';
import { reportChanges } from './report-diff.js';
import { typedFigureFor, typedOfDays } from '../framework/typed-days.js';
import { periodRefusals, targetFor, targetsMeeting } from './report-periods.js';
import { publishingRefusal } from './report-rules.js';
import { isMeasuredBy } from './told-numbers.js';

const span = (startsOn: string, endsOn: string, more = {}): { startsOn: string; endsOn: string } => ({ startsOn, endsOn, ...more });
const FIRST_QUARTER = { from: '2026-01-01', to: '2026-03-31' };

describe('the rules of reports', () => {
  it.each([
    ['a quarter that is over', FIRST_QUARTER, []], ['one day', { from: '2026-02-01', to: '2026-02-01' }, []],
    ['one that ends before it begins', { from: '2026-03-31', to: '2026-01-01' }, ['ends-before']], ['one to come', { from: '2026-12-01', to: '2026-12-31' }, ['future']],
    ['one that runs', { from: '2026-11-01', to: '2026-11-30' }, ['not-over']], ['one before the project', { from: '2025-01-01', to: '2025-12-31' }, ['outside']],
  ])('say of a period whether it can be reported on: %s', (_, period, reasons) => {
    expect(periodRefusals(period, span('2026-01-01', '2026-12-31'), '2026-11-23').map(({ reason }) => reason)).toEqual(reasons.map((reason) => `reports:refusals.${reason}`));
  });

  it.each([
    ['its own', [span('2026-01-01', '2026-12-31'), span('2026-01-01', '2026-03-31')], span('2026-01-01', '2026-03-31')],
    ['the shortest around it', [span('2025-01-01', '2027-12-31'), span('2026-01-01', '2026-06-30')], span('2026-01-01', '2026-06-30')],
    ['the last within it', [span('2026-01-01', '2026-01-31'), span('2026-02-01', '2026-02-28')], span('2026-02-01', '2026-02-28')],
    ['none that only touches it', [span('2025-12-01', '2026-01-31')], null],
  ])('measure a period against a target: %s', (_, targets, found) => {
    expect(targetFor(targets, FIRST_QUARTER)).toEqual(found);
  });

  it('tell every target whose days meet a period, the one that it is measured against first', () => {
    const [year, quarter, before] = [span('2026-01-01', '2026-12-31'), span('2026-01-01', '2026-03-31'), span('2025-01-01', '2025-12-31')];
    expect(targetsMeeting([before, year, quarter], FIRST_QUARTER)).toEqual([quarter, year]);
  });

  it.each<[string, ReturnType<typeof span>, 'count' | 'ratio', boolean]>([
    ['of the same days', span('2026-01-01', '2026-03-31'), 'count', true], ['that runs on from the same day', span('2026-01-01', '2026-12-31'), 'count', true],
    ['of a year that began before', span('2025-04-01', '2026-12-31'), 'count', false], ['of a part of the days', span('2026-01-01', '2026-01-31'), 'count', false],
    ['of a year that began before, for a share', span('2025-04-01', '2026-12-31'), 'ratio', true],
  ])('hold against a count no target %s unless it is of its days', (_, target, form, measured) => {
    expect(isMeasuredBy({ target, form }, FIRST_QUARTER)).toBe(measured);
  });

  it('count the figure that was typed last, and none that was taken back', () => {
    const typed = (value: number, typedAt: number, withdrawnAt: number | null = null, days = span('2026-01-01', '2026-03-31')): { startsOn: string; endsOn: string; value: number; typedAt: number; withdrawnAt: number | null } => ({ ...days, value, typedAt, withdrawnAt });
    expect(typedFigureFor([typed(1, 1), typed(2, 2), typed(3, 3, 4)], FIRST_QUARTER)?.value).toBe(2);
    expect(typedFigureFor([typed(7, 9, null, span('2026-03-01', '2026-03-31')), typed(1, 1)], FIRST_QUARTER)?.value).toBe(1);
    expect(typedFigureFor([typed(7, 9, null, span('2026-03-01', '2026-04-30'))], FIRST_QUARTER)).toBeNull();
  });

  it.each([
    ['two quarters that follow each other', 'count', [['2026-01-01', '2026-03-31', 4], ['2026-04-01', '2026-06-30', 3]], ['2026-06-30', 7]],
    ['the days before one that is missing', 'count', [['2026-01-01', '2026-03-31', 4], ['2026-07-01', '2026-09-30', 3]], ['2026-03-31', 4]],
    ['the half-year, and not its quarters again', 'count', [['2026-01-01', '2026-03-31', 4], ['2026-01-01', '2026-06-30', 9], ['2026-04-01', '2026-06-30', 3], ['2026-07-01', '2026-09-30', 2]], ['2026-09-30', 11]],
    ['nothing where the beginning is missing', 'count', [['2026-04-01', '2026-06-30', 3]], null],
    ['the last share, for shares are not added up', 'ratio', [['2026-01-01', '2026-03-31', 40], ['2026-04-01', '2026-06-30', 60]], ['2026-06-30', 60]],
  ] as const)('hold against a target of the year, of what was typed, %s', (_, form, typed, found) => {
    const figures = typed.map(([startsOn, endsOn, value]) => ({ ...span(startsOn, endsOn), value, typedAt: 1, withdrawnAt: null }));
    const own = typedOfDays(figures, { from: '2026-01-01', to: '2026-12-31' }, form);
    expect(own && [own.endsOn, own.value]).toEqual(found);
    expect(typedOfDays(figures.map((one) => ({ ...one, withdrawnAt: 2 })), { from: '2026-01-01', to: '2026-12-31' }, form)).toBeNull();
  });

  it.each([
    ['what was seen', { status: 'draft', digest: 'a', correctsId: null, composedAt: 5 }, { seen: 'a', latestId: null, intact: true, toldAt: null }, null],
    ['something else by now', { status: 'draft', digest: 'b', correctsId: null, composedAt: 5 }, { seen: 'a', latestId: null, intact: true, toldAt: null }, 'changed'],
    ['while figures are gathered', { status: 'composing', digest: 'a', correctsId: null, composedAt: 5 }, { seen: 'a', latestId: null, intact: true, toldAt: null }, 'composing'],
    ['twice', { status: 'published', digest: 'a', correctsId: null, composedAt: 5 }, { seen: 'a', latestId: 'x', intact: true, toldAt: null }, 'published'],
    ['after another edition', { status: 'draft', digest: 'a', correctsId: 'x', composedAt: 5 }, { seen: 'a', latestId: 'y', intact: true, toldAt: null }, 'edition-meanwhile'],
    ['what was tampered with', { status: 'draft', digest: 'a', correctsId: null, composedAt: 5 }, { seen: 'a', latestId: null, intact: false, toldAt: 4 }, 'broken'],
    ['after something of the same days was told', { status: 'draft', digest: 'a', correctsId: null, composedAt: 5 }, { seen: 'a', latestId: null, intact: true, toldAt: 6 }, 'told-meanwhile'],
  ] as const)('let a draft be published, or say why not: %s', (_, report, ground, reason) => {
    expect(publishingRefusal(report, ground)?.reason ?? null).toBe(reason && `reports:refusals.${reason}`);
  });
});

describe('what changed between two editions', () => {
  it('is nothing between a report and itself', () => {
    expect(reportChanges(usualReport(), usualReport())).toEqual([]);
  });

  it('keeps by what a figure is multiplied to be said, and says both so', () => {
    const [before, after] = [usualReport(), usualReport()];
    const gain = (value: number): ReportFigure => ({ code: 'test-gain', version: 1, form: 'mean', unit: 'points', scale: 1 / 1_000, total: { value, of: 10, people: 10 }, by: [] });
    before.figures = [gain(12_000)];
    after.figures = [gain(15_000)];
    const changes = reportChanges(before, after);
    expect(changes).toMatchObject([{ of: 'figure', code: 'test-gain', scale: 1 / 1_000 }]);
    expect(changeRows({ t: translator('es'), locale: 'es', content: after }, changes)).toMatchObject([{ was: '1.2', is: '1.5' }]);
  });

  it('is told of targets by their days, and of what is held against them in other days than the report’s', () => {
    const [before, after] = [usualReport(), usualReport()];
    const target = (content: ReportContent, value: number, reached: number): void => {
      const [counted, typed] = [0, 5].map((index) => content.results.flatMap(({ indicators }) => indicators)[index]) as [ReportIndicator, ReportIndicator];
      const figure = counted.figure && { ...counted.figure, total: { value: reached, of: 0, people: reached }, by: [] };
      const days = { startsOn: '2025-01-01', endsOn: '2025-12-31', comment: null };
      counted.furtherTargets = [
        { ...days, value, measured: { from: '2025-01-01', to: '2025-12-31', figure, typed: null } },
        // Held against the same days: they are told once.
        { ...days, fromStart: true, value: 500, measured: { from: '2025-01-01', to: '2025-12-31', figure, typed: null } },
        // Held against the report's own days: these are its figure.
        { ...days, endsOn: '2027-12-31', value: 500, measured: { ...content.period, figure, typed: null } },
      ];
      typed.furtherTargets = [{ ...days, value: 12, measured: { from: '2025-01-01', to: '2025-06-30', figure: null, typed: reached } }];
    };
    target(before, 300, 210);
    target(after, 350, 216);
    const changes = reportChanges(before, after);
    expect(changes).toMatchObject([
      { of: 'target', days: { startsOn: '2025-01-01', endsOn: '2025-12-31', fromStart: false }, before: 300, after: 350 },
      { of: 'measured', days: { from: '2025-01-01', to: '2025-12-31' }, before: { value: 210 }, after: { value: 216 } },
      { of: 'measured', days: { from: '2025-01-01', to: '2025-06-30' }, before: 210, after: 216 },
    ]);
    expect(changeRows({ t: translator('es'), locale: 'es', content: after }, changes).map(({ part, was, is }) => [part, was, is])).toEqual([
      ['Meta del 01/01/2025 al 31/12/2025', '300', '350'], ['Contado del 01/01/2025 al 31/12/2025', '210', '216'], ['Contado del 01/01/2025 al 30/06/2025', '210', '216'],
    ]);
  });

  it('is told of a target that came or went, and of one whose figure is hidden by now', () => {
    const [before, after] = [usualReport(), usualReport()];
    const [was, is] = [before, after].map(({ results }) => results[0]?.indicators[0]) as [ReportIndicator, ReportIndicator];
    was.target = { ...was.target, startsOn: '2025-01-01', endsOn: '2025-12-31', value: 5, comment: null, measured: { from: '2025-01-01', to: '2025-12-31', figure: was.figure, typed: null } };
    is.target = { ...was.target, measured: { from: '2025-01-01', to: '2025-12-31', figure: is.figure && { ...is.figure, total: null }, typed: null } };
    expect(reportChanges(before, after)).toMatchObject([{ of: 'measured', after: null }]);
    is.target = null;
    expect(reportChanges(before, after)).toMatchObject([{ of: 'target', before: 5, after: null }, { of: 'measured', after: undefined }]);
  });

  it('is told of the log and of what the keepers wrote', () => {
    const [before, after] = [usualReport(), usualReport()];
    const [first, second] = after.log;
    if (!first || !second) throw new Error('the report has no log');
    after.log = [{ ...first, people: 21 }, ...after.log.slice(2)];
    after.texts = { es: { lessons: 'Empezar antes.' } };
    const changes = reportChanges(before, after);
    expect(changes).toMatchObject([{ of: 'log', title: first.title, after: { people: 21 } }, { of: 'log', title: second.title, after: null }, { of: 'text', key: 'lessons', before: null, after: 'Empezar antes.' }]);
    const rows = changeRows({ t: translator('es'), locale: 'es', content: after }, changes);
    expect(rows[0]?.is).toContain('Cuántas personas vinieron: 21.');
    expect(rows[1]?.is).toBe('—');
    expect(rows[2]).toEqual({ name: 'Lecciones aprendidas', part: 'Lo que cuenta el equipo', was: '—', is: 'Empezar antes.' });
  });

  it('is told figure by figure and part by part, with what is not there any more', () => {
    const [before, after] = [usualReport(), usualReport()];
    const first = after.results[0]?.indicators[0];
    const part = first?.figure?.by[0]?.cells[0];
    if (!first?.figure?.total || !part?.cell) throw new Error('the report has no figures');
    first.figure.total = { ...first.figure.total, value: 1 };
    part.cell = null;
    after.finance.spentCents += 100;
    const gone = after.results[1]?.indicators.pop();
    const changes = reportChanges(before, after);
    expect(changes.filter(({ of }) => of === 'finance')).toEqual([{ of: 'finance', item: 'spentCents', before: before.finance.spentCents, after: after.finance.spentCents }]);
    const figures = changes.flatMap((change) => (change.of === 'figure' ? [change] : []));
    expect(figures[0]).toMatchObject({ indicatorId: first.id, part: null, after: { value: 1 } });
    expect(figures[1]).toMatchObject({ indicatorId: first.id, part: { dimension: 'sex', value: 'female' }, after: null });
    expect(figures.filter(({ indicatorId, after: is }) => indicatorId === gone?.id && is === undefined).length).toBeGreaterThan(0);
  });
});

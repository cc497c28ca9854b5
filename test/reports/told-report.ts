import type { ReportContent, ReportDefinition, ReportFigure, ReportIndicator } from '../../src/reports/publishing/report-content.js';
import { definitionsOf } from '../../src/reports/publishing/report-definitions.js';
import { CATALOGUE } from '../../src/reports/indicators/catalogue.js';

const CENTRES = [
  { id: '01900000-0000-7000-8000-0000000000c1', name: 'Villa El Salvador', shortName: 'VES', district: 'Villa El Salvador' },
  { id: '01900000-0000-7000-8000-0000000000c2', name: 'Villa María del Triunfo', shortName: 'VMT', district: 'Villa María del Triunfo' },
];

/** A figure of the catalogue with parts that add up; the smallest are hidden. */
function figureOf(code: string, value: number): ReportFigure {
  const definition = CATALOGUE.get(code);
  if (!definition) throw new Error(`the catalogue has no ${code}`);
  const { version, form, unit, dimensions } = definition;
  const cell = (share: number): { value: number; of: number; people: number } => (
    { value: Math.round(value * share), of: form === 'count' ? 0 : Math.round(700 * share), people: Math.round(Math.min(value, 700) * share) });
  const by = dimensions.includes('sex') ? [
    { dimension: 'sex' as const, cells: [{ value: 'female', cell: cell(0.79) }, { value: 'male', cell: cell(0.2) }, { value: 'unknown', cell: cell(0.01) }] },
    { dimension: 'age' as const, cells: ['6-11', '12-18', '19-24', '25-40', '41-59', '60+'].map((band, index) => ({ value: band, cell: index === 0 ? null : index === 1 ? null : cell(0.25) })) },
    { dimension: 'access' as const, cells: [{ value: 'none', cell: cell(0.5) }, { value: 'some', cell: cell(0.3) }, { value: 'own', cell: cell(0.2) }] },
    { dimension: 'centre' as const, cells: CENTRES.map(({ id }) => ({ value: id, cell: cell(0.5) })) },
  ] : [];
  return { code, version, form, unit, total: cell(1), by };
}

/** A report of the usual size: 24 indicators in a chain of 11 results, and all that the catalogue says beside. Figures are invented. */
export function usualReport(): ReportContent {
  const codes = [...CATALOGUE.keys()].filter((code) => !code.startsWith('path-'));
  const indicator = (index: number): ReportIndicator => {
    const code = index % 6 === 5 ? null : codes[index % codes.length] ?? null;
    const figure = code === null ? null : figureOf(code, 120 + index * 20);
    const form = figure?.form ?? 'count';
    return {
      id: `i${index}`, code, version: figure?.version ?? null, slice: null, title: code === null ? `Propuestas vecinales presentadas, tipo ${index}` : `Indicador ${index + 1}: ${code}, como lo llama el proyecto`,
      definition: 'Lo que se cuenta, dicho en dos líneas para quien no conoce el proyecto ni el centro, con lo que entra y lo que no entra en la cuenta.',
      unit: 'personas', denominator: form === 'count' ? null : 'Quienes debían venir', source: 'Registros del centro.', english: null, form, level: 'individual', criteria: ['effectiveness', 'impact'], descending: false,
      baseline: { value: 20, on: '2025-12-31', source: 'Encuesta inicial' }, target: { value: index % 3 === 0 ? 100 : 400, startsOn: '2026-01-01', endsOn: index % 2 === 0 ? '2026-12-31' : '2026-09-30', comment: null },
      figure, typed: code === null ? { value: 7, startsOn: '2026-01-01', endsOn: '2026-09-30', source: 'Cargos de la mesa de partes', attachment: { name: 'cargos.pdf', hash: 'a'.repeat(64) } } : null,
    };
  };
  const kinds = ['outcome', 'output', 'activity', 'activity', 'output', 'activity', 'outcome', 'output', 'activity', 'output', 'activity'] as const;
  const sizes = [2, 3, 2, 2, 3, 2, 2, 2, 2, 2, 2];
  let next = 0;
  return {
    format: 'minka-report-1',
    project: {
      id: '01900000-0000-7000-8000-000000000001', title: 'Democracia digital en Lima Sur', funder: 'Fondo para la Democracia', reference: 'FD-PER-26-256', startsOn: '2026-01-01', endsOn: '2027-12-31',
      budgetCents: 90_000_000, dollarRate: 3.75, dollarRateOn: '2026-01-15', summary: 'Lideresas y líderes de organizaciones de base aprenden a usar la computadora y la usan por su barrio: piden información, presentan propuestas y vigilan lo que se acuerda.',
      iatiOrganisation: null, iatiActivity: null, english: { title: 'Digital democracy in South Lima', summary: 'Leaders of grassroots organisations learn to use a computer, and use it for their neighbourhood.' },
    },
    period: { from: '2026-01-01', to: '2026-09-30' }, asOf: Date.UTC(2026, 9, 5, 15), centres: CENTRES,
    results: kinds.map((kind, index) => ({
      id: `r${index}`, kind, leadsToId: kind === 'outcome' ? null : kind === 'output' ? 'r0' : 'r1', title: `Lo que logra el proyecto en su parte ${index + 1}`, english: null,
      description: index % 2 === 0 ? 'En una o dos líneas, qué cambia con esto en la vida de las participantes y de sus organizaciones.' : null,
      indicators: Array.from({ length: sizes[index] ?? 0 }, () => indicator(next++)),
    })),
    figures: [...CATALOGUE.keys()].filter((code) => code.startsWith('path-') || codes.indexOf(code) >= 24).map((code, index) => figureOf(code, 700 - index * 60 > 40 ? 700 - index * 60 : 60)),
    definitions: definitionsOf(CATALOGUE.values()) satisfies ReportDefinition[],
    log: Array.from({ length: 30 }, (_, index) => ({
      kind: (['activity', 'milestone', 'risk'] as const)[index % 3] ?? 'activity', id: `l${String(index).padStart(2, '0')}`, on: `2026-0${1 + (index % 9)}-15`, title: `Lo que pasó en la semana ${index + 1}`,
      text: 'Se hizo la asamblea con las dirigentas de los tres sectores, que acordaron los horarios y quién cuida la sala en la tarde.', state: index % 3 === 2 ? 'open' : null,
      attachments: index % 5 === 0 ? [{ name: 'acta.pdf', hash: 'b'.repeat(64) }] : [],
    })),
    finance: {
      spentCents: 45_012_350, receivedCents: 50_000_000, contributionsCents: 1_200_000, inKindCents: 3_400_000,
      byAccount: [{ account: '6211', name: 'Sueldos', cents: 40_000_000 }, { account: '6361', name: 'Luz', cents: 5_012_350 }],
    },
    missingRegisters: [{ centreId: CENTRES[1]?.id ?? '', sessionId: 's9', on: '2026-08-20', group: 'Grupo B' }], corrects: null,
  };
}

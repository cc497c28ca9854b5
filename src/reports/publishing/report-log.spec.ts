import { usualReport } from '../../../test/reports/told-report.js';
import { translator } from '../../shared/web/i18n.js';
import type { ReportLogEntry } from './report-content.js';
import { reportLog } from './report-log.js';
import { toldNarrative, toldTexts } from './told-narrative.js';
import { toldLog } from './told-sections.js';

const QUARTER = { from: '2026-07-01', to: '2026-09-30' };
type Logged = Parameters<typeof reportLog>[0][number];
const logged = (more: Partial<Logged>): Logged => ({
  id: 'a', kind: 'activity', startsOn: '2026-08-03', endsOn: '2026-08-03', title: 'Asamblea', about: null, place: null, people: null, resultId: null, activity: null, likelihood: null, effect: null, measures: null,
  withdrawnAt: null, withdrawReason: null, documents: [], ...more,
});
const document = (more: Partial<Logged['documents'][number]>): Logged['documents'][number] => ({
  id: 'd', entryId: 'a', fileId: 'f', centreId: 'c', name: 'acta.pdf', hash: 'b'.repeat(64), bytes: 9, gone: false, attachedAt: 0, attachedByName: null, withdrawnAt: null, withdrawReason: null, version: 1, ...more,
});

describe('what a report says of the log', () => {
  it('is what was of its period, as it stood on its last day, and nothing that was withdrawn or is gone', () => {
    const told = reportLog([
      logged({ id: '1', people: 24, place: 'Sector 3', endsOn: '2026-08-05', documents: [document({}), document({ name: 'x.pdf', gone: true }), document({ name: 'y.pdf', withdrawnAt: 5 })] }),
      logged({ id: '2', people: 4 }), logged({ id: '3', withdrawnAt: 5 }), logged({ id: '4', startsOn: '2026-10-01', endsOn: '2026-10-01' }),
      logged({ id: '5', kind: 'milestone', startsOn: '2026-09-01', endsOn: '2026-10-02' }), logged({ id: '6', kind: 'risk', startsOn: '2026-02-01', endsOn: '2026-10-01', likelihood: 'high', effect: 'low', measures: 'Un generador' }),
    ], QUARTER);
    expect(told).toEqual([
      { kind: 'activity', id: '1', on: '2026-08-03', title: 'Asamblea', text: '', state: null, attachments: [{ name: 'acta.pdf', hash: 'b'.repeat(64) }], until: '2026-08-05', place: 'Sector 3', people: 24 },
      { kind: 'activity', id: '2', on: '2026-08-03', title: 'Asamblea', text: '', state: null, attachments: [], people: null },
      { kind: 'milestone', id: '5', on: '2026-09-01', title: 'Asamblea', text: '', state: 'missed', attachments: [], planned: '2026-09-01' },
      { kind: 'risk', id: '6', on: '2026-02-01', title: 'Asamblea', text: '', state: 'open', attachments: [], likelihood: 'high', effect: 'low', measures: 'Un generador' },
    ]);
  });
});

describe('the narrative parts of a report', () => {
  const entry = (kind: ReportLogEntry['kind'], title: string, more: Partial<ReportLogEntry> = {}): ReportLogEntry => ({ kind, id: title, on: '2026-08-03', title, text: '', state: null, attachments: [], ...more });
  const told = (locale: 'es' | 'en', log: ReportLogEntry[]): string[] => toldNarrative({ t: translator(locale), locale, content: { ...usualReport(), log } });
  const LOG = [
    entry('activity', 'Asamblea', { people: 24 }), entry('activity', 'Taller', { people: 10 }), entry('milestone', 'Sala lista', { state: 'reached' }), entry('milestone', 'Feria', { state: 'missed', text: 'Se cruzó con las fiestas.' }),
    entry('risk', 'Cortes de luz', { state: 'open', measures: 'Un generador.' }), entry('risk', 'Lluvias', { state: 'closed' }),
  ];

  it('say in sentences what was done, what was reached and not, and what may go wrong', () => {
    expect(told('es', LOG)).toEqual([
      'En el periodo se realizaron 2 actividades.', 'Sumadas, vinieron 34 personas; quien fue a varias cuenta en cada una.', 'Se alcanzó un hito: «Sala lista».', 'Un hito no se alcanzó a tiempo: «Feria».',
      'Al terminar el periodo queda un riesgo abierto: «Cortes de luz».', 'Se cerró un riesgo: «Lluvias».',
    ]);
    expect(told('en', LOG).slice(0, 2)).toEqual(['2 activities were carried out in the period.', 'Added up, 34 people came; whoever went to several counts in each.']);
  });

  it('say nothing where nothing is on record, and no sum where a part of it is hidden', () => {
    expect(told('es', [])).toEqual([]);
    expect(told('es', [entry('activity', 'Asamblea', { people: 24 }), entry('activity', 'Visita', { people: null })])).toEqual(['En el periodo se realizaron 2 actividades.']);
    expect(told('es', [entry('activity', 'Asamblea', { people: 24 }), entry('activity', 'Visita')])).toContain('En una de ellas se contó a quienes vinieron: 24.');
    const [few] = toldLog({ t: translator('es'), locale: 'es', content: { ...usualReport(), log: [entry('activity', 'Visita', { people: null })] } });
    expect(few?.details).toEqual(['Cuántas personas vinieron: menos de 5.']);
  });

  it('fill a funder\'s template from the records, and leave to the keepers what none says', () => {
    const content = { ...usualReport(), log: LOG, texts: { es: { lessons: 'Empezar antes.\n\nAvisar por radio.', gender: 'Turnos con cuidado de niñas y niños.' }, en: { gender: 'Shifts with child care.' } } };
    const parts = Object.fromEntries(toldTexts({ t: translator('es'), locale: 'es', content }).map(({ key, ...part }) => [key, part]));
    expect(parts.problems).toEqual({ records: ['Feria: no se alcanzó a tiempo. Se cruzó con las fiestas.', 'Cortes de luz (riesgo abierto). Qué se hizo: Un generador.', 'Lluvias (riesgo cerrado).'], text: [] });
    expect(parts.lessons).toEqual({ records: [], text: ['Empezar antes.', 'Avisar por radio.'] });
    expect(parts.achievements?.records[0]).toMatch(/^.+: \d+ de \d+ metas alcanzadas\. /);
    expect(parts.gender?.records[0]).toMatch(/Mujeres: .*; Hombres: /);
    const english = toldTexts({ t: translator('en'), locale: 'en', content });
    expect(english.find(({ key }) => key === 'gender')?.text).toEqual(['Shifts with child care.']);
    expect(english.find(({ key }) => key === 'lessons')?.text).toEqual(['Empezar antes.', 'Avisar por radio.']);
  });
});

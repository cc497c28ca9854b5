import fc from 'fast-check';
import { plainWords } from '../../../test/fixtures/file-words.js';
import { REPORT } from '../../../test/fixtures/report.js';
import { found, HAS_IATI_SCHEMA, ruleFaults, schemaFaults } from '../../../test/helpers/iati.js';
import type { ReportContent, ReportProject } from '../publishing/report-content.js';
import { iatiActivity, lacksIdentifier } from './iati-activity.js';
import type { IatiNeeds } from './iati-narrative.js';

const NEEDS: IatiNeeds = { reporter: 'Consorcio de Lima Sur', words: { es: plainWords('es'), en: plainWords('en') }, definitions: 'https://minka.example.org/definitions/' };
const whole = iatiActivity(REPORT, NEEDS);

const of = (project: Partial<ReportProject>, content: Partial<ReportContent> = {}): ReportContent => ({ ...REPORT, ...content, project: { ...REPORT.project, ...project } });

function faults(xml: string, now = REPORT.asOf): string[] {
  return [...HAS_IATI_SCHEMA ? schemaFaults(xml) : [], ...ruleFaults(xml, now)];
}

/** One clear line where the schema is missing: the tests of our own rules go on. */
(HAS_IATI_SCHEMA ? it : it.skip)('is valid against the schema of IATI 2.03 (skipped without ../shared/iati)', () => {
  expect(schemaFaults(whole)).toEqual([]);
  expect(schemaFaults(whole.replace('<recipient-country', '<country'))).not.toEqual([]);
});

describe('an activity', () => {
  it('keeps the rules that no schema can say, and the checks find what breaks them', () => {
    expect(ruleFaults(whole, REPORT.asOf)).toEqual([]);
    const broken: [RegExp, string][] = [
      [/ value="36.12"/u, ''], [/<baseline year="2011"/u, '<baseline year="2010"'], [/<result type="2"/u, '<result type="4"'],
      [/<period-end iso-date="2012-12-31"/u, '<period-end iso-date="2011-12-31"'], [/<sector[^>]*>/u, ''], [/<iati-identifier>PE/u, '<iati-identifier>XX'],
      [/<transaction-date iso-date="2012/u, '<transaction-date iso-date="2022'], [/<location ref="[^"]*c1">/u, '<location ref="x">'],
    ];
    for (const [pattern, instead] of broken) expect([pattern.source, ruleFaults(whole.replace(pattern, instead), REPORT.asOf).length > 0]).toEqual([pattern.source, true]);
  });

  it('says who reports, who pays, where, since when and what for', () => {
    expect(found(whole, '//iati-identifier')).toEqual(['PE-RUC-20123456789-DD-2011']);
    expect(found(whole, '//participating-org[@role="1"]/narrative')).toEqual(['Fondo para la Democracia']);
    expect(found(whole, '//other-identifier/@ref')).toEqual(['FD-PER-08-256']);
    expect(found(whole, '//recipient-country/@code | //sector/@code')).toEqual(['PE', '15150']);
    expect(found(whole, '//activity-status/@code | //activity-date/@type')).toEqual(['2', '1', '2', '3']);
    expect(found(whole, '//iati-activity/description[@type="2"]/narrative')[0]).toContain('Resultado: El municipio publica lo que decide');
  });

  it.each([
    ['2011-01-10', '1', ['1', '3']], ['2011-04-01', '2', ['1', '2', '3']], ['2013-03-31', '2', ['1', '2', '3']], ['2013-04-01', '3', ['1', '2', '3', '4']],
  ])('on %s has status %s and the dates %j', (today, status, dates) => {
    const asOf = Date.parse(`${today}T17:00:00Z`);
    const xml = iatiActivity(of({}, { asOf }), NEEDS);
    expect(found(xml, '//activity-status/@code')).toEqual([status]);
    expect(found(xml, '//activity-date/@type')).toEqual(dates);
    expect(faults(xml, asOf)).toEqual([]);
  });

  it('splits the budget by years, to the céntimo', () => {
    const parts = found(whole, '//budget/value');
    expect(found(whole, '//budget/period-start/@iso-date')).toEqual(['2011-04-01', '2012-01-01', '2013-01-01']);
    expect(Math.round(parts.reduce((sum, part) => sum + Number(part), 0) * 100)).toBe(REPORT.project.budgetCents);
    expect(found(whole, '//budget/value/@value-date')).toEqual(['2011-04-15', '2011-04-15', '2011-04-15']);
    expect(found(iatiActivity(of({ budgetCents: 0 }), NEEDS), '//budget')).toEqual([]);
  });

  it('tells money as the project\'s only where the books of its centres hold no other', () => {
    expect(found(whole, '//transaction/transaction-type/@code')).toEqual(['1', '4']);
    const shared = iatiActivity(of({ booksAreItsOwn: false }), NEEDS);
    expect([found(shared, '//transaction'), faults(shared)]).toEqual([[], []]);
  });

  it.each([[null, true], ['', true], ['20123456789', true], ['PE-RUC-2012/34', true], ['PE-RUC-20123456789', false], ['GB-CHC-1', false]])(
    'with the organisation %j lacks an identifier: %j', (iatiOrganisation, lacks) => {
      expect(lacksIdentifier({ iatiOrganisation })).toBe(lacks);
      if (lacks) expect(() => iatiActivity(of({ iatiOrganisation }), NEEDS)).toThrow('identifier');
    });
});

describe('its results', () => {
  const indicator = (title: string): string => `//indicator[title/narrative="${title}"]`;

  it('are outputs and outcomes; an indicator of an activity stands under the output that it leads to', () => {
    expect(found(whole, '//result/@type')).toEqual(['2', '1', '9']);
    expect(found(whole, '//result[@type="1"]/indicator[last()]/title/narrative')).toEqual(['Quejas recibidas (de la actividad «Dictar los dos cursos»)']);
    expect(found(whole, '//result[@type="9"]/title/narrative')).toEqual(['Difundir por radio']);
  });

  it('tell shares in per cent with what they are of, and the baseline with its day', () => {
    const path = indicator('Participantes que actuaron');
    expect(found(whole, `${path}/@measure`)).toEqual(['2']);
    expect(found(whole, `${path}/baseline/@*`)).toEqual(['2011', '2011-03-15', '4.5']);
    expect(found(whole, `${path}//target/@value | ${path}//actual[not(dimension)]/@value`)).toEqual(['30', '36.12']);
    expect(found(whole, `${path}//actual[dimension/@value="female"]/@value`)).toEqual(['35.64']);
    expect(found(whole, `${path}//actual[not(dimension)]/comment/narrative`)).toEqual(['225 de 623', '225 of 623']);
    expect(found(whole, `${path}//actual/location/@ref`)).toEqual(REPORT.centres.map(({ id }) => id));
    expect(found(whole, `${path}/reference/@indicator-uri`)).toEqual(['https://minka.example.org/definitions/acted']);
    expect(found(whole, `${path}/title/narrative[@xml:lang="en"]`)).toEqual(['Figure acted']);
  });

  it('leave hidden cells and means of nobody out', () => {
    expect(found(whole, `${indicator('Lideresas y líderes capacitados')}//dimension[@name="district"]/@value`)).toEqual(['Villa El Salvador']);
    expect(found(whole, `${indicator('Funcionarias y funcionarios en su puesto')}/period`)).toEqual([]);
    expect(found(whole, `${indicator('Cuánto subió su confianza')}//actual/@value`)).toEqual(['1.37', '1.39', '1.33']);
  });

  it('keep the target in the period that it was set for, and a typed figure in its own', () => {
    const trained = indicator('Lideresas y líderes capacitados');
    expect(found(whole, `${trained}/period[target]/period-start/@iso-date`)).toEqual(['2011-04-01']);
    expect(found(whole, `${trained}/period[actual]/period-start/@iso-date`)).toEqual(['2012-01-01']);
    const complaints = '//indicator[contains(title/narrative,"Quejas")]';
    expect(found(whole, `${complaints}/@ascending`)).toEqual(['false']);
    expect(found(whole, `${complaints}/period[actual]/period-end/@iso-date`)).toEqual(['2012-06-30']);
    expect(found(whole, `${complaints}//actual/comment/narrative`)).toEqual(['Cuaderno de quejas, folio 12']);
  });

  it('name those to whom an indicator is narrowed at each of its values', () => {
    const women = indicator('Mujeres capacitadas');
    expect(found(whole, `${women}//*[self::baseline or self::target or self::actual]/dimension/@value`)).toEqual(['female', 'female', 'female']);
    expect(found(whole, `${women}/title/narrative`)).toEqual(['Mujeres capacitadas']);
  });
});

it('stays valid whatever people wrote, and reads nothing from outside', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('', ' ', '\u0000', '\uFFFE', '\uD800', ']]>', '<!ENTITY x SYSTEM "file:///etc/passwd">&x;', '"\n\t\'', '👩🏽‍💻'),
  );
  fc.assert(fc.property(texts, texts, fc.double({ min: -1e9, max: 1e9, noNaN: true }), (one, other, value) => {
    const [result] = REPORT.results;
    const [first] = result?.indicators ?? [];
    if (!result || !first) throw new Error('the example lost its first indicator');
    const xml = iatiActivity(of({ title: one, funder: other, reference: one, summary: other, iatiActivity: one }, {
      centres: [{ id: 'c', name: other, shortName: one, district: one }],
      results: [{ ...result, title: one, description: other, indicators: [{
        ...first, title: other, definition: one, unit: other, baseline: { value, on: '2011-03-15', source: one },
        target: { value, startsOn: '2012-01-01', endsOn: '2012-12-31', comment: other }, figure: null, typed: { value, startsOn: '2012-02-01', endsOn: '2012-03-01', source: one, attachment: null },
      }] }],
    }), { ...NEEDS, reporter: one });
    expect(faults(xml)).toEqual([]);
    expect(xml).not.toContain('<!');
  }), { numRuns: 150 });
});

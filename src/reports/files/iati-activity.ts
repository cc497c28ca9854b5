import { addDays, localDateAt, type LocalDate } from '../../shared/kernel/local-date.js';
import { splitExactly } from '../../shared/kernel/money.js';
import { IATI_ORGANISATION } from '../framework/iati-codes.js';
import { printable } from '../../shared/kernel/text.js';
import type { ReportContent, ReportProject } from '../publishing/report-content.js';
import { toldNarrative } from '../publishing/told-narrative.js';
import { inEnglish, narrative, narratives, type IatiNeeds } from './iati-narrative.js';
import { iatiResults } from './iati-results.js';
import { element, textElement, xmlDocument, type Element } from './xml.js';

const VERSION = '2.03';
/** Country-based NGO, Funding, Implementing: codelists OrganisationType and OrganisationRole. */
const [COUNTRY_NGO, FUNDING, IMPLEMENTING] = ['24', '1', '4'];
/**
 * DAC purpose "Democratic participation and civil society": its definition names helping citizens to act in the public
 * sphere. It stands alone: shares of several sectors would have to sum to 100, and nobody has measured them.
 */
const SECTOR = '15150';

/** Codelist ActivityStatus. */
const [PIPELINE, IMPLEMENTATION, FINALISATION] = ['1', '2', '3'];

/** What a project needs before it can be told to IATI: who reports, and its number there. */
export function lacksIdentifier({ iatiOrganisation }: Pick<ReportProject, 'iatiOrganisation'>): boolean {
  return iatiOrganisation === null || !IATI_ORGANISATION.test(iatiOrganisation);
}

/**
 * The report as an IATI 2.03 activity. Hidden cells are left out. The same report gives the same bytes.
 * @throws Error for a project that `lacksIdentifier`
 */
export function iatiActivity(content: ReportContent, needs: IatiNeeds): string {
  const { project, asOf } = content;
  if (lacksIdentifier(project)) throw new Error('the project has no identifier of the organisation that reports');
  const organisation = project.iatiOrganisation as string;
  const written = new Date(asOf).toISOString();
  return xmlDocument(element('iati-activities', { version: VERSION, 'generated-datetime': written },
    element('iati-activity', { 'xml:lang': 'es', 'default-currency': 'PEN', 'last-updated-datetime': written, hierarchy: 1 },
      textElement('iati-identifier', {}, `${organisation}-${(project.iatiActivity ?? project.id).replace(/[^\w.-]/gu, '-')}`),
      element('reporting-org', { ref: organisation, type: COUNTRY_NGO }, narrative(needs.reporter, organisation)),
      element('title', {}, narrative(project.title, project.id), inEnglish(project.english?.title)),
      descriptions(content, needs),
      element('participating-org', { role: FUNDING }, narrative(project.funder, project.reference ?? project.id)),
      element('participating-org', { ref: organisation, type: COUNTRY_NGO, role: IMPLEMENTING }, narrative(needs.reporter, organisation)),
      project.reference === null || printable(project.reference).trim() === '' ? null : otherIdentifier(project.reference, project.funder),
      ...datesAndStatus(project, localDateAt(asOf)),
      element('recipient-country', { code: 'PE' }),
      content.centres.map(location),
      element('sector', { vocabulary: '1', code: SECTOR }),
      budgets(project), transactions(content, needs), iatiResults(content, needs),
    )));
}

/** What it is (1), what it is to reach (2): the whole chain, for results without indicators have no other place; and what happened in the period (4). */
function descriptions(content: ReportContent, { words }: IatiNeeds): Element[] {
  const { project, results } = content;
  const { es } = words;
  const chain = results.map(({ kind, title }) => es.text(`report-files:iati.chain.${kind}`, { title }));
  return [
    element('description', { type: '1' }, narrative(project.summary ?? project.title, project.id), inEnglish(project.english?.summary)),
    ...chain.length > 0 ? [element('description', { type: '2' }, textElement('narrative', {}, chain.join('\n')))] : [],
    ...content.log.length > 0 ? [element('description', { type: '4' }, narratives(words, ({ text, locale }) => toldNarrative({ t: text, locale, content }).join('\n')))] : [],
  ];
}

/** The funder's number of the grant (codelist OtherIdentifierType, A9: other activity identifier). */
function otherIdentifier(reference: string, funder: string): Element {
  return element('other-identifier', { ref: reference, type: 'A9' }, element('owner-org', {}, narrative(funder, reference)));
}

/** Planned days (1, 3) are the agreement's; the actual ones (2, 4) are said once they have come, as the standard's rules want. */
function datesAndStatus({ startsOn, endsOn }: ReportProject, today: LocalDate): Element[] {
  const status = today < startsOn ? PIPELINE : today <= endsOn ? IMPLEMENTATION : FINALISATION;
  const dates: [string, LocalDate][] = [['1', startsOn], ...(startsOn <= today ? [['2', startsOn]] : []) as [string, LocalDate][], ['3', endsOn], ...(endsOn < today ? [['4', endsOn]] : []) as [string, LocalDate][]];
  return [element('activity-status', { code: status as string }), ...dates.map(([type, date]) => element('activity-date', { type, 'iso-date': date }))];
}

/** Where the activity happens (reach 1); figures of a centre point here. */
function location({ id, name, district }: ReportContent['centres'][number]): Element {
  return element('location', { ref: id }, element('location-reach', { code: '1' }), element('name', {}, narrative(name, district)), element('description', {}, narrative(district, name)));
}

/** A year at most in each: the whole is split by days, and said to be indicative (status 1), for nobody agreed on the parts. */
function budgets({ startsOn, endsOn, budgetCents, dollarRateOn }: ReportProject): Element[] {
  if (budgetCents <= 0 || endsOn < startsOn) return [];
  const years: { from: LocalDate; to: LocalDate }[] = [];
  for (let from = startsOn; from <= endsOn;) {
    const lastOfYear = `${from.slice(0, 4)}-12-31`;
    const to = lastOfYear < endsOn ? lastOfYear : endsOn;
    years.push({ from, to });
    from = addDays(to, 1);
  }
  const parts = splitExactly(budgetCents, years.map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1));
  return years.map(({ from, to }, index) => element('budget', { type: '1', status: '1' },
    element('period-start', { 'iso-date': from }), element('period-end', { 'iso-date': to }),
    textElement('value', { currency: 'PEN', 'value-date': dollarRateOn ?? from }, soles(parts[index] as number))));
}

/**
 * What came in (1) and what was spent (4) in the period, each as one sum; dated on its last day, or today while it still runs.
 * Nothing where the books hold other money too: what is not the project's is no transaction of it.
 */
function transactions({ finance, period, asOf, project }: ReportContent, { words }: IatiNeeds): Element[] {
  if (!project.booksAreItsOwn) return [];
  const today = localDateAt(asOf);
  const on = period.to < today ? period.to : today;
  const sums: [type: string, name: string, cents: number][] = [['1', 'received', finance.receivedCents + finance.contributionsCents], ['4', 'spent', finance.spentCents]];
  return sums.filter(([, , cents]) => cents !== 0).map(([type, name, cents]) => element('transaction', {},
    element('transaction-type', { code: type }), element('transaction-date', { 'iso-date': on }),
    textElement('value', { currency: 'PEN', 'value-date': on }, soles(cents)),
    element('description', {}, narratives(words, ({ text }) => text(`report-files:iati.${name}`, { from: period.from, to: period.to })))));
}

function soles(cents: number): string {
  return (cents / 100).toFixed(2);
}

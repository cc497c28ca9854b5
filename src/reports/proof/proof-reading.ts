import { Injectable } from '@nestjs/common';
import { surnamesFirst } from '../../people/person-names.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import { searchable } from '../../shared/kernel/text.js';
import type { Translate } from '../../shared/web/i18n.js';
import { pageAsked } from '../../shared/web/tables.js';
import type { Viewer } from '../../shared/web/viewer.js';
import type { IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { ProofRecordsRepository, type ProvenPerson } from './proof-records.repository.js';
import { PAGE_SIZE, rowsThatCount, sumOf, type Counts, type ProofRow } from './proof-rows.js';
import { actionWords, bookingWords, enrolmentWords, sessionWords, surveyWords, type RecordWords } from './record-words.js';

/** Which of the rows are looked at. */
export interface ProofFilter {
  name: string;
  counts: Counts;
  page: unknown;
}

/** A page of rows with the names of what they are of. */
export interface ProofPage {
  shown: readonly ProofRow[];
  page: number;
  /** Rows that the filter leaves. */
  filtered: number;
  /** Of people of the viewer's centre: others have none, and null stands for who took back her consent. */
  names: ReadonlyMap<Id, string | null>;
  records: ReadonlyMap<Id, RecordWords>;
}

/** Puts rows in the order in which they are read, and reads the names of those on a page. At most three queries. */
@Injectable()
export class ProofReading {
  constructor(private readonly repository: ProofRecordsRepository) {}

  async page(viewer: Viewer, definition: IndicatorDefinition, scope: Scope, rows: readonly ProofRow[], filter: ProofFilter, t: Translate): Promise<ProofPage> {
    if (definition.proof === 'sessions') return this.sessionsPage(viewer, scope, rows, filter, t);
    if (definition.proof === 'surveys') return this.surveysPage(viewer, scope, rows, filter);
    const people = await this.peopleOf(viewer.centreId);
    const left = rowsThatCount(rows, filter.counts).filter(({ personId }) => isNamed(people.get(personId ?? ''), filter.name));
    const cut = pageOf(byName(left, people), filter);
    const records = new Map(await this.recordsOf(definition, [...new Set(cut.shown.flatMap((row) => row.records))], viewer, t));
    return { ...cut, names: new Map([...people].map(([id, person]) => [id, person.withdrawn ? null : surnamesFirst(person)])), records };
  }

  private async sessionsPage({ centreId }: Viewer, scope: Scope, rows: readonly ProofRow[], filter: ProofFilter, t: Translate): Promise<ProofPage> {
    const sessions = new Map((await this.repository.sessions(scope.centreIds, scope.period)).map((session) => [session.id, session]));
    const when = ({ key }: ProofRow): string => `${sessions.get(key)?.date ?? ''} ${sessions.get(key)?.startsAt ?? ''} ${key}`;
    const cut = pageOf(inOrder(rowsThatCount(rows, filter.counts), when).reverse(), filter);
    const shown = cut.shown.map(({ key }) => sessions.get(key)).filter((session) => session !== undefined);
    return { ...cut, names: new Map(), records: new Map(shown.map((session) => [session.id, sessionWords(t, session, centreId)])) };
  }

  /** What people said is added up by edition: a row for each answer would tell whose it is. */
  private async surveysPage({ centreId }: Viewer, scope: Scope, rows: readonly ProofRow[], filter: ProofFilter): Promise<ProofPage> {
    const answers = new Map((await this.repository.answers(scope.centreIds, scope.period)).map((answer) => [answer.id, answer]));
    const editionOf = ({ records: [id = ''] }: ProofRow): string => answers.get(id)?.editionId ?? '';
    const sums = [...groupBy(rows, editionOf)].map(([key, own]): ProofRow => ({ key, personId: null, records: [key], ...sumOf(own, new Set(own.map(({ personId }) => personId)).size) }));
    const words = new Map([...answers.values()].map((answer) => [answer.editionId, surveyWords(answer, centreId)]));
    return { ...pageOf(inOrder(sums, ({ key }) => words.get(key)?.text ?? ''), filter), names: new Map(), records: words };
  }

  private async peopleOf(centreId: Id): Promise<Map<Id, ProvenPerson>> {
    return new Map((await this.repository.people(centreId)).map((person) => [person.personId, person]));
  }

  private async recordsOf({ proof }: IndicatorDefinition, ids: readonly Id[], { centreId }: Viewer, t: Translate): Promise<[Id, RecordWords][]> {
    if (proof === 'people') return [];
    if (proof === 'enrolments' || proof === 'tests') return (await this.repository.enrolments(ids)).map((one) => [one.id, enrolmentWords(one, centreId)]);
    if (proof === 'coaching') return (await this.repository.bookings(ids)).map((one) => [one.id, bookingWords(t, one, centreId)]);
    return (await this.repository.actions(ids)).map((one) => [one.id, actionWords(t, one, centreId)]);
  }
}

/** Somebody of another centre, and who took back her consent, has no name to be found by. */
function isNamed(person: ProvenPerson | undefined, asked: string): boolean {
  if (asked === '') return true;
  const name = person && !person.withdrawn ? searchable(surnamesFirst(person)) : '';
  return searchable(asked).split(' ').every((word) => name.includes(word));
}

function byName(rows: readonly ProofRow[], people: ReadonlyMap<Id, ProvenPerson>): ProofRow[] {
  const order = ({ personId, key }: ProofRow): string => `${sortNameOf(people.get(personId ?? ''))} ${key}`;
  return inOrder(rows, order);
}

/** Nameless rows come last: their place would tell the name. */
function sortNameOf(person: ProvenPerson | undefined): string {
  return person === undefined || person.withdrawn ? '\uffff' : person.sortName;
}

function pageOf(ordered: readonly ProofRow[], filter: ProofFilter): Pick<ProofPage, 'shown' | 'page' | 'filtered'> {
  const page = pageAsked(filter.page, ordered.length, PAGE_SIZE);
  return { shown: ordered.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), page, filtered: ordered.length };
}

function inOrder(rows: readonly ProofRow[], order: (row: ProofRow) => string): ProofRow[] {
  return rows.map((row) => ({ row, at: order(row) })).sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))).map(({ row }) => row);
}

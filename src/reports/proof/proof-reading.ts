import { Injectable } from '@nestjs/common';
import { surnamesFirst } from '../../people/person-names.js';
import type { Id } from '../../shared/kernel/ids.js';
import { searchable } from '../../shared/kernel/text.js';
import type { Translate } from '../../shared/web/i18n.js';
import { pageAsked } from '../../shared/web/tables.js';
import type { Viewer } from '../../shared/web/viewer.js';
import type { IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { ProofRecordsRepository, type ProvenPerson } from './proof-records.repository.js';
import { hasPeople } from './proof-kinds.js';
import { PAGE_SIZE, rowsThatCount, type Counts, type ProofRow } from './proof-rows.js';
import { actionWords, answerWords, bookingWords, enrolmentWords, sessionWords, type RecordWords } from './record-words.js';

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
  /** Of people of the viewer's centre: others have none. */
  names: ReadonlyMap<Id, string>;
  records: ReadonlyMap<Id, RecordWords>;
}

/** Puts rows in the order in which they are read, and reads the names of those on a page. At most three queries. */
@Injectable()
export class ProofReading {
  constructor(private readonly repository: ProofRecordsRepository) {}

  async page(viewer: Viewer, definition: IndicatorDefinition, scope: Scope, rows: readonly ProofRow[], filter: ProofFilter, t: Translate): Promise<ProofPage> {
    const people = hasPeople(definition.proof) ? await this.peopleOf(viewer.centreId) : new Map<Id, ProvenPerson>();
    const sessions = definition.proof === 'sessions' ? await this.repository.sessions(scope.centreIds, scope.period) : [];
    const when = new Map(sessions.map(({ id, date, startsAt }) => [id, `${date} ${startsAt}`]));
    const left = rowsThatCount(rows, filter.counts).filter(({ personId }) => isNamed(people.get(personId ?? ''), filter.name));
    const ordered = definition.proof === 'sessions' ? newestFirst(left, when) : byName(left, people);
    const page = pageAsked(filter.page, ordered.length, PAGE_SIZE);
    const shown = ordered.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    const ids = new Set(shown.flatMap(({ records }) => records));
    const records = definition.proof === 'sessions'
      ? sessions.filter(({ id }) => ids.has(id)).map((session): [Id, RecordWords] => [session.id, sessionWords(t, session, viewer.centreId)])
      : await this.recordsOf(definition, [...ids], viewer, t);
    return { shown, page, filtered: ordered.length, names: new Map([...people].map(([id, person]) => [id, surnamesFirst(person)])), records: new Map(records) };
  }

  private async peopleOf(centreId: Id): Promise<Map<Id, ProvenPerson>> {
    return new Map((await this.repository.people(centreId)).map((person) => [person.personId, person]));
  }

  private async recordsOf({ proof }: IndicatorDefinition, ids: readonly Id[], { centreId }: Viewer, t: Translate): Promise<[Id, RecordWords][]> {
    if (proof === 'people') return [];
    if (proof === 'enrolments' || proof === 'tests') return (await this.repository.enrolments(ids)).map((one) => [one.id, enrolmentWords(one, centreId)]);
    if (proof === 'coaching') return (await this.repository.bookings(ids)).map((one) => [one.id, bookingWords(t, one, centreId)]);
    if (proof === 'actions') return (await this.repository.actions(ids)).map((one) => [one.id, actionWords(t, one, centreId)]);
    return (await this.repository.answers(ids)).map((one) => [one.id, answerWords(one, centreId)]);
  }
}

/** Somebody of another centre has no name to be found by. */
function isNamed(person: ProvenPerson | undefined, asked: string): boolean {
  if (asked === '') return true;
  const name = person ? searchable(surnamesFirst(person)) : '';
  return searchable(asked).split(' ').every((word) => name.includes(word));
}

function byName(rows: readonly ProofRow[], people: ReadonlyMap<Id, ProvenPerson>): ProofRow[] {
  const order = ({ personId, key }: ProofRow): string => `${people.get(personId ?? '')?.sortName ?? '\uffff'} ${key}`;
  return inOrder(rows, order);
}

function newestFirst(rows: readonly ProofRow[], when: ReadonlyMap<Id, string>): ProofRow[] {
  return inOrder(rows, ({ key }) => `${when.get(key) ?? ''} ${key}`).reverse();
}

function inOrder(rows: readonly ProofRow[], order: (row: ProofRow) => string): ProofRow[] {
  return rows.map((row) => ({ row, at: order(row) })).sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))).map(({ row }) => row);
}

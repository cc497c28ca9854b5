import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Queryable } from '../centres/centres.repository.js';
import type { PersonName } from '../people/person-names.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { ActionState } from './action-rules.js';
import type { ActionKind } from './action-words.js';
import { CivicAction } from './civic-action.entity.js';

/** An organisation, as a choice. */
export interface NamedOrganisation {
  id: Id;
  name: string;
}

/** Those to which somebody belongs or belonged, by name. One query. */
export function organisationsOf(source: Queryable, centreId: Id, personId: Id): Promise<NamedOrganisation[]> {
  return source.query<NamedOrganisation[]>(`
    SELECT DISTINCT o.id, o.name FROM memberships m JOIN organisations o ON o.id = m.organisation_id
    WHERE m.person_id = ? AND o.centre_id = ? ORDER BY o.name, o.id`, [personId, centreId]);
}

/** An action with the names of whoever and whatever belongs to it. */
export interface ActionFound extends PersonName {
  action: CivicAction;
  organisation: string | null;
  fileName: string | null;
  enteredByName: string | null;
  reviewedByName: string | null;
}

/** What a list is narrowed by; null for anything. Both days are included. */
export interface ActionFilter {
  kind: ActionKind | null;
  state: ActionState | null;
  from: LocalDate | null;
  to: LocalDate | null;
  personId: Id | null;
}

/** Actions of one centre, the newest first. */
@Injectable()
export class ActionsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One query. @param ofPerson only where it is hers @throws NotThere */
  async find(centreId: Id, id: Id, ofPerson?: Id): Promise<ActionFound> {
    const [row] = isId(id) ? await this.dataSource.query<Row[]>(
      `${SELECT} WHERE a.id = ? AND a.centre_id = ?${ofPerson ? ' AND a.person_id = ?' : ''}`, [id, centreId, ...ofPerson ? [ofPerson] : []]) : [];
    if (!row) throw new NotThere('action');
    return found(row);
  }

  async count(centreId: Id, filter: ActionFilter): Promise<number> {
    const { where, parameters } = conditions(centreId, filter);
    const [row] = await this.dataSource.query<{ total: number | string }[]>(`SELECT COUNT(*) AS total FROM civic_actions a ${where}`, parameters);
    return Number(row?.total ?? 0);
  }

  async rows(centreId: Id, filter: ActionFilter, { limit, offset }: { limit: number; offset: number }): Promise<ActionFound[]> {
    const { where, parameters } = conditions(centreId, filter);
    const rows = await this.dataSource.query<Row[]>(`${SELECT} ${where} ORDER BY a.done_on DESC, a.id DESC LIMIT ? OFFSET ?`, [...parameters, limit, offset]);
    return rows.map(found);
  }

  organisations(centreId: Id, personId: Id): Promise<NamedOrganisation[]> {
    return organisationsOf(this.dataSource, centreId, personId);
  }
}

const SELECT = `
  SELECT a.id, a.centre_id AS centreId, a.person_id AS personId, a.kind, a.done_on AS doneOn, a.organisation_id AS organisationId, a.told, a.evidence,
    a.file_id AS fileId, a.entered_through AS enteredThrough, a.entered_at AS enteredAt, a.entered_by AS enteredBy, a.review, a.reviewed_at AS reviewedAt,
    a.reviewed_by AS reviewedBy, a.review_reason AS reviewReason, a.version,
    p.surnames, p.given_names AS givenNames, o.name AS organisation, f.name AS fileName, e.display_name AS enteredByName, r.display_name AS reviewedByName
  FROM civic_actions a JOIN persons p ON p.id = a.person_id
  LEFT JOIN organisations o ON o.id = a.organisation_id LEFT JOIN stored_files f ON f.id = a.file_id
  LEFT JOIN accounts e ON e.id = a.entered_by LEFT JOIN accounts r ON r.id = a.reviewed_by`;

type Row = CivicAction & Omit<ActionFound, 'action'>;

function found({ surnames, givenNames, organisation, fileName, enteredByName, reviewedByName, ...action }: Row): ActionFound {
  const { enteredAt, reviewedAt, version } = action;
  return {
    surnames, givenNames, organisation, fileName, enteredByName, reviewedByName,
    action: { ...action, enteredAt: Number(enteredAt), reviewedAt: reviewedAt === null ? null : Number(reviewedAt), version: Number(version) },
  };
}

const SOMETHING_TO_SEE = '(a.file_id IS NOT NULL OR a.evidence IS NOT NULL)';

const STATES: Readonly<Record<ActionState, string>> = {
  proved: "a.review = 'proved'", wrong: "a.review = 'wrong'",
  'to-see': `a.review = 'unseen' AND ${SOMETHING_TO_SEE}`, without: `a.review = 'unseen' AND NOT ${SOMETHING_TO_SEE}`,
};

function conditions(centreId: Id, { kind, state, from, to, personId }: ActionFilter): { where: string; parameters: unknown[] } {
  const parts: [sql: string, value: unknown][] = [
    ['a.centre_id = ?', centreId], ['a.kind = ?', kind], ['a.done_on >= ?', from], ['a.done_on <= ?', to], ['a.person_id = ?', personId],
  ];
  const given = parts.filter(([, value]) => value !== null);
  return {
    where: `WHERE ${[...given.map(([sql]) => sql), ...state ? [STATES[state]] : []].join(' AND ')}`, parameters: given.map(([, value]) => value),
  };
}

/** How many actions wait for somebody to see what proves them. */
export const TO_SEE = `SELECT COUNT(*) FROM civic_actions a WHERE a.centre_id = ? AND ${STATES['to-see']}`;

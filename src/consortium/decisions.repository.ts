import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { places } from '../shared/database/sql.js';
import type { Instant } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Convocation, Votes } from './decision-rules.js';
import { peopleOfMembers } from './people-of-members.js';
import type { NamedMember } from './representatives.js';

/** How a decision is called: by its number and year. */
export interface DecisionName {
  id: Id;
  year: number;
  number: number;
  title: string;
}

/** A decision as lists show it. */
export interface DecisionRow extends DecisionName, Votes {
  heldOn: LocalDate;
  membersTotal: number;
  membersPresent: number;
  replacedById: Id | null;
}

/** All that is on record of a decision. */
export interface WholeDecision extends DecisionRow {
  convocation: Convocation;
  body: string;
  presentShare: number;
  fileId: Id | null;
  fileName: string | null;
  recordedAt: Instant;
  recordedBy: string | null;
  replaces: DecisionName | null;
  replacedBy: DecisionName | null;
}

/** An organisation that was present, and who spoke for it. */
export interface PresentMember {
  memberId: Id;
  name: string;
  representative: string | null;
  /** She, as she is on record today; null where the name means nobody. */
  representativeId: Id | null;
}

const NAME = 'd.id, d.year, d.number, d.title';
const ROW = `${NAME}, d.held_on AS heldOn, d.members_total AS membersTotal, d.members_present AS membersPresent,
  d.votes_for AS votesFor, d.votes_against AS votesAgainst, d.abstentions, r.id AS replacedById`;
const FROM = 'FROM consortium_decisions d LEFT JOIN consortium_decisions r ON r.replaces_id = d.id';

/** Reads of what a centre's consortium decided. What later rests upon a decision refers to it by these. */
@Injectable()
export class DecisionsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** All of a centre without their texts, the newest first. One query. */
  all(centreId: Id): Promise<DecisionRow[]> {
    return this.dataSource.query<DecisionRow[]>(`SELECT ${ROW} ${FROM} WHERE d.centre_id = ? ORDER BY d.year DESC, d.number DESC`, [centreId]);
  }

  /** Two queries at most. @throws NotThere for one of another centre, whether there is one or not */
  async decision(centreId: Id, id: Id): Promise<WholeDecision> {
    const [found] = isId(id) ? await this.dataSource.query<(Omit<WholeDecision, 'replaces' | 'replacedBy'> & { replacesId: Id | null })[]>(
      `SELECT ${ROW}, d.convocation, d.body, d.present_share AS presentShare, d.file_id AS fileId, f.name AS fileName, d.recorded_at AS recordedAt,
         a.display_name AS recordedBy, d.replaces_id AS replacesId
       ${FROM} LEFT JOIN stored_files f ON f.id = d.file_id LEFT JOIN accounts a ON a.id = d.recorded_by WHERE d.centre_id = ? AND d.id = ?`, [centreId, id]) : [];
    if (!found) throw new NotThere('decision');
    const { replacesId, ...decision } = found;
    const linked = await this.named([replacesId, decision.replacedById]);
    const by = (other: Id | null): DecisionName | null => linked.find((one) => one.id === other) ?? null;
    return { ...decision, recordedAt: Number(decision.recordedAt), replaces: by(replacesId), replacedBy: by(decision.replacedById) };
  }

  /** By name. One query. */
  async present(decisionId: Id): Promise<PresentMember[]> {
    return this.dataSource.query(
      `SELECT a.member_id AS memberId, o.name, a.representative, COALESCE(p.merged_into_id, p.id) AS representativeId
       FROM consortium_attendances a JOIN consortium_members m ON m.id = a.member_id JOIN organisations o ON o.id = m.organisation_id
       LEFT JOIN persons p ON p.id = a.representative_person_id WHERE a.decision_id = ? ORDER BY o.search_name`, [decisionId]);
  }

  /** Whom each member may send, by organisation. One query. */
  people(centreId: Id, organisationIds: readonly Id[]): Promise<Map<Id, NamedMember[]>> {
    return peopleOfMembers(this.dataSource, centreId, organisationIds);
  }

  private async named(ids: readonly (Id | null)[]): Promise<DecisionName[]> {
    const known = ids.filter((id) => id !== null);
    if (known.length === 0) return [];
    return this.dataSource.query(`SELECT ${NAME} FROM consortium_decisions d WHERE d.id IN (${places(known)})`, known);
  }
}

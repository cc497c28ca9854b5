import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Sex } from '../people/person-words.js';
import type { Selection } from '../shared/database/selections.js';
import type { Instant } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Term } from './member-rules.js';
import type { HeldPost } from './post-rules.js';
import type { SetParts } from './shares.js';

interface NamedPerson {
  surnames: string;
  givenNames: string;
  sex: Sex | null;
}

/** A member organisation, and whom to speak to there. */
export interface MemberRow extends Term {
  id: Id;
  version: number;
  organisationId: Id;
  name: string;
  contact: (NamedPerson & { id: Id; phone: string | null }) | null;
}

/** What was set for a member, and when and by whom that was written down. */
export interface ShareRow extends SetParts {
  createdAt: Instant;
  createdBy: string | null;
}

/** Who holds or held a post, and of which member organisation. */
export interface PostRow extends HeldPost, NamedPerson {
  id: Id;
  version: number;
  memberId: Id;
  organisation: string;
}

type FlatMember = Omit<MemberRow, 'contact'> & { contactId: Id | null; surnames: string; givenNames: string; sex: Sex | null; phone: string | null };

const POSTS = `
  SELECT h.id, h.version, h.post, h.since, h.until, h.member_id AS memberId, h.person_id AS personId, o.name AS organisation,
    p.surnames, p.given_names AS givenNames, p.sex
  FROM consortium_posts h JOIN consortium_members m ON m.id = h.member_id JOIN organisations o ON o.id = m.organisation_id
  JOIN persons p ON p.id = h.person_id WHERE h.centre_id = ?`;

const MEMBERS = `
  SELECT m.id, m.version, m.organisation_id AS organisationId, o.name, m.since, m.until, p.id AS contactId, p.surnames,
    p.given_names AS givenNames, p.sex, p.phone
  FROM consortium_members m JOIN organisations o ON o.id = m.organisation_id LEFT JOIN persons p ON p.id = m.contact_person_id WHERE m.centre_id = ?`;

/** Reads of the consortium of one centre: some dozen rows, chosen and sorted by pure rules. */
@Injectable()
export class ConsortiumRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** All that are, were and will be members, by name. One query. */
  async members(centreId: Id): Promise<MemberRow[]> {
    return (await this.dataSource.query<FlatMember[]>(`${MEMBERS} ORDER BY o.search_name, m.since`, [centreId])).map(readMember);
  }

  /** One query. @throws NotThere for one of another centre, whether there is one or not */
  async member(centreId: Id, id: Id): Promise<MemberRow> {
    const [found] = isId(id) ? await this.dataSource.query<FlatMember[]>(`${MEMBERS} AND m.id = ?`, [centreId, id]) : [];
    if (!found) throw new NotThere('member of the consortium');
    return readMember(found);
  }

  /** All parts that were ever set. One query. */
  shares(centreId: Id): Promise<SetParts[]> {
    return this.dataSource.query<SetParts[]>(
      'SELECT member_id AS memberId, ordinal, since, cost_share AS costShare, decision_share AS decisionShare FROM consortium_shares WHERE centre_id = ?', [centreId]);
  }

  /** What was set for a member, the last first. One query. */
  async sharesOf(memberId: Id): Promise<ShareRow[]> {
    const rows = await this.dataSource.query<ShareRow[]>(
      `SELECT s.member_id AS memberId, s.ordinal, s.since, s.cost_share AS costShare, s.decision_share AS decisionShare, s.created_at AS createdAt,
         a.display_name AS createdBy
       FROM consortium_shares s LEFT JOIN accounts a ON a.id = s.created_by WHERE s.member_id = ? ORDER BY s.ordinal DESC`, [memberId]);
    return rows.map((row) => ({ ...row, createdAt: Number(row.createdAt) }));
  }

  /** All that are and were held, the newest first. One query. */
  posts(centreId: Id): Promise<PostRow[]> {
    return this.dataSource.query<PostRow[]>(`${POSTS} ORDER BY h.since DESC, p.surnames`, [centreId]);
  }

  /** One query. @throws NotThere for one of another centre, whether there is one or not */
  async post(centreId: Id, id: Id): Promise<PostRow> {
    const [found] = isId(id) ? await this.dataSource.query<PostRow[]>(`${POSTS} AND h.id = ?`, [centreId, id]) : [];
    if (!found) throw new NotThere('post of the consortium');
    return found;
  }
}

/** The posts of a centre, for its home: who holds them, without her organisation. */
export function postsOf(centreId: Id): Selection {
  return {
    columns: {
      post: 'h.post', since: 'h.since', until: 'h.until', personId: 'h.person_id', surnames: 'p.surnames', givenNames: 'p.given_names', sex: 'p.sex',
    },
    from: 'FROM consortium_posts h JOIN persons p ON p.id = h.person_id WHERE h.centre_id = ?', parameters: [centreId],
  };
}

function readMember({ contactId, surnames, givenNames, sex, phone, ...member }: FlatMember): MemberRow {
  return { ...member, contact: contactId === null ? null : { id: contactId, surnames, givenNames, sex, phone } };
}

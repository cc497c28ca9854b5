import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { Clock } from '../shared/kernel/clock.js';
import { fromJson } from '../shared/database/columns.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { EDITION_COLUMNS, type FormingEdition } from './forming-facts.js';
import { readFormingFacts, type FormingFacts } from './forming-input.js';
import { GROUND_COLUMNS, groundOf, type GroundRow, type PlanGround } from './plan-outlook.js';
import { settledDraft, type GroupDraft } from './group-draft.js';
import { PROPOSAL_JOB, type ProposalOptions } from './proposals.service.js';

/** A proposal with how its search stands. */
export interface ProposalRow {
  id: Id;
  editionId: Id;
  status: 'draft' | 'confirmed' | 'discarded';
  version: number;
  createdAt: number;
  options: ProposalOptions;
  draft: GroupDraft;
  /** The search is on. A search that was cut off before it found anything is not. */
  searching: boolean;
  /** Percent, as the search has written it down. */
  progress: number;
  step: string | null;
}

/** A proposal against what is enrolled now. */
export interface ProposalFacts extends FormingFacts {
  proposal: ProposalRow;
  /** What the sessions of its groups will be planned by. */
  ground: PlanGround;
}

/** Reads of proposals, each asked for one centre. */
@Injectable()
export class ProposalsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly clock: Clock) {}

  /** One query. @throws NotThere */
  async proposal(centreId: Id, id: Id): Promise<ProposalRow & { edition: FormingEdition; ground: PlanGround }> {
    const [row] = await this.dataSource.query<RawRow[]>(`
      SELECT ${EDITION_COLUMNS}, p.status AS proposalStatus, p.version, p.created_at AS createdAt, p.options, p.content,
        j.status AS jobStatus, j.progress, j.step, ${GROUND_COLUMNS}
      FROM group_proposals p JOIN editions e ON e.id = p.edition_id JOIN courses c ON c.code = e.course_code
      LEFT JOIN jobs j ON j.centre_id = p.centre_id AND j.kind = ? AND j.subject_id = p.id
      WHERE p.id = ? AND p.centre_id = ?`, [PROPOSAL_JOB, id, centreId]);
    if (!row) throw new NotThere('group proposal');
    const { proposalStatus, version, createdAt, step, jobStatus, progress, options, content, hours, holidays, holidayYears, modules, ...edition } = row;
    const draft = fromJson(content) as GroupDraft;
    return {
      id, edition, ground: groundOf({ hours, holidays, holidayYears, modules }), editionId: edition.id, status: proposalStatus, version, step, draft, createdAt: Number(createdAt), options: fromJson(options) as ProposalOptions,
      searching: draft.searching && (jobStatus === 'waiting' || jobStatus === 'running'), progress: Number(progress ?? 0),
    };
  }

  /** A proposal, its draft settled with who is enrolled now. Six queries. @throws NotThere */
  async facts(centreId: Id, id: Id): Promise<ProposalFacts> {
    const { edition, ground, ...proposal } = await this.proposal(centreId, id);
    const facts = await readFormingFacts(this.dataSource, edition, this.clock.today());
    return { ...facts, ground, proposal: { ...proposal, draft: settledDraft(proposal.draft, facts.people, edition) } };
  }

  /** What the form of a new proposal asks. Six queries. @throws NotThere */
  async formingPage(centreId: Id, editionId: Id): Promise<FormingPage> {
    const [row] = await this.dataSource.query<(FormingEdition & GroundRow)[]>(
      `SELECT ${EDITION_COLUMNS}, ${GROUND_COLUMNS} FROM editions e JOIN courses c ON c.code = e.course_code WHERE e.id = ? AND e.centre_id = ?`, [editionId, centreId]);
    if (!row) throw new NotThere('edition');
    const { hours, holidays, holidayYears, modules, ...edition } = row;
    const facts = await readFormingFacts(this.dataSource, edition, this.clock.today());
    return { ...facts, ground: groundOf({ hours, holidays, holidayYears, modules }) };
  }
}

/** What the form of a new proposal stands on. */
export type FormingPage = FormingFacts & Pick<ProposalFacts, 'ground'>;

interface RawRow extends FormingEdition, GroundRow, Pick<ProposalRow, 'version' | 'createdAt' | 'progress' | 'step'> {
  proposalStatus: ProposalRow['status'];
  options: string;
  content: string;
  jobStatus: string | null;
}

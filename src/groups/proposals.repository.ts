import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { Clock } from '../shared/kernel/clock.js';
import { fromJson } from '../shared/database/columns.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { RoomWithSeats } from '../centres/centres.repository.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import { editionPeople, type EditionPerson } from './edition-people.js';
import { readFormingEdition, readOpening, readRooms, readTeachers, type FormingEdition, type Teacher } from './forming-facts.js';
import { readFormingFacts, type FormingFacts } from './forming-input.js';
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
}

/** Reads of proposals, each asked for one centre. */
@Injectable()
export class ProposalsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly clock: Clock) {}

  /** One query. @throws NotThere */
  async proposal(centreId: Id, id: Id): Promise<ProposalRow> {
    const [row] = await this.dataSource.query<RawRow[]>(`
      SELECT p.id, p.edition_id AS editionId, p.status, p.version, p.created_at AS createdAt, p.options, p.content,
        j.status AS jobStatus, j.progress, j.step
      FROM group_proposals p
      LEFT JOIN jobs j ON j.centre_id = p.centre_id AND j.kind = ? AND j.subject_id = p.id
      WHERE p.id = ? AND p.centre_id = ?`, [PROPOSAL_JOB, id, centreId]);
    if (!row) throw new NotThere('group proposal');
    const draft = fromJson(row.content) as GroupDraft;
    const { editionId, status, version, createdAt, step, jobStatus } = row;
    return {
      id, editionId, status, version, step, draft, createdAt: Number(createdAt), options: fromJson(row.options) as ProposalOptions,
      searching: draft.searching && (jobStatus === 'waiting' || jobStatus === 'running'), progress: Number(row.progress ?? 0),
    };
  }

  /** A proposal, its draft settled with who is enrolled now. Seven queries. @throws NotThere */
  async facts(centreId: Id, id: Id): Promise<ProposalFacts> {
    const proposal = await this.proposal(centreId, id);
    const edition = await readFormingEdition(this.dataSource, centreId, proposal.editionId);
    const facts = await readFormingFacts(this.dataSource, edition, localDateAt(this.clock.now()));
    return { ...facts, proposal: { ...proposal, draft: settledDraft(proposal.draft, facts.people, edition) } };
  }

  /** What the form of a new proposal asks. Six queries. @throws NotThere */
  async formingPage(centreId: Id, editionId: Id): Promise<FormingPage> {
    const edition = await readFormingEdition(this.dataSource, centreId, editionId);
    const people = await editionPeople(this.dataSource, { centreId, editionId, today: localDateAt(this.clock.now()) });
    const rooms = await readRooms(this.dataSource, centreId);
    const teachers = await readTeachers(this.dataSource, edition);
    return { edition, people, rooms, teachers, opening: await readOpening(this.dataSource, centreId) };
  }
}

/** What the form of a new proposal stands on. */
export interface FormingPage {
  edition: FormingEdition;
  people: EditionPerson[];
  rooms: RoomWithSeats[];
  teachers: Teacher[];
  opening: WeeklyHours[];
}

interface RawRow extends Omit<ProposalRow, 'options' | 'draft' | 'searching'> {
  options: string;
  content: string;
  jobStatus: string | null;
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { EDITION_COLUMNS, type FormingEdition, type StandingGroup } from './forming-facts.js';
import type { DraftGroup } from './group-draft.js';
import { settledDraft } from './group-draft.js';
import { ProposalsRepository } from './proposals.repository.js';
import { factsOfDraftGroup, factsOfStanding, readWeekFacts } from './timetable-facts.js';
import type { TimetableFacts } from './timetable-rules.js';

/** Reads for the form of a timetable, each asked for one centre. */
@Injectable()
export class TimetablesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly proposals: ProposalsRepository) {}

  /** Seven queries. @throws NotThere */
  async ofGroup(centreId: Id, groupId: Id, today: LocalDate): Promise<TimetableFacts & { group: StandingGroup; edition: FormingEdition }> {
    const [edition] = await this.dataSource.query<FormingEdition[]>(`
      SELECT ${EDITION_COLUMNS} FROM learning_groups g JOIN editions e ON e.id = g.edition_id JOIN courses c ON c.code = e.course_code
      WHERE g.id = ? AND g.centre_id = ?`, [groupId, centreId]);
    if (!edition) throw new NotThere('group');
    return { ...factsOfStanding(await readWeekFacts(this.dataSource, edition, today), groupId), edition };
  }

  /** Of a new group of a draft. Seven queries. @throws NotThere */
  async ofDraft(
    centreId: Id, proposalId: Id, key: string, today: LocalDate,
  ): Promise<TimetableFacts & { group: DraftGroup; edition: FormingEdition; version: number }> {
    const { edition, draft, version } = await this.proposals.proposal(centreId, proposalId);
    const week = await readWeekFacts(this.dataSource, edition, today);
    return { ...factsOfDraftGroup(week, settledDraft(draft, week.people, edition), key), edition, version };
  }
}

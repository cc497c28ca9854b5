import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Edition } from '../courses/edition.entity.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { meets } from './completion.js';
import { completionPeople, CompletionRepository } from './completion.repository.js';

/** Keeps enrolments where the rule of their edition puts them: the rule that certificates go by as well. */
@Injectable()
export class CompletedEnrolments {
  constructor(private readonly completion: CompletionRepository) {}

  /**
   * Completed for those who meet the rule of an edition that is closed, enrolled for all others. Withdrawn and waiting ones
   * stay as they are.
   */
  async settle(tx: Tx, editionId: Id): Promise<void> {
    const edition = await tx.manager.findOneByOrFail(Edition, { id: editionId });
    const enrolments = await tx.manager.findBy(Enrolment, { editionId, status: In(['enrolled', 'completed']) });
    const through = edition.status === 'closed' ? await this.whoMeets(tx, edition) : new Set<Id>();
    for (const enrolment of enrolments) {
      const completed = through.has(enrolment.personId);
      if (completed === (enrolment.status === 'completed')) continue;
      await tx.update(Enrolment, enrolment, completed ? { status: 'completed', endedAt: tx.now } : { status: 'enrolled', endedAt: null });
    }
  }

  /** A register that comes in after the end of its edition counts as well. */
  async settleGroup(tx: Tx, groupId: Id): Promise<void> {
    await this.settleClosed(tx, await tx.manager.query(
      'SELECT e.id, e.status FROM editions e JOIN learning_groups g ON g.edition_id = e.id WHERE g.id = ?', [groupId]));
  }

  /** And so does a practice. */
  async settlePerson(tx: Tx, personId: Id): Promise<void> {
    await this.settleClosed(tx, await tx.manager.query(
      "SELECT e.id, e.status FROM editions e JOIN enrolments n ON n.edition_id = e.id WHERE n.person_id = ? AND n.status = 'enrolled'", [personId]));
  }

  private async settleClosed(tx: Tx, editions: readonly Pick<Edition, 'id' | 'status'>[]): Promise<void> {
    for (const { id, status } of editions) if (status === 'closed') await this.settle(tx, id);
  }

  private async whoMeets(tx: Tx, { centreId, id }: Edition): Promise<Set<Id>> {
    const ground = await this.completion.ground(centreId, id, tx.manager);
    const people = await completionPeople(tx.manager, ground, localDateAt(tx.now));
    return new Set(people.filter(({ figures }) => meets(ground.edition.rule, figures)).map(({ personId }) => personId));
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { NotThere, refuseFor, StaleEdit } from '../../shared/kernel/refusal.js';
import { OutlineEdit } from './outline-edit.entity.js';
import { outlineChanges, outlineRefusals, type OutlineChange, type WantedWords } from './outline-titles.js';
import { outlineStanding, type OutlineStanding } from './outline-titles.repository.js';

/** Which course is changed, and the number of the centre's newest change when the page was opened. */
export interface EditedOutline {
  centreId: Id;
  courseCode: string;
  based: number;
}

/** Keeps what a centre calls courses and modules: every change is on record, none is ever lost. */
@Injectable()
export class OutlineTitlesService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @param wanted part by part, in the order of the standing
   * @returns how many parts changed
   * @throws StaleEdit (its `current` is an OutlineStanding) when somebody saved meanwhile; Refused, NotThere
   */
  save(edited: EditedOutline, wanted: readonly WantedWords[], reason: string, options: UnitOptions): Promise<number> {
    return this.append(edited, ({ parts }) => outlineChanges(parts, wanted), reason, options);
  }

  /** Calls a part again what an earlier change called it. @throws StaleEdit, Refused, NotThere */
  async goBack(edited: EditedOutline, ordinal: number, reason: string, options: UnitOptions): Promise<void> {
    const { centreId, courseCode } = edited;
    await this.append(edited, async (_, tx) => {
      const earlier = await tx.manager.findOneBy(OutlineEdit, { centreId, courseCode, ordinal });
      if (!earlier) throw new NotThere('version');
      return [{ partCode: earlier.partCode, title: earlier.title, aim: earlier.aim }];
    }, reason, options);
  }

  private append(
    { centreId, courseCode, based }: EditedOutline, changesOf: (standing: OutlineStanding, tx: Tx) => OutlineChange[] | Promise<OutlineChange[]>,
    reason: string, options: UnitOptions,
  ): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const standing = await outlineStanding(tx.manager, centreId, courseCode);
      if (standing.ordinal !== based) throw new StaleEdit(standing, null);
      const changes = await changesOf(standing, tx);
      refuseFor(outlineRefusals(standing.parts, changes));
      const rows = changes.map((change, index) => (
        { id: newId(), courseCode, centreId, ...change, ordinal: based + 1 + index, reason, createdAt: tx.now, createdBy: tx.actor.accountId }));
      if (rows.length > 0) await tx.insert(OutlineEdit, rows);
      return rows.length;
    }, options);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Tx } from '../../shared/database/tx.js';
import { UnitOfWork } from '../../shared/database/unit-of-work.js';
import { isId, newId, type Id } from '../../shared/kernel/ids.js';
import { localDateAt } from '../../shared/kernel/local-date.js';
import { NotThere, refuseFor, Refused } from '../../shared/kernel/refusal.js';
import type { Project } from '../framework/project.entity.js';
import { holdProject, resultsOf, type FrameworkOptions } from '../framework/framework-ground.js';
import { LogAttachment } from './log-attachment.entity.js';
import { LogCorrection } from './log-correction.entity.js';
import { LogEntry } from './log-entry.entity.js';
import type { LogKind } from './log-kinds.js';
import { entryRefusals, formerValues, type LogDraft, type LogGround } from './log-rules.js';

/** A record as it was on a page. */
export interface SeenRecord {
  id: Id;
  version: number;
}

/** Writes down what happens in a project. */
@Injectable()
export class LogService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @param fileId of the document that came with it @returns its id @throws Refused, NotThere */
  write(kind: LogKind, draft: LogDraft, fileId: Id | null, options: FrameworkOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      refuseFor(entryRefusals(kind, draft, await groundOf(tx, project, null)));
      const entry = { ...draft, id: newId(), projectId: options.projectId, kind, writtenAt: tx.now, writtenBy: tx.actor.accountId, version: 1 };
      await tx.insert(LogEntry, [entry]);
      if (fileId !== null) await attach(tx, entry.id, fileId);
      return entry.id;
    }, options);
  }

  /** Puts an entry right, or says what became of it; what it said before stays on record. @throws Refused, StaleEdit, NotThere */
  correct({ id, version }: SeenRecord, draft: LogDraft, reason: string | null, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      const entry = await standing(tx, project.id, id);
      refuseFor(entryRefusals(entry.kind, draft, await groundOf(tx, project, entry.resultId)));
      const former = formerValues(entry, draft);
      await tx.update(LogEntry, { ...entry, version }, draft);
      if (Object.keys(former).length > 0) await tx.insert(LogCorrection, { id: newId(), entryId: id, former, reason, correctedAt: tx.now, correctedBy: tx.actor.accountId });
    }, options);
  }

  /** Takes an entry back: it stays in sight with the reason, and counts nowhere. @throws Refused, StaleEdit, NotThere */
  withdraw({ id, version }: SeenRecord, reason: string, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      await tx.update(LogEntry, { ...await standing(tx, project.id, id), version }, { withdrawnAt: tx.now, withdrawnBy: tx.actor.accountId, withdrawReason: reason });
    }, options);
  }

  /** @throws Refused for a document that the entry has already, NotThere */
  attach(id: Id, fileId: Id, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      await standing(tx, project.id, id);
      if (await tx.manager.existsBy(LogAttachment, { entryId: id, fileId, withdrawnAt: IsNull() })) throw new Refused({ field: 'file', reason: 'log:refusals.attached' });
      await attach(tx, id, fileId);
    }, options);
  }

  /** @throws Refused, StaleEdit, NotThere */
  withdrawDocument(id: Id, { id: attachmentId, version }: SeenRecord, reason: string, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      await standing(tx, project.id, id);
      const known = isId(attachmentId) ? await tx.manager.findOneBy(LogAttachment, { id: attachmentId, entryId: id }) : null;
      if (!known) throw new NotThere('attachment');
      if (known.withdrawnAt !== null) throw new Refused({ reason: 'log:refusals.document-withdrawn' });
      await tx.update(LogAttachment, { ...known, version }, { withdrawnAt: tx.now, withdrawnBy: tx.actor.accountId, withdrawReason: reason });
    }, options);
  }
}

function attach(tx: Tx, entryId: Id, fileId: Id): Promise<void> {
  return tx.insert(LogAttachment, [{ id: newId(), entryId, fileId, attachedAt: tx.now, attachedBy: tx.actor.accountId, version: 1 }]);
}

/** @throws NotThere for one of another project, Refused for one that was withdrawn */
async function standing(tx: Tx, projectId: Id, id: Id): Promise<LogEntry> {
  const entry = isId(id) ? await tx.manager.findOneBy(LogEntry, { id, projectId }) : null;
  if (!entry) throw new NotThere('log entry');
  if (entry.withdrawnAt !== null) throw new Refused({ reason: 'log:refusals.withdrawn' });
  return entry;
}

/** @param kept the activity that an entry is of already: it stays a choice when it was taken out of the framework */
async function groundOf(tx: Tx, project: Project, kept: Id | null): Promise<LogGround> {
  const activities = (await resultsOf(tx, project.id)).filter(({ kind }) => kind === 'activity').map(({ id }) => id);
  return { project, today: localDateAt(tx.now), activityIds: kept === null ? activities : [...activities, kept] };
}

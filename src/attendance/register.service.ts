import { Inject, Injectable } from '@nestjs/common';
import { Edition } from '../courses/edition.entity.js';
import type { Actor, Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor, StaleEdit, type Refusal } from '../shared/kernel/refusal.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import { noteWalkIns } from './note-walk-ins.js';
import { RegisterEvents } from './register-events.js';
import { Session } from './session.entity.js';
import {
  markRefusals, registerChanges, tally, type MarkConflict, type MarkStatus, type RecordedMark, type RegisterChanges, type Tally, type WantedMark,
} from './register-rules.js';
import { registerRefusal } from './register-window.js';
import { readRoster, type RosterRow } from './registers.repository.js';
import { endOf, lengthOf } from './session-times.js';

/** Marks to be set in a register. */
export interface RegisterEdit {
  marks: readonly WantedMark[];
  /** The register is complete: it goes on record as taken. */
  complete: boolean;
  /** Only where no register was saved before: a sheet of paper does not write over it. */
  first?: boolean;
  /** Names of those who came and do not stand in the list. */
  walkIns?: readonly string[];
}

/** What stands in the register now. */
export interface SavedRegister {
  /** On which the session is held. */
  date: LocalDate;
  /** The version of each mark that was asked for. */
  versions: Record<Id, number>;
  counts: Tally;
  /** How many people belong to the session. */
  people: number;
  /** Names that were noted with it. */
  walkIns: number;
  complete: boolean;
}

/** Somebody else marked otherwise in the meantime: nothing was written. */
export class RegisterConflict extends StaleEdit {
  constructor(readonly conflicts: readonly MarkConflict[]) {
    super(conflicts.map(({ theirs }) => theirs), conflicts.map(({ mine }) => mine));
    this.name = 'RegisterConflict';
  }
}

/** Who saves a register; who `mayCorrect` can do so long after the session. */
export interface Marker extends Actor {
  centreId: Id;
  mayCorrect: boolean;
}

export const SAVED_ALREADY: Refusal = { reason: 'attendance:refusals.sheet-saved' };
const NOTHING_CAME: Refusal = { reason: 'attendance:refusals.unreadable' };

/** Writes registers: the only way to set marks. */
@Injectable()
export class RegisterService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly events: RegisterEvents) {}

  /**
   * Sets marks, all of them or none. What is on record already is left alone, so that saving twice changes nothing.
   * @throws Refused (fields named `minutes:PERSON`, `reason:PERSON`), RegisterConflict, NotThere
   */
  save(marker: Marker, sessionId: Id, edit: RegisterEdit, options: Pick<UnitOptions, 'submission'> = {}): Promise<SavedRegister> {
    return this.unitOfWork.run((tx) => saveRegister(tx, this.events, marker, sessionId, edit), { actor: marker, ...options });
  }
}

/** Must be the first statement of its unit of work. */
async function saveRegister(tx: Tx, events: RegisterEvents, marker: Marker, sessionId: Id, edit: RegisterEdit): Promise<SavedRegister> {
  const session = await lockSession(tx, marker.centreId, sessionId);
  const closed = registerRefusal(session, tx.now, marker.mayCorrect);
  refuseFor(closed ? [closed] : isEmpty(edit) ? [NOTHING_CAME] : edit.first && session.registerSavedAt !== null ? [SAVED_ALREADY] : []);
  const roster = await readRoster(tx.manager, session, tx.now);
  refuseFor(editRefusals(edit.marks, roster, lengthOf(session)));
  const recorded = recordedMarks(roster);
  const changes = registerChanges(recorded, edit.marks);
  if (changes.conflicts.length > 0) throw new RegisterConflict(changes.conflicts);
  await writeMarks(tx, session, roster, changes);
  await noteWalkIns(tx, session, edit.walkIns ?? []);
  const first = edit.complete && session.registerSavedAt === null;
  const corrected = session.registerSavedAt !== null && changes.inserts.length + changes.updates.length > 0;
  if (first || corrected) await tx.update(Session, session, { registerSavedAt: tx.now, registerSavedBy: marker.accountId });
  if (first) await beginEdition(tx, session.groupId);
  // While it goes on nothing ends by it: the trainer in the room need not wait for one more look.
  if (endOf(session) <= tx.now && changes.inserts.length + changes.updates.length > 0) await events.marked(tx, session.groupId);
  return { date: session.date, ...savedRegister(edit, roster.length, recorded, changes, session.registerSavedAt !== null) };
}

/**
 * The session, with a change of its row before anything is read: of two who save one register at once, the second waits
 * (or, on a cluster, fails its certification and runs again) and sees what the first wrote.
 */
export async function lockSession(tx: Tx, centreId: Id, sessionId: Id): Promise<Session> {
  const found = await tx.execute('UPDATE sessions SET version = version + 1 WHERE id = ? AND centre_id = ?', [sessionId, centreId]);
  if (found === 0) throw new NotThere('session');
  return tx.manager.findOneByOrFail(Session, { id: sessionId });
}

/** Nothing of what its page sends: to say that it was saved would not be true. */
function isEmpty({ marks, complete, walkIns = [] }: RegisterEdit): boolean {
  return marks.length === 0 && !complete && walkIns.length === 0;
}

/** A course whose first register is on record has begun, whether anybody has said so or not. */
async function beginEdition(tx: Tx, groupId: Id): Promise<void> {
  const edition = await tx.manager.createQueryBuilder(Edition, 'e')
    .where('e.id = (SELECT g.edition_id FROM learning_groups g WHERE g.id = :groupId)', { groupId }).getOneOrFail();
  if (edition.status === 'planned' || edition.status === 'open') await tx.update(Edition, edition, { status: 'running' });
}

function editRefusals(marks: readonly WantedMark[], roster: readonly RosterRow[], length: number): Refusal[] {
  const members = new Set(roster.map(({ personId }) => personId));
  return marks.flatMap((mark) => {
    // Each of them once: a second mark of the same person finds no member left.
    if (!members.delete(mark.personId)) return [{ reason: 'attendance:refusals.not-in-group' }];
    return markRefusals(mark, length).map((refusal) => ({ ...refusal, field: `${refusal.field}:${mark.personId}` }));
  });
}

function recordedMarks(roster: readonly RosterRow[]): Map<Id, RecordedMark> {
  const marks = new Map<Id, RecordedMark>();
  for (const { personId, status, minutes, reason, version } of roster) {
    if (status !== null) marks.set(personId, { status, minutes, reason, version: Number(version) });
  }
  return marks;
}

async function writeMarks(tx: Tx, session: Session, roster: readonly RosterRow[], { inserts, updates }: RegisterChanges): Promise<void> {
  const made = { markedAt: tx.now, markedBy: tx.actor.accountId };
  if (inserts.length > 0) {
    await tx.insert(AttendanceMark, inserts.map(({ personId, status, minutes, reason }) => ({
      id: newId(), sessionId: session.id, personId, centreId: session.centreId, status, minutes, reason, ...made, version: 1,
    })));
  }
  for (const { before, wanted: { personId, status, minutes, reason } } of updates) {
    const id = roster.find((row) => row.personId === personId)?.markId as Id;
    const row = { ...before, id, personId, sessionId: session.id, centreId: session.centreId } as AttendanceMark;
    await tx.update(AttendanceMark, row, { status, minutes, reason, ...made });
  }
}

function savedRegister(
  edit: RegisterEdit, people: number, recorded: ReadonlyMap<Id, RecordedMark>, changes: RegisterChanges, wasComplete: boolean,
): Omit<SavedRegister, 'date'> {
  const now = new Map<Id, { status: MarkStatus; version: number }>(recorded);
  for (const { personId, status } of changes.inserts) now.set(personId, { status, version: 1 });
  for (const { before, wanted } of changes.updates) now.set(wanted.personId, { status: wanted.status, version: before.version + 1 });
  return {
    versions: Object.fromEntries(edit.marks.map(({ personId }) => [personId, now.get(personId)?.version ?? 0])),
    counts: tally(now.values()), people, walkIns: edit.walkIns?.length ?? 0, complete: wasComplete || edit.complete,
  };
}

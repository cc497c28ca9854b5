import { Inject, Injectable } from '@nestjs/common';
import { NoNoteKey, NoteKeys } from '../config/note-keys.js';
import { isDuplicate } from '../shared/database/retry-rules.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { refuseFor, Refused, StaleEdit, type Refusal } from '../shared/kernel/refusal.js';
import { CoachingNote } from './coaching-note.entity.js';
import { CoachingOutcome } from './coaching-outcome.entity.js';
import { openNote, saysSomething, sealNote, type NoteContent } from './note-content.js';
import type { NoteForm } from './note.form.js';
import { emptyRefusal, notingRefusal } from './note-rules.js';
import { onRecord, ownBooking, type NotedBooking, type NoteViewer, type OnRecord } from './notes.repository.js';

type Outcome = Pick<CoachingOutcome, 'skills' | 'confidenceBefore' | 'confidenceAfter'>;

/** What a coach notes about an hour: figures that all may count, and words that only she may read. */
@Injectable()
export class NotesService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, @Inject(NoteKeys) private readonly keys: NoteKeys) {}

  /**
   * Saves both at once. The words are sealed before the unit of work, which sees nothing but what is sealed; its result is nothing.
   * @throws NotThere for another's hour; Refused; StaleEdit where somebody saved after the page was made
   */
  async save(viewer: NoteViewer, bookingId: Id, form: NoteForm, options: UnitOptions): Promise<void> {
    const { goals, remarks, next, skills, confidenceBefore, confidenceAfter } = form;
    const content: NoteContent = { goals, remarks, next };
    const outcome: Outcome = { skills, confidenceBefore, confidenceAfter };
    const sealed = this.sealed(content, { bookingId, authorId: viewer.accountId });
    await staleWhenBeaten(() => this.unitOfWork.run(async (tx) => {
      const booking = await ownBooking(tx.manager, viewer, bookingId);
      const before = await onRecord(tx.manager, viewer.accountId, bookingId);
      refuseStale(form, before);
      const refusals = [notingRefusal(booking, tx.now), emptyRefusal({ content, outcome }, before.note !== null || before.outcome !== null)];
      refuseFor(refusals.filter((refusal): refusal is Refusal => refusal !== null));
      await this.saveNote(tx, booking, before.note, { content, sealed, authorId: viewer.accountId });
      await saveOutcome(tx, { booking, centreId: viewer.centreId }, before.outcome, outcome);
    }, options));
  }

  private async saveNote(
    tx: Tx, { id: bookingId, personId }: NotedBooking, before: CoachingNote | null,
    { content, sealed, authorId }: { content: NoteContent; sealed: ReturnType<typeof sealNote> | null; authorId: Id },
  ): Promise<void> {
    if (!before) {
      if (sealed) await tx.insert(CoachingNote, { id: newId(), bookingId, personId, authorId, ...sealed, writtenAt: tx.now, version: 1 });
      return;
    }
    const now = openNote(this.keys, before);
    if (!now) throw new Refused({ reason: 'notes:refusals.cannot-open' });
    if (JSON.stringify(now) === JSON.stringify(content)) return;
    // Emptied: what is sealed is nothing then.
    await tx.update(CoachingNote, before, { ...(sealed ?? sealNote(this.keys, content, before)), writtenAt: tx.now });
  }

  private sealed(content: NoteContent, where: { bookingId: Id; authorId: Id }): ReturnType<typeof sealNote> | null {
    try {
      return saysSomething(content) ? sealNote(this.keys, content, where) : null;
    } catch (error) {
      if (error instanceof NoNoteKey) throw new Refused({ reason: 'notes:refusals.no-key' });
      throw error;
    }
  }
}

function refuseStale({ noteVersion, outcomeVersion }: NoteForm, { note, outcome }: OnRecord): void {
  if (noteVersion !== (note?.version ?? 0) || outcomeVersion !== (outcome?.version ?? 0)) throw new StaleEdit(null, null);
}

async function saveOutcome(tx: Tx, { booking, centreId }: { booking: NotedBooking; centreId: Id }, before: CoachingOutcome | null, outcome: Outcome): Promise<void> {
  const recorded = { recordedAt: tx.now, recordedBy: tx.actor.accountId };
  if (!before) return tx.insert(CoachingOutcome, { id: newId(), bookingId: booking.id, centreId, personId: booking.personId, ...outcome, ...recorded, version: 1 });
  const differs = (Object.keys(outcome) as (keyof Outcome)[]).some((name) => JSON.stringify(before[name]) !== JSON.stringify(outcome[name]));
  if (differs) await tx.update(CoachingOutcome, before, { ...outcome, ...recorded });
}

/** Two pages that both were the first: the database takes one, and the other is stale by it. */
async function staleWhenBeaten(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isDuplicate(error) || error instanceof StaleEdit) throw new StaleEdit(null, null);
    throw error;
  }
}

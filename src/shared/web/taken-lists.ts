import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.js';
import { newId } from '../kernel/ids.js';
import type { Translate } from './i18n.js';
import { listFile, listFormat, type ListContent, type ListTitle } from './list-files.js';
import { download, type Download } from './page.js';
import type { Submission } from './submission.js';
import type { Viewer } from './viewer.js';

/** Lists with personal data: `audit:lists.NAME` says them in words. */
export type ListName =
  | 'people' | 'organisations' | 'calls' | 'left-out' | 'enrolments' | 'members' | 'attendance' | 'consortium' | 'decisions' | 'arrears' | 'receipts' | 'actions'
  | 'action-calls' | 'evaluation-pack' | 'waivers' | 'trail' | 'placement-queue';

/** What leaves: which list, and of what (a group, a file, a day). */
export interface TakenList {
  list: ListName;
  about?: string;
}

/** How it is to leave: what was asked, and what was read of it (`listFormat`). */
export interface Wish {
  asked: unknown;
  read: Readonly<Record<string, unknown>>;
  t: Translate;
}

/** By whom, and with which form. */
export interface Taker {
  actor: Viewer;
  submission: Submission;
}

/**
 * The one way in which lists of people leave Minka: by a form, and with an entry in the audit trail (Law 29733: who took
 * which data away, and when). Pages that download such a list do so with `TakenLists` and nothing else.
 */
@Injectable()
export class TakenLists {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** The trail says what the list is filtered by as well. CSV unless the form says otherwise. @throws Refused as `listFormat` does: then nothing is taken */
  async list(name: ListTitle, content: ListContent, taken: TakenList, by: Taker, { asked, read, t }: Wish): Promise<Download> {
    const given = (asked ?? {}) as Record<string, unknown>;
    const format = listFormat({ ...given, as: given.as || 'csv' }, read) ?? 'csv';
    const about = [taken.about, content.about].filter(Boolean).join(' · ');
    await this.note({ ...taken, about }, { rows: content.rows.length }, by);
    return listFile(format, name, content, t);
  }

  /** A file that was made otherwise. @param body is read only when the note is kept */
  async file(name: string, body: Buffer | Readable, { people, ...taken }: TakenList & { people: number }, by: Taker, type = 'text/csv; charset=utf-8'): Promise<Download> {
    await this.note(taken, { people }, by);
    return download(name, type, body);
  }

  private note({ list, about }: TakenList, size: { rows: number } | { people: number }, { actor, submission }: Taker): Promise<void> {
    return this.unitOfWork.run((tx) => {
      tx.note('taken_lists', newId(), { list, ...(about ? { about } : {}), ...size }, actor.centreId);
      return Promise.resolve();
    }, { actor, submission });
  }
}

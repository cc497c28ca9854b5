import { Injectable } from '@nestjs/common';
import type { Tx } from '../../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../../shared/database/unit-of-work.js';
import { withoutMetadata } from '../../shared/files/picture-metadata.js';
import { PICTURE_TYPES, pictureTypeOf } from '../../shared/files/picture-type.js';
import { StoredFiles } from '../../shared/files/stored-files.js';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { NotThere, Refused, StaleEdit } from '../../shared/kernel/refusal.js';
import { readLesson } from '../lesson-content.js';
import { LessonEdit } from '../lesson-edit.entity.js';
import { standingOf, type LessonStanding } from './lesson-edits.repository.js';

/** Which lesson is changed, and what it was when the change began. */
export interface EditedLesson {
  centreId: Id;
  code: string;
  /** The number of the version that was on the page; 0 for the one that Minka brings. */
  based: number;
}

/** 1 MB: a photograph of a phone, made smaller. */
export const MOST_PICTURE_BYTES = 1_048_576;

/** Keeps what a centre makes of its lessons: every save is a version more, none is ever lost. */
@Injectable()
export class LessonEditingService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly files: StoredFiles) {}

  /** @throws StaleEdit (its `current` is a LessonStanding) when somebody saved meanwhile */
  save(edited: EditedLesson, change: { source: string; reason: string }, options: UnitOptions): Promise<void> {
    return this.append(edited, () => change, options);
  }

  /** Teaches an earlier version again. @throws StaleEdit, NotThere */
  goBack(edited: EditedLesson, ordinal: number, reason: string, options: UnitOptions): Promise<void> {
    const { centreId, code } = edited;
    return this.append(edited, async (standing, tx) => {
      const earlier = await tx.manager.findOneBy(LessonEdit, { centreId, lessonCode: code, ordinal });
      if (!earlier || earlier.ordinal === standing.ordinal) throw new NotThere('version');
      return { source: earlier.source ?? earlier.basedOn, reason };
    }, options);
  }

  /** Teaches the lesson as Minka brings it. @throws StaleEdit */
  takeShipped(edited: EditedLesson, reason: string, options: UnitOptions): Promise<void> {
    return this.append(edited, () => ({ source: null, reason }), options);
  }

  /** Has seen what Minka brings now, and stays with the centre's own text. @throws StaleEdit, NotThere */
  keepOwn(edited: EditedLesson, reason: string, options: UnitOptions): Promise<void> {
    return this.append(edited, ({ own }) => {
      if (own === null) throw new NotThere('own version');
      return { source: own, reason };
    }, options);
  }

  /**
   * Keeps a picture for the centre's lessons.
   * @param field of the form that brought it
   * @returns the name by which lessons show it
   * @throws Refused for what is no whole picture, and for one that is too large
   */
  async addPicture(centreId: Id, field: string, { bytes, name }: BoundedFile, options: UnitOptions): Promise<string> {
    if (bytes === null) throw new Refused({ field, reason: 'lessons:refusals.picture-large' });
    const type = pictureTypeOf(bytes);
    // Lessons travel as packages: nobody should read in a picture where it was taken.
    const shown = type && withoutMetadata(type, bytes);
    if (!shown) throw new Refused({ field, reason: 'lessons:refusals.picture-type' });
    const { hash } = await this.unitOfWork.run((tx) => this.files.keep(tx, { name, type, bytes: shown, centreId }), { actor: options.actor });
    return `${hash}.${PICTURE_TYPES[type]}`;
  }

  private async append(
    { centreId, code, based }: EditedLesson,
    change: (standing: LessonStanding, tx: Tx) => Change | Promise<Change>,
    options: UnitOptions,
  ): Promise<void> {
    const work = async (tx: Tx): Promise<void> => {
      const standing = await standingOf(tx.manager, centreId, code);
      if (standing.ordinal !== based) throw new StaleEdit(standing, null);
      const { source, reason } = await change(standing, tx);
      await tx.insert(LessonEdit, {
        id: newId(), lessonCode: code, centreId, ordinal: based + 1, source, ...ownHead(source), basedOn: standing.shipped ?? '', reason,
        createdAt: tx.now, createdBy: tx.actor.accountId,
      });
    };
    await this.unitOfWork.run(work, options);
  }
}

/** Where lists look a lesson's title up, and need not read its text. */
function ownHead(source: string | null): Pick<LessonEdit, 'title' | 'aim'> {
  const read = source === null ? null : readLesson(source);
  return read?.ok ? { title: read.lesson.title ?? null, aim: read.lesson.aim ?? null } : { title: null, aim: null };
}

interface Change {
  source: string | null;
  reason: string;
}

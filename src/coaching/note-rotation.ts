import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NoteKeys } from '../config/note-keys.js';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { placeOf } from './note-content.js';

/** So many notes in one unit of work. */
const CHUNK = 100;

interface SealedRow {
  id: Id;
  bookingId: Id;
  authorId: Id;
  keyId: string;
  sealed: string;
}

export interface Rotation {
  /** Sealed with the first key by this. */
  sealedAnew: number;
  /** Left as they are: no key that is at hand opens them. */
  unopened: number;
}

/** Seals with the first key what another one has sealed. Can be cut off at any time, and be run by several at once. */
@Injectable()
export class NoteRotation {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(NoteKeys) private readonly keys: NoteKeys,
  ) {}

  /** True while a key other than the first is needed for something that it can open. */
  async isUnfinished(): Promise<boolean> {
    for (let rows = await this.others(''); rows.length > 0; rows = await this.others((rows.at(-1) as SealedRow).id)) {
      if (rows.some((row) => this.keys.open(row, placeOf(row)) !== null)) return true;
    }
    return false;
  }

  async run(): Promise<Rotation> {
    const done: Rotation = { sealedAnew: 0, unopened: 0 };
    for (let rows = await this.others(''); rows.length > 0; rows = await this.others((rows.at(-1) as SealedRow).id)) {
      const opened = rows.flatMap((row) => {
        const text = this.keys.open(row, placeOf(row));
        return text === null ? [] : [{ ...row, ...this.keys.seal(text, placeOf(row)), wasSealed: row.sealed }];
      });
      done.unopened += rows.length - opened.length;
      done.sealedAnew += await this.save(opened);
    }
    return done;
  }

  /** What was written anew meanwhile is left to who wrote it; the words are the same, so that no edit becomes stale by this. */
  private save(rows: readonly (SealedRow & { wasSealed: string })[]): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      let saved = 0;
      for (const { id, keyId, sealed, wasSealed } of rows) {
        saved += await tx.execute('UPDATE coaching_notes SET key_id = ?, sealed = ? WHERE id = ? AND sealed = ?', [keyId, sealed, id, wasSealed]);
      }
      if (saved > 0) tx.note('coaching_notes', newId(), { event: 'notes-sealed-anew', count: saved });
      return saved;
    }, { actor: SYSTEM });
  }

  private others(after: Id): Promise<SealedRow[]> {
    return this.dataSource.query(`
      SELECT id, booking_id AS bookingId, author_id AS authorId, key_id AS keyId, sealed FROM coaching_notes
      WHERE key_id <> ? AND id > ? ORDER BY id LIMIT ${CHUNK}`, [this.keys.first?.id ?? '', after]);
  }
}

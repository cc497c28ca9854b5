import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import type { Tx } from '../database/tx.js';
import { newId, type Id } from '../kernel/ids.js';
import { NotThere } from '../kernel/refusal.js';
import { StoredFilePart } from './stored-file-part.entity.js';
import { StoredFile, type FileUse } from './stored-file.entity.js';

/** A file as it came in. */
export interface NewFile {
  name: string;
  /** Recognised by its bytes, never taken from the browser. */
  type: string;
  bytes: Buffer;
  /** Null for one that every centre may see. */
  centreId: Id | null;
  /** Lessons unless told. */
  keptFor?: FileUse;
}

/** Bytes of a part: 60,000 signs of Base64. */
const PART_BYTES = 45_000;
/** So that a statement stays far below what a server takes at once. */
const PARTS_AT_ONCE = 16;

/** Files that people sent in, kept in the database in parts. */
@Injectable()
export class StoredFiles {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Keeps a file; one that the centre has already is not kept twice. A paper under another name is another one: somebody may have taken a person's name out of it. */
  async keep(tx: Tx, { name, type, bytes, centreId, keptFor = 'lessons' }: NewFile): Promise<StoredFile> {
    const hash = hashOf(bytes);
    const called = name.slice(-160);
    const known = await tx.manager.findOneBy(StoredFile, { centreId: centreId ?? IsNull(), hash, keptFor, ...keptFor === 'office' ? { name: called } : {} });
    if (known) return known;
    const file: StoredFile = {
      id: newId(), centreId, name: called, type, bytes: bytes.length, hash, keptFor, createdAt: tx.now, createdBy: tx.actor.accountId,
    };
    await tx.insert(StoredFile, file);
    const parts = Math.ceil(bytes.length / PART_BYTES);
    for (let from = 0; from < parts; from += PARTS_AT_ONCE) {
      const ordinals = Array.from({ length: Math.min(PARTS_AT_ONCE, parts - from) }, (_, index) => from + index);
      await tx.insert(StoredFilePart, ordinals.map((ordinal) => (
        { id: newId(), fileId: file.id, ordinal, body: bytes.subarray(ordinal * PART_BYTES, (ordinal + 1) * PART_BYTES).toString('base64') })));
    }
    return file;
  }

  /** A file of lessons, of the centre or for all centres, by its hash. One query. @throws NotThere */
  async byHash(centreId: Id, hash: string): Promise<StoredFile> {
    const found = await this.dataSource.manager.find(StoredFile, { where: [{ centreId, hash, keptFor: 'lessons' }, { centreId: IsNull(), hash, keptFor: 'lessons' }] });
    if (!found[0]) throw new NotThere('file');
    return found[0];
  }

  /** A file of the centre. One query. @throws NotThere */
  async byId(centreId: Id, id: Id, keptFor: FileUse = 'lessons'): Promise<StoredFile> {
    const found = await this.dataSource.manager.findOneBy(StoredFile, { id, centreId, keptFor });
    if (!found) throw new NotThere('file');
    return found;
  }

  /** The pictures that a centre sent in for its lessons, without their bytes, the newest first. One query. */
  async pictures(centreId: Id): Promise<StoredFile[]> {
    const found = await this.dataSource.manager.find(StoredFile, {
      where: [{ centreId, keptFor: 'lessons' }, { centreId: IsNull(), keptFor: 'lessons' }], order: { createdAt: 'DESC' },
    });
    return found.filter(({ type }) => type.startsWith('image/'));
  }

  /** Lets go of a file that nothing names any more. */
  async forget(tx: Tx, id: Id): Promise<void> {
    await tx.execute('DELETE FROM stored_file_parts WHERE file_id = ?', [id]);
    await tx.execute('DELETE FROM stored_files WHERE id = ?', [id]);
  }

  /** The bytes of a file. One query. */
  read({ id }: Pick<StoredFile, 'id'>): Promise<Buffer> {
    return readParts(this.dataSource.manager, id);
  }
}

async function readParts(manager: EntityManager, fileId: Id): Promise<Buffer> {
  const parts = await manager.find(StoredFilePart, { select: { body: true }, where: { fileId }, order: { ordinal: 'ASC' } });
  return Buffer.concat(parts.map(({ body }) => Buffer.from(body, 'base64')));
}

export function hashOf(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

import { Entity, Index } from 'typeorm';
import { Id, Instant, LooseId, NotAudited, Text, Whole } from '../database/columns.js';

/** What lessons show is seen by everybody of the centre; papers of the office by those alone who may see what they belong to. */
export type FileUse = 'lessons' | 'office';

/** A file that somebody sent in, kept in the database so that every process of a cluster has it. */
@Entity('stored_files')
@NotAudited()
@Index(['centreId', 'hash'])
export class StoredFile {
  @Id() id: string;
  @LooseId({ null: true }) centreId: string | null;
  @Text(160) name: string;
  @Text(80) type: string;
  @Whole() bytes: number;
  /** SHA-256 of the content, in hexadecimal. */
  @Text(64) hash: string;
  @Text(20, { default: 'lessons' }) keptFor: FileUse;
  @Instant() createdAt: number;
  @LooseId({ null: true }) createdBy: string | null;
}

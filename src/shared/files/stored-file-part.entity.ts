import { Entity, Unique } from 'typeorm';
import { Id, LongText, NotAudited, Ref, Whole } from '../database/columns.js';
import { StoredFile } from './stored-file.entity.js';

/** A piece of a stored file in Base64: a text column holds 60,000 characters on both engines. */
@Entity('stored_file_parts')
@NotAudited()
@Unique('uq_stored_file_parts_file_id_ordinal', ['fileId', 'ordinal'])
export class StoredFilePart {
  @Id() id: string;
  @Ref(() => StoredFile) fileId: string;
  @Whole() ordinal: number;
  @LongText() body: string;
}

import type { BoundedFile } from '../shared/files/bounded-upload.js';
import { withoutMetadata } from '../shared/files/picture-metadata.js';
import { pictureTypeOf } from '../shared/files/picture-type.js';
import { Refused } from '../shared/kernel/refusal.js';

/** A paper that goes with a decision: the minutes, signed. */
export interface Attachment {
  name: string;
  type: string;
  bytes: Buffer;
}

/** 5 MiB: some pages scanned, or a photo of them. */
export const MOST_ATTACHED_BYTES = 5 * 1_024 * 1_024;

const PDF = Buffer.from('%PDF-');

/**
 * A PDF, or a picture without what says where it was taken; recognised by its bytes. Null where none was sent.
 * @throws Refused on `attachment` for anything else, and for one that is too large
 */
export function readAttachment(sent: readonly BoundedFile[] | undefined): Attachment | null {
  const file = sent?.find(({ fieldname }) => fieldname === 'attachment');
  if (!file || (file.name === '' && file.bytes?.length === 0)) return null;
  const { name, bytes } = file;
  if (bytes === null) throw new Refused({ field: 'attachment', reason: 'consortium:refusals.attachment-large' });
  if (bytes.subarray(0, PDF.length).equals(PDF)) return { name, type: 'application/pdf', bytes };
  const type = pictureTypeOf(bytes);
  const shown = type && withoutMetadata(type, bytes);
  if (!shown) throw new Refused({ field: 'attachment', reason: 'consortium:refusals.attachment-type' });
  return { name, type, bytes: shown };
}

import { Inject, Injectable } from '@nestjs/common';
import type { BoundedFile } from '../shared/files/bounded-upload.js';
import { withoutMetadata } from '../shared/files/picture-metadata.js';
import { pictureTypeOf } from '../shared/files/picture-type.js';
import { StoredFiles } from '../shared/files/stored-files.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { FormFault } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { download, embedded, type Answer } from '../shared/web/page.js';
import type { Viewer } from '../shared/web/viewer.js';

/** 5 MB: a photograph of a phone as it is. */
export const MOST_PROOF_BYTES = 5 * 1_048_576;

/** What came with a form as its document. */
export interface TakenProof {
  file: { id: Id; name: string } | null;
  faults: FormFault[];
}

const PDF = Buffer.from('%PDF-');

/** Documents that prove what moved: a photograph or a PDF. */
@Injectable()
export class ProofFiles {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly files: StoredFiles) {}

  /** Keeps the document that came with a form at once, so that it is not lost where the form comes back; else the one that came before. */
  async take({ accountId, centreId }: Viewer, sent: readonly BoundedFile[] | undefined, body: unknown): Promise<TakenProof> {
    const file = sent?.find(({ fieldname }) => fieldname === 'file');
    if (!file || (file.name === '' && file.bytes?.length === 0)) return { file: await this.earlier(centreId, body), faults: [] };
    const read = readProof(file.bytes);
    if ('reason' in read) return { file: null, faults: [{ field: 'file', reason: read.reason }] };
    const { id, name } = await this.unitOfWork.run((tx) => this.files.keep(tx, { name: file.name, ...read, centreId, keptFor: 'office' }), { actor: { accountId, centreId } });
    return { file: { id, name }, faults: [] };
  }

  /** @param fileId of a record that the viewer may see @throws NotThere */
  async show(centreId: Id, fileId: Id | null): Promise<Answer> {
    if (!fileId) throw new NotThere('document');
    const file = await this.files.byId(centreId, fileId, 'office');
    const bytes = await this.files.read(file);
    return file.type.startsWith('image/') ? embedded(file.type, bytes, false) : download(file.name, file.type, bytes);
  }

  private async earlier(centreId: Id, body: unknown): Promise<TakenProof['file']> {
    const { fileId } = (body ?? {}) as { fileId?: unknown };
    if (!isId(fileId)) return null;
    return this.files.byId(centreId, fileId, 'office').catch((error: unknown) => {
      if (error instanceof NotThere) return null;
      throw error;
    });
  }
}

/** A picture without what it says of its place, or a PDF; recognised by its bytes. */
function readProof(bytes: Buffer | null): { type: string; bytes: Buffer } | { reason: string } {
  if (bytes === null) return { reason: 'ledger:errors.file-large' };
  if (bytes.subarray(0, PDF.length).equals(PDF)) return { type: 'application/pdf', bytes };
  const type = pictureTypeOf(bytes);
  const plain = type && withoutMetadata(type, bytes);
  return plain ? { type, bytes: plain } : { reason: 'ledger:errors.file-type' };
}

/** The field that brings a document, and what stands in the form for one that came already. */
export function proofField(form: FormView, t: Translate, kept: TakenProof['file']): { field: Field; hidden: { name: string; value: string }[] } {
  return {
    field: field(form, t, {
      name: 'file', type: 'file', label: 'ledger:proof.label', optional: true, accept: '.jpg,.jpeg,.png,.webp,.pdf',
      hint: kept ? 'ledger:proof.kept' : 'ledger:proof.hint', ...(kept ? { params: { name: kept.name } } : {}),
    }),
    hidden: kept ? [{ name: 'fileId', value: kept.id }] : [],
  };
}

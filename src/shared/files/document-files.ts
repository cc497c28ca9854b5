import { Inject, Injectable } from '@nestjs/common';
import type { BoundedFile } from './bounded-upload.js';
import { withoutMetadata } from './picture-metadata.js';
import { pictureTypeOf } from './picture-type.js';
import { StoredFiles } from './stored-files.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { isId, type Id } from '../kernel/ids.js';
import { NotThere } from '../kernel/refusal.js';
import { field, type Field, type FormView } from '../web/fields.js';
import { keptValues, type ParsedForm } from '../web/forms.js';
import type { Translate } from '../web/i18n.js';
import { download, embedded, type Answer } from '../web/page.js';
import type { Viewer } from '../web/viewer.js';

/** 5 MB: a photograph of a phone as it is. */
export const MOST_DOCUMENT_BYTES = 5 * 1_048_576;

/** What came with a form as its document. */
export interface TakenDocument {
  file: { id: Id; name: string } | null;
  faults: { field: 'file'; reason: string }[];
}

const PDF = Buffer.from('%PDF-');

/** Documents that come with a form of the office, a photograph or a PDF: they prove what moved, or what was decided. */
@Injectable()
export class DocumentFiles {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly files: StoredFiles) {}

  /** Keeps the document that came with a form at once, so that it is not lost where the form comes back; else, also where it is refused, the one that came before. */
  async take({ accountId, centreId }: Viewer, sent: readonly BoundedFile[] | undefined, body: unknown): Promise<TakenDocument> {
    const file = sent?.find(({ fieldname }) => fieldname === 'file');
    if (!file || (file.name === '' && file.bytes?.length === 0)) return { file: await this.earlier(centreId, body), faults: [] };
    const read = readDocument(file.bytes);
    if ('reason' in read) return { file: await this.earlier(centreId, body), faults: [{ field: 'file', reason: read.reason }] };
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

  private async earlier(centreId: Id, body: unknown): Promise<TakenDocument['file']> {
    const { fileId } = (body ?? {}) as { fileId?: unknown };
    if (!isId(fileId)) return null;
    return this.files.byId(centreId, fileId, 'office').catch((error: unknown) => {
      if (error instanceof NotThere) return null;
      throw error;
    });
  }
}

/** A form that came with a document: what is wrong with either is said at once. */
export function withDocument<T>(parsed: ParsedForm<T>, body: unknown, { faults }: TakenDocument): ParsedForm<T> {
  if (faults.length === 0) return parsed;
  return { ok: false, form: parsed.ok ? { values: keptValues(body), faults } : { ...parsed.form, faults: [...parsed.form.faults, ...faults] } };
}

/** A picture without what it says of its place, or a PDF; recognised by its bytes. */
function readDocument(bytes: Buffer | null): { type: string; bytes: Buffer } | { reason: string } {
  if (bytes === null) return { reason: 'common:document.large' };
  if (bytes.subarray(0, PDF.length).equals(PDF)) return { type: 'application/pdf', bytes };
  const type = pictureTypeOf(bytes);
  const plain = type && withoutMetadata(type, bytes);
  return plain ? { type, bytes: plain } : { reason: 'common:document.wrong' };
}

/** The field that brings a document, and what stands in the form for one that came already. */
export function documentField(form: FormView, t: Translate, kept: TakenDocument['file'], label = 'common:document.label'): { field: Field; hidden: { name: string; value: string }[] } {
  return {
    field: field(form, t, {
      name: 'file', type: 'file', label, optional: true, accept: '.jpg,.jpeg,.png,.webp,.pdf', photo: true,
      hint: kept ? 'common:document.kept' : 'common:document.hint', ...(kept ? { params: { name: kept.name } } : {}),
    }),
    hidden: kept ? [{ name: 'fileId', value: kept.id }] : [],
  };
}

import type { Request } from 'express';
import { tidy } from '../kernel/text.js';

/** A file of a form: its bytes, or null when it was larger than is taken. */
export interface BoundedFile {
  fieldname: string;
  /** As the browser names it, without what nobody can see. */
  name: string;
  bytes: Buffer | null;
}

interface Incoming {
  fieldname: string;
  originalname: string;
  stream: NodeJS.ReadableStream;
}

/**
 * Where multipart forms put their files: in memory up to a limit. Of a larger file nothing is kept, and the rest of the form is
 * read all the same, so that its page can come back with everything that was typed and say what is wrong beside the field.
 *
 * @param limit bytes of one file
 */
export function boundedUpload(limit: number): object {
  return {
    _handleFile(_request: Request, { fieldname, originalname, stream }: Incoming, done: (error: Error | null, info?: BoundedFile) => void) {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= limit) chunks.push(chunk);
        else chunks.length = 0;
      });
      stream.on('error', done);
      // Browsers send names in UTF-8, the parser of multipart bodies reads them as Latin-1.
      const name = tidy(Buffer.from(originalname, 'latin1').toString('utf8'));
      stream.on('end', () => done(null, { fieldname, name, bytes: size <= limit ? Buffer.concat(chunks) : null }));
    },
    _removeFile(_request: Request, _file: unknown, done: (error: Error | null) => void) {
      done(null);
    },
  };
}

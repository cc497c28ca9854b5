import { createHash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';

/** Of every file in an archive, so that the same content gives the same bytes. */
export const FIXED_TIME = new Date(2000, 0, 1);

/** A file on its way into an archive. */
export interface FileToPack {
  path: string;
  body: Iterable<string | Buffer> | AsyncIterable<string | Buffer>;
}

/** A file that was packed. */
export interface PackedFile {
  path: string;
  bytes: number;
  /** SHA-256 of its content, in hexadecimal. */
  hash: string;
}

/**
 * Packs files one after the other, and holds no more of them in memory than what was read last. An archive holds less
 * than 4 GB, packed and in each file.
 * @param last the files that tell of all the others
 */
export async function* zipStream(files: AsyncIterable<FileToPack>, last: (packed: readonly PackedFile[]) => FileToPack): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const packed: PackedFile[] = [];
  for await (const file of files) {
    packed.push(yield* pack(zip, ready, file));
  }
  yield* pack(zip, ready, last(packed));
  zip.end();
  yield* ready.splice(0);
}

async function* pack(zip: Zip, ready: Uint8Array[], { path, body }: FileToPack): AsyncGenerator<Uint8Array, PackedFile> {
  const entry = new ZipDeflate(path, { level: 6 });
  entry.mtime = FIXED_TIME;
  zip.add(entry);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of body) {
    const chunk = typeof part === 'string' ? Buffer.from(part) : part;
    hash.update(chunk);
    bytes += chunk.length;
    entry.push(new Uint8Array(chunk));
    yield* ready.splice(0);
  }
  entry.push(new Uint8Array(0), true);
  yield* ready.splice(0);
  return { path, bytes, hash: hash.digest('hex') };
}

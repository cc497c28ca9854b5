import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

/** A file in a ZIP archive, as the archive's own list tells of it. */
export interface ZipEntry {
  name: string;
  /** Bytes that it says it has when unpacked. */
  size: number;
  method: number;
  packed: Buffer;
}

const END = 0x06054b50;
const END_BYTES = 22;
const LISTED = 0x02014b50;
const LISTED_BYTES = 46;
const HEAD = 0x04034b50;
const HEAD_BYTES = 30;
const LONGEST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

const inflate = promisify(inflateRaw);

/**
 * What is in an archive, without unpacking any of it. Parts that lie over each other are refused: few bytes would be read
 * again and again.
 * @throws Error when it is no archive, or a damaged one
 */
export function zipEntries(bytes: Buffer): ZipEntry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let packed = 0;
  for (let at = bytes.readUInt32LE(end + 16); entries.length < count;) {
    if (bytes.readUInt32LE(at) !== LISTED) throw new Error('no entry where one should be');
    const nameLength = bytes.readUInt16LE(at + 28);
    const entry = entryAt(bytes, at, nameLength);
    packed += entry.packed.length;
    if (packed > bytes.length) throw new Error('entries lie over each other');
    entries.push(entry);
    at += LISTED_BYTES + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks a file, outside the event loop, and never more of it than it says it has.
 * @throws Error when it is more, or damaged
 */
export async function unzipped({ method, packed, size }: ZipEntry): Promise<Buffer> {
  if (method === STORED && packed.length === size) return packed;
  if (method !== DEFLATED) throw new Error('packed in another way');
  const bytes = await inflate(packed, { maxOutputLength: Math.max(1, size) });
  if (bytes.length !== size) throw new Error('another size than stated');
  return bytes;
}

function endOf(bytes: Buffer): number {
  const from = bytes.length - END_BYTES;
  for (let at = from; at >= Math.max(0, from - LONGEST_COMMENT); at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw new Error('no archive');
}

function entryAt(bytes: Buffer, at: number, nameLength: number): ZipEntry {
  const head = bytes.readUInt32LE(at + 42);
  if (bytes.readUInt32LE(head) !== HEAD) throw new Error('no file where one should be');
  const from = head + HEAD_BYTES + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
  const length = bytes.readUInt32LE(at + 20);
  if (from + length > bytes.length) throw new Error('a file is cut off');
  return {
    name: bytes.toString('utf8', at + LISTED_BYTES, at + LISTED_BYTES + nameLength), size: bytes.readUInt32LE(at + 24),
    method: bytes.readUInt16LE(at + 10), packed: bytes.subarray(from, from + length),
  };
}

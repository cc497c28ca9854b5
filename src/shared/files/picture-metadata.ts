import { crc32 } from 'node:zlib';
import { onlyOrientation } from './exif-orientation.js';
import type { PictureType } from './picture-type.js';

/**
 * A picture without what it tells beside what it shows: where and when it was taken, with which phone, by whom, and smaller
 * pictures of what was there before it was cut. What decides how it is drawn stays: colours, and which side is up.
 *
 * @returns null for bytes that are no whole picture of this type
 */
export function withoutMetadata(type: PictureType, bytes: Buffer): Buffer | null {
  try {
    return CLEANED[type](bytes);
  } catch (error) {
    // A length that leads beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const CLEANED: Record<PictureType, (bytes: Buffer) => Buffer | null> = { 'image/jpeg': cleanJpeg, 'image/png': cleanPng, 'image/webp': cleanWebp };

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const SOS = 0xda;
const EOI = 0xd9;

/** A JPEG is a row of segments; after the end marker some phones hang a film or a second picture, which goes. */
function cleanJpeg(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let [at, shown] = [2, false];
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) break;
    const body = bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2));
    const end = at + 4 + body.length;
    if (end > bytes.length) return null;
    if (marker === SOS) {
      const next = endOfScan(bytes, end);
      kept.push(bytes.subarray(at, next));
      [at, shown] = [next, true];
      continue;
    }
    const segment = keptSegment(marker, bytes.subarray(at, end), body);
    if (segment) kept.push(segment);
    at = end;
  }
  return shown ? Buffer.concat([...kept, Buffer.from([0xff, EOI])]) : null;
}

/** JFIF, colours, and all that is needed to draw it; of Exif only which side is up. */
function keptSegment(marker: number, segment: Buffer, body: Buffer): Buffer | null {
  if (marker === 0xe1) {
    const exif = body.subarray(0, EXIF.length).equals(EXIF) ? onlyOrientation(body.subarray(EXIF.length)) : null;
    return exif && Buffer.concat([Buffer.from([0xff, 0xe1, 0, 2 + EXIF.length + exif.length]), EXIF, exif]);
  }
  if (marker === 0xe2) return body.toString('latin1', 0, 11) === 'ICC_PROFILE' ? segment : null;
  const isOther = (marker >= 0xe3 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
  return isOther ? null : segment;
}

/** Where the next marker stands: inside a scan 0xff is followed by 0, or by a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] as number;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

const PNG_KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sRGB', 'sBIT', 'cICP', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT']);

function cleanPng(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length) return null;
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end));
    const exif = name === 'eXIf' ? onlyOrientation(bytes.subarray(at + 8, at + 8 + length)) : null;
    if (exif) kept.push(pngChunk('eXIf', exif));
    if (name === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}

function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Bits of the extended head: there is Exif, there is XMP. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04];

function cleanWebp(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  let exif: Buffer | null = null;
  const last = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = 12; at + 8 <= last;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    // Chunks begin at even places.
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > last) return null;
    if (WEBP_KEPT.has(name)) kept.push(Buffer.from(bytes.subarray(at, end)));
    if (name === 'EXIF') exif = onlyOrientation(withoutSign(bytes.subarray(at + 8, at + 8 + length)));
    at = end;
  }
  if (!kept.some((chunk) => /^(?:VP8[ L]|ANMF)/u.test(chunk.toString('latin1', 0, 4)))) return null;
  const [head] = kept;
  if (head?.toString('latin1', 0, 4) === 'VP8X') head.writeUInt8((head.readUInt8(8) & ~HAS_EXIF & ~HAS_XMP) | (exif ? HAS_EXIF : 0), 8);
  // Without the extended head nobody looks for Exif.
  else exif = null;
  const chunks = Buffer.concat([...kept, ...exif ? [webpChunk('EXIF', exif)] : []]);
  const front = Buffer.from('RIFF....WEBP', 'latin1');
  front.writeUInt32LE(4 + chunks.length, 4);
  return Buffer.concat([front, chunks]);
}

function webpChunk(name: string, data: Buffer): Buffer {
  const front = Buffer.from(`${name}....`, 'latin1');
  front.writeUInt32LE(data.length, 4);
  return Buffer.concat([front, data, Buffer.alloc(data.length % 2)]);
}

/** Some programs put the sign of JPEG's Exif before it here, too. */
function withoutSign(exif: Buffer): Buffer {
  return exif.subarray(0, EXIF.length).equals(EXIF) ? exif.subarray(EXIF.length) : exif;
}

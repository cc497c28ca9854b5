import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';

/** How the bytes of a list stand for letters, as the record of the import keeps it. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'cp850' | 'macintosh';

/** What spreadsheets write without a byte order mark: Windows', DOS' ("CSV (MS-DOS)") and old Macintoshes' letters. */
const ONE_BYTE = ['windows-1252', 'cp850', 'macintosh'] as const satisfies readonly Encoding[];

const EXPECTED = /[áéíóúüñÁÉÍÓÚÜÑ°ºª¿¡«»–—‘’“”…€]/u;

const SAMPLE = 256 * 1024;

/**
 * Decodes a list by its byte order mark, as UTF-8 where it is that, and otherwise by which reading is Spanish.
 * @returns null where the bytes are no text at all
 */
export function decodeText(bytes: Buffer): { text: string; encoding: Encoding } | null {
  const encoding = encodingOf(bytes);
  if (!encoding) return null;
  const text = iconv.decode(bytes, encoding, { stripBOM: true });
  // Bytes of any kind can be taken for UTF-16: what comes of them shows that they are no text.
  return hasManyControls(text.slice(0, SAMPLE)) ? null : { text, encoding };
}

function encodingOf(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.includes(0)) return wideEncodingOf(sample);
  if (countControls(sample) > sample.length / 100) return null;
  return isUtf8(bytes) ? 'utf-8' : likeliest(sample);
}

/** Zero bytes belong to UTF-16, or to something that is no text. */
function wideEncodingOf(sample: Buffer): Encoding | null {
  const zeros = (offset: number) => sample.filter((byte, index) => index % 2 === offset && byte === 0).length;
  if (Math.max(zeros(0), zeros(1)) < sample.length / 4) return null;
  const guess = chardet.detect(sample)?.toLowerCase();
  if (guess === 'utf-16le' || guess === 'utf-16be') return guess;
  return zeros(1) > zeros(0) ? 'utf-16le' : 'utf-16be';
}

function countControls(sample: Buffer): number {
  return sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26)).length;
}

function hasManyControls(text: string): boolean {
  return (text.match(/[^\P{Cc}\t-\r\u001a\u0085]|\p{Cn}/gu)?.length ?? 0) > text.length / 100;
}

/** chardet tells Windows-1252 from its neighbours by letters that lists of names hardly have, so Spanish decides. */
function likeliest(sample: Buffer): Encoding {
  let best: { encoding: Encoding; score: number } = { encoding: 'windows-1252', score: -Infinity };
  for (const encoding of ONE_BYTE) {
    let score = 0;
    for (const letter of iconv.decode(sample, encoding)) {
      if (letter > '~') score += EXPECTED.test(letter) ? 1 : -1;
    }
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding;
}

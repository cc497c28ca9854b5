/** What a file is that is no list of text, as the message names it. */
export type OtherKind = 'spreadsheet' | 'pdf' | 'picture' | 'web-page' | 'archive' | 'document' | 'unknown';

const MAGIC: readonly (readonly [OtherKind, Buffer])[] = [
  ['pdf', Buffer.from('%PDF')],
  ['picture', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['picture', Buffer.from('ffd8ff', 'hex')],
  ['picture', Buffer.from('GIF8')],
  ['picture', Buffer.from('RIFF')],
  ['archive', Buffer.from('1f8b', 'hex')],
  ['archive', Buffer.from('Rar!')],
  ['archive', Buffer.from('377abcaf271c', 'hex')],
  ['document', Buffer.from('{\\rtf')],
  // Programs of Windows and of Linux. "MZ" alone may be the heading of a column, manzana.
  ['unknown', Buffer.from('4d5a90', 'hex')],
  ['unknown', Buffer.from('7f454c46', 'hex')],
  // The container of old Office files: an .xls far more often than a .doc where lists are sent.
  ['spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
];

const ZIP = Buffer.from('504b0304', 'hex');

/** Recognises a file by its first bytes, whatever its name says; null for what may be text. */
export function otherKindOf(bytes: Buffer): OtherKind | null {
  if (bytes.subarray(0, 4).equals(ZIP)) return kindOfZip(bytes);
  const found = MAGIC.find(([, magic]) => bytes.subarray(0, magic.length).equals(magic));
  if (found) return found[0];
  const beginning = bytes.subarray(0, 512).toString('latin1').replace(/^(?:ï»¿)?\s+/u, '').toLowerCase();
  return /^(?:ï»¿)?<(?:!doctype|html|head|table|\?xml)/u.test(beginning) ? 'web-page' : null;
}

/** Office files are archives: the names of the parts inside tell which. */
function kindOfZip(bytes: Buffer): OtherKind {
  const names = bytes.toString('latin1');
  if (names.includes('xl/') || names.includes('opendocument.spreadsheet')) return 'spreadsheet';
  return names.includes('word/') || names.includes('opendocument.text') ? 'document' : 'archive';
}

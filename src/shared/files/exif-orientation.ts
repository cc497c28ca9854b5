const ORIENTATION = 0x0112;
const SHORT = 3;

/**
 * Exif data that says which side of a picture is up, and nothing else.
 * @param exif in TIFF's form: byte order, then the first directory
 * @returns null where the picture stands as it is stored, and for what cannot be read
 */
export function onlyOrientation(exif: Buffer): Buffer | null {
  const turned = orientationIn(exif);
  if (turned === 1) return null;
  const made = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  made.writeUInt16BE(turned, 18);
  return made;
}

/** 1 to 8, as Exif numbers them; 1, upright, when it does not say. */
function orientationIn(exif: Buffer): number {
  const order = exif.toString('latin1', 0, 2);
  if (exif.length < 14 || (order !== 'II' && order !== 'MM')) return 1;
  const short = (at: number): number => (at + 2 > exif.length ? 0 : order === 'II' ? exif.readUInt16LE(at) : exif.readUInt16BE(at));
  const directory = order === 'II' ? exif.readUInt32LE(4) : exif.readUInt32BE(4);
  for (let entry = 0; entry < Math.min(short(directory), 200); entry += 1) {
    const at = directory + 2 + entry * 12;
    if (short(at) !== ORIENTATION || short(at + 2) !== SHORT) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

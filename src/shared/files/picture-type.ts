/** What photographs and drawings may be sent in as; anything that could hold a script is not among them. */
export const PICTURE_TYPES = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' } as const;

export type PictureType = keyof typeof PICTURE_TYPES;

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');

/** Recognises a picture by its bytes, whatever its name says; null for anything else. */
export function pictureTypeOf(bytes: Buffer): PictureType | null {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) return 'image/jpeg';
  const container = bytes.subarray(0, 12).toString('latin1');
  return container.startsWith('RIFF') && container.endsWith('WEBP') ? 'image/webp' : null;
}

import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { withoutMetadata } from './picture-metadata.js';
import { PICTURE_TYPES, type PictureType } from './picture-type.js';

/** Exif of a phone: the side that is up, and where it was. */
function exif(order: 'II' | 'MM', turned: number | null): Buffer {
  const short = (value: number): Buffer => swapped(Buffer.from([value >> 8, value & 255]));
  const long = (value: number): Buffer => swapped(Buffer.from([0, 0, value >> 8, value & 255]));
  const swapped = (bytes: Buffer): Buffer => (order === 'II' ? Buffer.from([...bytes].reverse()) : bytes);
  const entries = [
    Buffer.concat([short(0x010f), short(2), long(6), long(60)]),
    ...turned === null ? [] : [Buffer.concat([short(0x0112), short(3), long(1), short(turned), short(0)])],
    Buffer.concat([short(0x8825), short(4), long(1), long(80)]),
  ];
  return Buffer.concat([Buffer.from(order), short(42), long(8), short(entries.length), ...entries, long(0), Buffer.from('GPS 12.2133 S 76.9367 W')]);
}

const segment = (marker: number, body: Buffer | string): Buffer => {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255]), bytes]);
};
const EXIF = Buffer.from('Exif\0\0');
const SCAN = Buffer.concat([segment(0xda, 'scan'), Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4])]);
const jpeg = (...segments: Buffer[]): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, segment(0xdb, 'table'), segment(0xc2, 'frame'), SCAN, segment(0xc4, 'huffman'), SCAN, Buffer.from([0xff, 0xd9])]);

const chunk = (name: string, data: Buffer | string): Buffer => {
  const named = Buffer.concat([Buffer.from(name), Buffer.from(data)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(named.length - 4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};
const png = (...chunks: Buffer[]): Buffer => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', '0123456789abc'), ...chunks, chunk('IDAT', 'picture'), chunk('IEND', '')]);

const riff = (name: string, data: Buffer | string): Buffer => {
  const bytes = Buffer.from(data);
  const front = Buffer.from(`${name}....`);
  front.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([front, bytes, Buffer.alloc(bytes.length % 2)]);
};
const webp = (...chunks: Buffer[]): Buffer => {
  const bytes = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  const front = Buffer.from('RIFF....');
  front.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([front, bytes]);
};
const extended = (bits: number): Buffer => riff('VP8X', Buffer.from([bits, 0, 0, 0, 9, 0, 0, 9, 0, 0]));

const TOLD = /GPS|Rosa|phone|http/u;

describe('a picture without what it tells beside what it shows', () => {
  it.each<[string, PictureType, Buffer, Buffer]>([
    ['JPEG: where it was taken, words, a preview', 'image/jpeg',
      jpeg(segment(0xe0, 'JFIF\0'), segment(0xe1, Buffer.concat([EXIF, exif('II', 1)])), segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0Rosa'), segment(0xed, 'Photoshop Rosa'),
        segment(0xfe, 'Rosa'), segment(0xe2, 'MPF\0phone'), segment(0xe2, 'ICC_PROFILE\0colours'), segment(0xee, 'Adobe')),
      jpeg(segment(0xe0, 'JFIF\0'), segment(0xe2, 'ICC_PROFILE\0colours'), segment(0xee, 'Adobe'))],
    ['JPEG: what hangs behind its end', 'image/jpeg', Buffer.concat([jpeg(), Buffer.from('a film of the phone'), jpeg(segment(0xfe, 'Rosa'))]), jpeg()],
    ['JPEG: without anything', 'image/jpeg', jpeg(), jpeg()],
    ['PNG: texts, the time, where it was taken', 'image/png', png(chunk('tEXt', 'Author\0Rosa'), chunk('gAMA', '1234'), chunk('iTXt', 'XML:com.adobe.xmp Rosa'), chunk('tIME', '1234567'), chunk('eXIf', exif('MM', 1)), chunk('prVW', 'phone')), png(chunk('gAMA', '1234'))],
    ['PNG: what hangs behind its end', 'image/png', Buffer.concat([png(), Buffer.from('Rosa')]), png()],
    ['WebP: where it was taken', 'image/webp', webp(extended(0x2c), riff('ICCP', 'colours'), riff('VP8 ', 'picture'), riff('EXIF', exif('II', null)), riff('XMP ', 'Rosa')), webp(extended(0x20), riff('ICCP', 'colours'), riff('VP8 ', 'picture'))],
    ['WebP: the simple form', 'image/webp', webp(riff('VP8L', 'picture')), webp(riff('VP8L', 'picture'))],
  ])('%s', (_, type, bytes, expected) => {
    const cleaned = withoutMetadata(type, bytes);
    expect(cleaned?.toString('latin1')).toBe(expected.toString('latin1'));
    expect(cleaned?.toString('latin1')).not.toMatch(TOLD);
  });

  it.each([['II', 6], ['MM', 6], ['II', 3], ['MM', 8]] as const)('keeps which side is up: %s, %d', (order, turned) => {
    const upright = Buffer.from(`4d4d002a0000000800010112000300000001000${turned}000000000000`, 'hex');
    expect(withoutMetadata('image/jpeg', jpeg(segment(0xe1, Buffer.concat([EXIF, exif(order, turned)]))))).toEqual(jpeg(segment(0xe1, Buffer.concat([EXIF, upright]))));
    expect(withoutMetadata('image/png', png(chunk('eXIf', exif(order, turned))))).toEqual(png(chunk('eXIf', upright)));
    for (const sign of ['', EXIF]) {
      expect(withoutMetadata('image/webp', webp(extended(0x0c), riff('VP8 ', 'picture'), riff('EXIF', Buffer.concat([Buffer.from(sign), exif(order, turned)])))))
        .toEqual(webp(extended(0x08), riff('VP8 ', 'picture'), riff('EXIF', upright)));
    }
  });

  it.each<[string, PictureType, Buffer]>([
    ['JPEG without a picture', 'image/jpeg', Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe0, 'JFIF\0')])],
    ['JPEG cut in a segment', 'image/jpeg', jpeg(segment(0xe1, 'x'.repeat(60))).subarray(0, 30)],
    ['PNG cut off', 'image/png', png().subarray(0, 40)],
    ['WebP cut off', 'image/webp', webp(riff('VP8 ', 'picture')).subarray(0, 24)],
    ['WebP of words alone', 'image/webp', webp(riff('XMP ', 'Rosa'))],
    ['nothing at all', 'image/jpeg', Buffer.alloc(0)],
  ])('refuses what is no whole picture: %s', (_, type, bytes) => {
    expect(withoutMetadata(type, bytes)).toBeNull();
  });

  it('is the same when it is cleaned again, and fails for nothing', () => {
    fc.assert(fc.property(fc.constantFrom(...Object.keys(PICTURE_TYPES) as PictureType[]), fc.uint8Array({ maxLength: 80 }), fc.nat(90), (type, noise, at) => {
      const whole = { 'image/jpeg': jpeg(segment(0xe1, Buffer.concat([EXIF, exif('II', 6)]))), 'image/png': png(chunk('eXIf', exif('II', 6))), 'image/webp': webp(extended(8), riff('VP8 ', 'picture'), riff('EXIF', exif('II', 6))) }[type];
      const bytes = Buffer.concat([whole.subarray(0, at), Buffer.from(noise), whole.subarray(at)]);
      const once = withoutMetadata(type, bytes);
      if (once) expect(withoutMetadata(type, once)).toEqual(once);
    }));
  });
});

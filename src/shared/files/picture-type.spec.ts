import { pictureTypeOf } from './picture-type.js';

const of = (hex: string, rest = 'x'.repeat(40)): Buffer => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(rest)]);

describe('a picture by its bytes', () => {
  it.each([
    ['PNG', of('89504e470d0a1a0a0000000d49484452'), 'image/png'],
    ['JPEG', of('ffd8ffe0'), 'image/jpeg'],
    ['JPEG of a phone', of('ffd8ffe1'), 'image/jpeg'],
    ['WebP', of('52494646aabbccdd57454250'), 'image/webp'],
    ['the sign of PNG without its head', of('89504e470d0a1a0a'), null],
    ['another RIFF', of('52494646aabbccdd57415645'), null],
    ['GIF', Buffer.from('GIF89a..........'), null],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), null],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>'), null],
    ['a program', of('4d5a9000'), null],
    ['PDF', Buffer.from('%PDF-1.7'), null],
    ['nothing', Buffer.alloc(0), null],
  ])('%s', (_, bytes, type) => {
    expect(pictureTypeOf(bytes)).toBe(type);
  });
});

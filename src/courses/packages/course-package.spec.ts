import { strToU8, unzipSync, zipSync } from 'fflate';
import { hashOf } from '../../shared/files/stored-files.js';
import { readCourses } from '../course-content.js';
import type { CourseContent } from '../course-outline.js';
import { openPackage, packCourse, type PackedCourse } from './course-package.js';

const [course] = readCourses() as [CourseContent];
const PHOTO = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(900, 3)]);
const packed: PackedCourse = { content: course, photos: new Map([[`${hashOf(PHOTO)}.jpg`, PHOTO]]) };

type Files = Record<string, Uint8Array>;

/** The package with other files in it, its list made anew unless told. */
function repacked(change: (files: Files) => void, { listed = true } = {}): Buffer {
  const files = unzipSync(packCourse(packed, 'CC BY 4.0')) as Files;
  change(files);
  if (listed && files['manifest.json']) {
    const hashes = Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'manifest.json' && !path.endsWith('/')).map(([path, bytes]) => [path, hashOf(Buffer.from(bytes))]));
    files['manifest.json'] = strToU8(JSON.stringify({ format: 'minka-course', version: 1, files: hashes }));
  }
  return Buffer.from(zipSync(files));
}

const edited = (path: string, from: string | RegExp, to: string) => (files: Files): void => {
  files[path] = strToU8(Buffer.from(files[path] as Uint8Array).toString().replace(from, to));
};

describe('the package of a course', () => {
  it('holds the course, the same at every time', async () => {
    const bytes = packCourse(packed, 'CC BY 4.0');
    expect(packCourse(packed, 'CC BY 4.0').equals(bytes)).toBe(true);
    const opened = await openPackage(bytes);
    expect('course' in opened && opened.course.content).toEqual(course);
    expect('course' in opened && [...opened.course.photos]).toEqual([...packed.photos]);
    expect(Object.keys(unzipSync(bytes))).toEqual(expect.arrayContaining(['course.json', 'LICENCE.txt', 'manifest.json', 'lessons/1A-01.md']));
  });

  it('may name folders, as programs that pack by hand do', async () => {
    expect('course' in await openPackage(repacked((files) => { files['lessons/'] = new Uint8Array(); }))).toBe(true);
  });

  it.each<[string, () => Buffer, Partial<{ file: string; line: number; fault: string; reason: string }>]>([
    ['no archive', () => Buffer.from('Hola'), { reason: 'packages:faults.no-zip' }],
    ['nothing', () => Buffer.alloc(0), { reason: 'packages:faults.no-zip' }],
    ['a damaged archive', () => packCourse(packed, 'x').subarray(0, 20_000), { reason: 'packages:faults.no-zip' }],
    ['a way out of its folder', () => repacked((files) => { files['../evil.md'] = strToU8('x'); }), { file: '../evil.md', reason: 'packages:faults.path' }],
    ['a way from the root', () => repacked((files) => { files['/etc/passwd'] = strToU8('x'); }), { reason: 'packages:faults.path' }],
    ['a way of Windows', () => repacked((files) => { files['lessons\\..\\..\\x.md'] = strToU8('x'); }), { reason: 'packages:faults.path' }],
    ['a program', () => repacked((files) => { files['lessons/run.exe'] = strToU8('x'); }), { reason: 'packages:faults.path' }],
    ['a bomb', () => repacked((files) => { for (let n = 0; n < 5; n += 1) files[`lessons/9Z-${n}.md`] = new Uint8Array(10 * 1_048_576); }), { reason: 'packages:faults.large' }],
    ['a bomb that lies about its size', liar, { reason: 'packages:faults.changed', file: 'lessons/1A-01.md' }],
    ['the same bytes under many names', () => overlapping(), { reason: 'packages:faults.no-zip' }],
    ['thousands of files', () => repacked((files) => { for (let n = 0; n < 2_100; n += 1) files[`pictures/p-${n}.svg`] = strToU8('x'); }), { reason: 'packages:faults.large' }],
    ['no outline', () => repacked((files) => { delete files['course.json']; }), { reason: 'packages:faults.no-course' }],
    ['no list', () => repacked((files) => { delete files['manifest.json']; }), { reason: 'packages:faults.no-course' }],
    ['a list of another kind', () => repacked((files) => { files['manifest.json'] = strToU8('{"format":"other"}'); }, { listed: false }), { reason: 'packages:faults.manifest' }],
    ['a letter changed', () => repacked(edited('lessons/1A-02.md', 'mouse', 'mause'), { listed: false }), { file: 'lessons/1A-02.md', reason: 'packages:faults.changed' }],
    ['a file more than listed', () => repacked((files) => { files['lessons/1A-99.md'] = strToU8('x'); }, { listed: false }), { file: 'lessons/1A-99.md', reason: 'packages:faults.changed' }],
    ['a file less than listed', () => repacked((files) => { delete files['lessons/1A-02.md']; }, { listed: false }), { file: 'lessons/1A-02.md', reason: 'packages:faults.changed' }],
    ['bytes that are no text', () => repacked((files) => { files['lessons/1A-01.md'] = new Uint8Array([0xff, 0xfe, 0xff]); }), { file: 'lessons/1A-01.md', reason: 'packages:faults.no-text' }],
    ['an outline that is no JSON', () => repacked((files) => { files['course.json'] = strToU8('{'); }), { file: 'course.json', reason: 'lessons:faults.yaml' }],
    ['an outline without a title', () => repacked(edited('course.json', /"title": "[^"]+"/u, '"titel": "x"')), { file: 'course.json', fault: expect.stringMatching(/title/u) as never }],
    ['a script in a lesson', () => repacked(edited('lessons/1A-01.md', '## Conozca', '<script>alert(1)</script>\n## Conozca')), { file: 'lessons/1A-01.md', line: 68, reason: 'lessons:faults.html' }],
    ['a discreet module whose name tells', () => repacked(edited('course.json', /"title": "[^"]+",(\s+"aim": "[^"]+",[^}]*?)"discreet": false/u, '"title": "Sin violencia",$1"discreet": true')), { file: 'course.json', reason: 'lessons:faults.telltale' }],
    ['a script in a drawing', () => repacked(edited('pictures/apagar-en-orden.svg', '</svg>', '<script>alert(1)</script></svg>')), { file: 'pictures/apagar-en-orden.svg', reason: 'lessons:faults.drawing' }],
    ['a lesson with broken data', () => repacked(edited('lessons/1A-01.md', 'minutes: 15', 'minutes: [15')), { file: 'lessons/1A-01.md', reason: 'lessons:faults.yaml' }],
    ['a lesson whose data multiply', () => repacked(edited('lessons/1A-01.md', /^---\n/u, `---\na: &a [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 8 }, (_, n) => `b${n}: &b${n} [${Array(9).fill(n === 0 ? '*a' : `*b${n - 1}`).join(', ')}]\n`).join('')}`)), { file: 'lessons/1A-01.md', line: 2, reason: 'lessons:faults.yaml' }],
    ['a practice of no kind', () => repacked((files) => { files['practice/encender-pc.json'] = strToU8('{}'); }), { file: 'practice/encender-pc.json', reason: 'lessons:faults.exercise' }],
    ['a photograph that is a page', () => repacked((files) => { files[`photos/${'ab'.repeat(32)}.png`] = strToU8('<html>'); }), { reason: 'packages:faults.photo' }],
  ])('with %s is refused', async (_, bytes, fault) => {
    const opened = await openPackage(bytes());
    expect('faults' in opened ? opened.faults : []).toContainEqual(expect.objectContaining(fault));
  });

  it('stops at the size that a file says it has, whatever more there is', async () => {
    const zeros = new Uint8Array(20 * 1_048_576);
    const zip = Buffer.from(zipSync({ 'course.json': strToU8('{}'), 'manifest.json': strToU8('{}'), 'lessons/a.md': zeros }, { level: 1 }));
    const size = zip.lastIndexOf('lessons/a.md') - 22;
    zip.writeUInt32LE(10, size);
    expect(await openPackage(zip)).toEqual({ faults: [expect.objectContaining({ file: 'lessons/a.md', reason: 'packages:faults.changed' })] });
  });

  it('with a lesson that reads hard is taken: a centre may write so', async () => {
    const opened = await openPackage(repacked(edited('lessons/1A-01.md', 'minutes: 15\n    do', 'minutes: 10\n    do')));
    expect(opened).toHaveProperty('course');
  });
});

/** An archive whose list names its first file again and again. */
function overlapping(): Buffer {
  const zip = packCourse(packed, 'x');
  const end = zip.length - 22;
  const [count, from] = [zip.readUInt16LE(end + 10), zip.readUInt32LE(end + 16)];
  const list = zip.subarray(from, end);
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt16LE(count * 20, 10);
  return Buffer.concat([zip.subarray(0, from), ...Array.from({ length: 20 }, () => list), tail]);
}

/** An entry whose head says 10 bytes, and which is far more. */
function liar(): Buffer {
  const files = unzipSync(packCourse(packed, 'x')) as Files;
  const zip = Buffer.from(zipSync({ ...files, 'lessons/1A-01.md': new Uint8Array(5_000_000) }, { mtime: new Date(2000, 0, 1) }));
  const name = Buffer.from('lessons/1A-01.md');
  // The size stands 22 bytes before the name in a local head, and as many in the central list.
  for (let at = zip.indexOf(name); at >= 0; at = zip.indexOf(name, at + 1)) {
    for (const before of [8, 22]) if (zip.readUInt32LE(at - before) === 5_000_000) zip.writeUInt32LE(10, at - before);
  }
  return zip;
}

import { strFromU8, strToU8, zipSync, type Zippable } from 'fflate';
import { z } from 'zod';
import { hashOf } from '../../shared/files/stored-files.js';
import { FIXED_TIME } from '../../shared/files/zip-stream.js';
import { unzipped, zipEntries, type ZipEntry } from '../../shared/files/zip-entries.js';
import { PICTURE_TYPES, pictureTypeOf } from '../../shared/files/picture-type.js';
import { OWN_PICTURE } from '../course-pictures.js';
import { COURSE_FILES, type CourseFiles } from '../course-folder.js';
import { coursePath, faultsOfCourse, readOutline, toContent, type CourseContent, type CourseFault } from '../course-outline.js';

/** A course as it travels between installations. */
export interface PackedCourse {
  content: CourseContent;
  /** Pictures that a centre added itself, by the names that its lessons call them by. */
  photos: ReadonlyMap<string, Buffer>;
}

export type OpenedPackage = { course: PackedCourse } | { faults: CourseFault[] };

/** 20 MB as a package, twice that unpacked. */
export const MOST_PACKAGE_BYTES = 20 * 1_048_576;
const MOST_UNPACKED = 2 * MOST_PACKAGE_BYTES;
const MOST_FILES = 2_000;
const FORMAT = 'minka-course';

const PLACES = /^(?:course\.json|manifest\.json|LICENCE\.txt|lessons\/[\w-]{1,40}\.md|pictures\/[\w-]{1,76}\.svg|practice\/[a-z0-9-]{1,60}\.json|photos\/[0-9a-f]{64}\.(?:png|jpg|webp))$/u;
const manifest = z.object({ format: z.literal(FORMAT), version: z.literal(1), files: z.record(z.string(), z.string()) });

/** @param licence what stands in LICENCE.txt: who wrote it, and what others may do with it */
export function packCourse({ content, photos }: PackedCourse, licence: string): Buffer {
  const { files, contentVersion, ...outline } = content;
  const entries: [string, Uint8Array][] = [
    ['course.json', strToU8(`${JSON.stringify(outline, null, 2)}\n`)], ['LICENCE.txt', strToU8(licence)],
    ...(Object.keys(COURSE_FILES) as (keyof CourseFiles)[]).flatMap((kind) => (
      [...files[kind]].map(([name, text]): [string, Uint8Array] => [coursePath(kind, name), strToU8(text)]))),
    ...[...photos].map(([name, bytes]): [string, Uint8Array] => [`photos/${name}`, bytes]),
  ];
  const hashes = Object.fromEntries(entries.map(([path, bytes]) => [path, hashOf(Buffer.from(bytes))]));
  const list = { format: FORMAT, version: 1, course: content.code, contentVersion, licence: content.licence, authors: content.authors, files: hashes };
  const zippable: Zippable = Object.fromEntries([['manifest.json', strToU8(`${JSON.stringify(list, null, 2)}\n`)], ...entries] as [string, Uint8Array][]);
  return Buffer.from(zipSync(zippable, { level: 9, mtime: FIXED_TIME }));
}

/** Opens a package without trusting anything in it. @returns the course, or every fault with its file and line */
export async function openPackage(bytes: Buffer): Promise<OpenedPackage> {
  const unpacked = await unpack(bytes);
  if (!(unpacked instanceof Map)) return { faults: [unpacked] };
  const changed = manifestFaults(unpacked);
  if (changed.length > 0) return { faults: changed };
  const read = readTexts(unpacked);
  if ('faults' in read) return read;
  const opened = readOutline(read.texts.get('course.json') as string);
  if ('fault' in opened) return { faults: [opened.fault] };
  const photos = photosIn(unpacked);
  const content = toContent(opened.outline, filesIn(read.texts));
  const faults = [...photoFaults(photos), ...faultsOfCourse(content, [...photos.keys()]).filter(({ advice }) => !advice)];
  return faults.length > 0 ? { faults } : { course: { content, photos } };
}

/** Nothing is unpacked before names and sizes were looked at, and of nothing more than its size. */
async function unpack(bytes: Buffer): Promise<Map<string, Uint8Array> | CourseFault> {
  const entries = listed(bytes);
  if (!entries) return packageFault('no-zip', '');
  if (entries.length > MOST_FILES || sumOf(entries) > MOST_UNPACKED) return packageFault('large', '');
  const names = new Set<string>();
  const stranger = entries.find(({ name }) => !PLACES.test(name) || names.size === names.add(name).size);
  if (stranger) return packageFault('path', stranger.name.slice(0, 100));
  if (!names.has('course.json') || !names.has('manifest.json')) return packageFault('no-course', '');
  const unpacked = new Map<string, Uint8Array>();
  for (const entry of entries) {
    try {
      unpacked.set(entry.name, await unzipped(entry));
    } catch {
      return packageFault('changed', entry.name);
    }
  }
  return unpacked;
}

function listed(bytes: Buffer): ZipEntry[] | null {
  try {
    return zipEntries(bytes).filter(({ name }) => !name.endsWith('/'));
  } catch {
    return null;
  }
}

function sumOf(entries: readonly ZipEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}

function manifestFaults(unpacked: ReadonlyMap<string, Uint8Array>): CourseFault[] {
  const source = unpacked.get('manifest.json') as Uint8Array;
  const parsed = manifest.safeParse(jsonIn(strFromU8(source)));
  if (!parsed.success) return [packageFault('manifest', 'manifest.json')];
  const { files } = parsed.data;
  const wrong = [...unpacked].filter(([path, bytes]) => path !== 'manifest.json' && files[path] !== hashOf(Buffer.from(bytes))).map(([path]) => path);
  const missing = Object.keys(files).filter((path) => !unpacked.has(path));
  return [...wrong, ...missing].map((path) => packageFault('changed', path));
}

function readTexts(unpacked: ReadonlyMap<string, Uint8Array>): { texts: Map<string, string> } | { faults: CourseFault[] } {
  const texts = new Map<string, string>();
  const faults: CourseFault[] = [];
  for (const [path, bytes] of unpacked) {
    if (path.startsWith('photos/')) continue;
    try {
      texts.set(path, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    } catch {
      faults.push(packageFault('no-text', path));
    }
    if (bytes.length > LONGEST_TEXT) faults.push(packageFault('long', path));
  }
  return faults.length > 0 ? { faults } : { texts };
}

/** A text column holds 60,000 characters. */
const LONGEST_TEXT = 60_000;

/** In the order of a course's folder, so that the same course has the same version. */
function filesIn(texts: ReadonlyMap<string, string>): CourseFiles {
  const of = (kind: keyof CourseFiles): Map<string, string> => {
    const { folder, ending } = COURSE_FILES[kind];
    const paths = [...texts.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
    return new Map(paths.map((path) => {
      const name = path.slice(folder.length + 1);
      return [kind === 'pictures' ? name : name.slice(0, -ending.length), texts.get(path) as string];
    }));
  };
  return { lessons: of('lessons'), pictures: of('pictures'), practices: of('practices') };
}

function photosIn(unpacked: ReadonlyMap<string, Uint8Array>): Map<string, Buffer> {
  const photos = [...unpacked].filter(([path]) => path.startsWith('photos/'));
  return new Map(photos.map(([path, bytes]) => [path.slice('photos/'.length), Buffer.from(bytes)]));
}

/** A photograph is what its name says: its type, and the hash of its bytes. */
function photoFaults(photos: ReadonlyMap<string, Buffer>): CourseFault[] {
  return [...photos].filter(([name, bytes]) => {
    const [, hash, ending] = OWN_PICTURE.exec(name) ?? [];
    const type = pictureTypeOf(bytes);
    return type === null || PICTURE_TYPES[type] !== ending || hashOf(bytes) !== hash;
  }).map(([name]) => packageFault('photo', `photos/${name}`));
}

function packageFault(kind: string, file: string): CourseFault {
  return { file, fault: kind, reason: `packages:faults.${kind}`, params: { file } };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

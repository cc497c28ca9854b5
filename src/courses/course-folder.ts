import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The files that belong to a course beside its outline, by their names. */
export interface CourseFiles {
  /** Markdown by the lesson's code. */
  lessons: ReadonlyMap<string, string>;
  /** SVG by file name: `mouse.svg`. */
  pictures: ReadonlyMap<string, string>;
  /** JSON by the practice's code. */
  practices: ReadonlyMap<string, string>;
}

/** Where each kind of file lies in a course's folder, and in the package of a course. */
export const COURSE_FILES = {
  lessons: { folder: 'lessons', ending: '.md' },
  pictures: { folder: 'pictures', ending: '.svg' },
  practices: { folder: 'practice', ending: '.json' },
} as const;

/** Reads `lessons/*.md`, `pictures/*.svg` and `practice/*.json`; a folder that is not there holds nothing. */
export function readCourseFiles(folder: string): CourseFiles {
  const files = (kind: keyof typeof COURSE_FILES, keepEnding = false): Map<string, string> => {
    const { folder: name, ending } = COURSE_FILES[kind];
    const place = join(folder, name);
    const names = existsSync(place) ? readdirSync(place).filter((file) => file.endsWith(ending)).sort() : [];
    return new Map(names.map((file) => [keepEnding ? file : basename(file, ending), readFileSync(join(place, file), 'utf8')]));
  };
  return { lessons: files('lessons'), pictures: files('pictures', true), practices: files('practices') };
}

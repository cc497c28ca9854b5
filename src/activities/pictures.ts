import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT_ROOT, VIEWS } from '../shared/web/project-root.js';
import { id, text, type ActivityText } from './activity-kinds.js';

/** A drawing with the words for those who do not see it. */
export interface Picture {
  name: string;
  alt: ActivityText;
  /** The drawing itself, to stand in the page: no request of its own, and it takes the text's colour. */
  svg: string;
}

const WORDS = join(PROJECT_ROOT, 'seeds', 'activities', 'pictures.json');
const DRAWINGS = join(VIEWS, 'assets', 'pictures', 'activities');

let own: ReadonlyMap<string, Picture> | undefined;

/**
 * The application's own drawings, read once.
 *
 * @throws when one is at fault
 */
export function activityPictures(): ReadonlyMap<string, Picture> {
  if (own) return own;
  const faults: string[] = [];
  const read = readPictures(WORDS, faults);
  if (faults.length > 0) throw new Error(`The drawings have ${faults.length} fault(s):\n${faults.join('\n')}`);
  own = read;
  return own;
}

/**
 * Reads the drawings' names and words; each drawing itself is `<name>.svg`.
 *
 * @param file `pictures.json`
 * @param faults takes what is wrong, in words
 */
export function readPictures(file: string, faults: string[]): Map<string, Picture> {
  const parsed = z.record(id, text).safeParse(readWords(file, faults));
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `pictures.json: ${issue.path.join('.')}: ${issue.message}`));
    return new Map();
  }
  return new Map(Object.entries(parsed.data).map(([name, alt]) => {
    const drawing = join(DRAWINGS, `${name}.svg`);
    if (!existsSync(drawing)) faults.push(`pictures.json: ${name}: there is no drawing ${name}.svg`);
    return [name, { name, alt, svg: existsSync(drawing) ? hidden(readFileSync(drawing, 'utf8').trim()) : '' }];
  }));
}

/** The words stand on what holds the drawing: a screen reader would tell of a second picture inside it, without any. */
function hidden(svg: string): string {
  return svg.replace('<svg ', '<svg aria-hidden="true" ');
}

function readWords(file: string, faults: string[]): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    faults.push(`pictures.json: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
}

import { z } from 'zod';
import { activitiesWith } from '../activities/activity-kinds.js';
import { faultsOf } from '../activities/activity-faults.js';
import { activityPictures } from '../activities/pictures.js';
import { parseFileData } from './lesson-faults.js';

/** What a practice trains. */
const SKILLS = ['devices', 'word-processing', 'internet', 'democracy', 'equity'] as const;

const words = (longest: number) => z.string().trim().min(1).max(longest);
const code = z.string().regex(/^[a-z0-9-]{1,60}$/u);

/** The second one nearly shows it. */
const helps = z.tuple([words(200), words(200)]);

const task = activitiesWith({
  code,
  helps,
  /** The same for a finger on a screen, where it is said otherwise than for mouse and keys. */
  touch: z.strictObject({ ask: words(400).optional(), helps: helps.optional() }).optional(),
  /** What she has just managed. */
  well: words(200),
});

const practice = z.strictObject({
  code, title: words(120), skill: z.enum(SKILLS), intro: words(400),
  /** In place of the introduction where a finger takes the place of mouse and keys. */
  touch: words(400).optional(),
  tasks: z.array(task).min(3).max(6),
});

export type PracticeTask = z.output<typeof task>;
export type PracticeContent = z.output<typeof practice>;

/** Reads the JSON of a practice. @returns the practice, or its faults, each with the task or the line that it is in */
export function readPractice(source: string): { practice: PracticeContent } | { faults: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    return { faults: [jsonFault(source, (error as Error).message)] };
  }
  const parsed = parseFileData(practice, value);
  if (!parsed.success) return { faults: parsed.error.issues.map((issue) => schemaFault(value, issue)) };
  const faults = parsed.data.tasks.flatMap((one, index) => [
    ...parsed.data.tasks.findIndex((other) => other.code === one.code) === index ? [] : [`${one.code}: the code is used twice`],
    ...faultsOf(one, activityPictures()).map((fault) => `${one.code}: ${fault}`),
  ]);
  return faults.length > 0 ? { faults } : { practice: parsed.data };
}

/** @param fileName what its file is named, without the ending */
export function practiceFaults(fileName: string, source: string): string[] {
  const read = readPractice(source);
  if ('faults' in read) return read.faults;
  return read.practice.code === fileName ? [] : [`code: the file is named ${fileName}, the practice ${read.practice.code}`];
}

/** A fault in a task is told by the task's code; by its number when it has none. */
function schemaFault(value: unknown, { path, message }: z.core.$ZodIssue): string {
  const [list, index, ...rest] = path;
  if (list !== 'tasks' || typeof index !== 'number') return `${path.join('.') || 'practice'}: ${message}`;
  const { data } = z.object({ tasks: z.array(z.unknown()) }).safeParse(value);
  const { data: at } = z.object({ code: z.string() }).safeParse(data?.tasks[index]);
  return `${at?.code ?? `task ${index + 1}`}: ${rest.join('.') || 'task'}: ${message}`;
}

/** JSON's own complaint tells a position; whoever edits the file counts lines. */
function jsonFault(source: string, message: string): string {
  const position = /at position (\d+)/u.exec(message)?.[1];
  return `line ${source.slice(0, position === undefined ? source.length : Number(position)).split('\n').length}: ${message}`;
}

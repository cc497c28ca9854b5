import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { lessonFault, parseFileData, schemaFault, type LessonFault } from './lesson-faults.js';

/** A step of a lesson: what the learner reads and does before she presses "next". */
export interface LessonStep {
  title: string;
  /** Markdown without its picture. */
  text: string;
  picture: LessonPicture | null;
  line: number;
}

export interface LessonPicture {
  /** A file of the course's pictures, or of the centre's own: `mouse.svg`. */
  name: string;
  /** Words for who does not see it. */
  alt: string;
}

export type LessonHead = z.output<typeof head>;
export type LessonQuestion = LessonHead['questions'][number];
export type TrainerPlan = LessonHead['plan'];

/** A lesson as its file describes it. */
export interface LessonContent extends LessonHead {
  /** Markdown that stands before the first step. */
  intro: string;
  steps: LessonStep[];
}

export type ReadLesson = { ok: true; lesson: LessonContent } | { ok: false; faults: LessonFault[] };

/** One slip can make the parser stumble over every line that follows. */
const MOST_YAML_FAULTS = 10;
const words = (longest: number) => z.string().trim().min(1).max(longest);
const picked = (most: number) => z.union([words(60).transform((one) => [one]), z.array(words(60)).min(1).max(most)]);

const question = z.strictObject({
  ask: words(200),
  options: z.array(words(140)).length(3),
  /** Counted from 1. */
  right: z.int().min(1).max(3),
  why: words(300),
});

const source = z.strictObject({
  fact: words(300),
  title: words(200),
  url: z.url({ protocol: /^https$/u }),
  checked: z.iso.date(),
});

const plan = z.strictObject({
  stages: z.array(z.strictObject({ minutes: z.int().min(1).max(120), do: words(600) })).min(2).max(12),
  prepare: z.array(words(300)).min(2).max(6),
  wrong: z.array(z.strictObject({ sign: words(300), help: words(400) })).min(3).max(6),
  levels: z.strictObject({ 0: words(400), 1: words(400), 2: words(400), 3: words(400) }),
});

const head = z.strictObject({
  lesson: words(20),
  version: z.int().min(1),
  /** A centre's own; without them the outline's count. */
  title: words(160).optional(),
  aim: words(400).optional(),
  /** What the learner needs for it by herself; the session around it takes the outline's minutes. */
  minutes: z.int().min(10).max(20),
  practice: picked(3),
  questions: z.array(question).length(3),
  sources: z.array(source).max(12).default([]),
  plan,
});

const FENCE = /^---\s*$/u;
const HEADING = /^(#{1,6})\s+(.*?)\s*$/u;
const PICTURE = /^!\[([^\]]*)\]\(([^)\s]+)\)$/u;

/**
 * Reads a lesson: front matter in YAML between two lines `---`, then Markdown of which each `##` begins a step.
 * @returns the lesson, or every fault with its line
 */
export function readLesson(text: string): ReadLesson {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  if (!FENCE.test(lines[0] ?? '') || end < 0) return { ok: false, faults: [lessonFault('no-head', {})] };
  const matter = readHead(lines.slice(1, end).join('\n'));
  const body = readBody(lines, end + 1);
  const faults = [...matter.faults, ...body.faults];
  if (faults.length > 0 || !matter.head) return { ok: false, faults: faults.sort((one, other) => one.line - other.line) };
  return { ok: true, lesson: { ...matter.head, intro: body.intro, steps: body.steps } };
}

function readHead(yaml: string): { head?: LessonHead; faults: LessonFault[] } {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, prettyErrors: false });
  // The front matter begins on the file's second line.
  const lineAt = (offset: number): number => counter.linePos(offset).line + 1;
  if (document.errors.length > 0) {
    return { faults: document.errors.slice(0, MOST_YAML_FAULTS).map(({ message, pos }) => lessonFault('yaml', { line: lineAt(pos[0]) }, { message })) };
  }
  const values = valuesIn(document);
  if ('fault' in values) return { faults: [values.fault] };
  const parsed = parseFileData(head, values.values);
  if (parsed.success) return { head: parsed.data, faults: [] };
  return {
    faults: parsed.error.issues.map((issue) => schemaFault(issue, lineAt(offsetOf(document, issue.path)))),
  };
}

/** Few lines that stand for each other may stand for more than memory holds: the parser gives up on those. */
function valuesIn(document: Document): { values: unknown } | { fault: LessonFault } {
  try {
    return { values: document.toJS() };
  } catch (error) {
    return { fault: lessonFault('yaml', { line: 2 }, { message: (error as Error).message }) };
  }
}

/** Where a value stands, or the nearest thing around it when it is missing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

/** The part that a line belongs to, after so many steps have begun. */
function placeOf(begun: number, beginsStep: boolean): string {
  if (beginsStep) return `steps.${begun}.title`;
  return begun === 0 ? 'intro' : `steps.${begun - 1}.text`;
}

/** @param from index of the first line of the body */
function readBody(lines: readonly string[], from: number): { intro: string; steps: LessonStep[]; faults: LessonFault[] } {
  const faults: LessonFault[] = [];
  const steps: LessonStep[] = [];
  const intro: string[] = [];
  const texts: string[][] = [];
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] as string;
    const heading = HEADING.exec(line);
    const where = { line: index + 1, at: placeOf(steps.length, heading?.[1] === '##') };
    if (/<\/?[a-z!]/iu.test(line)) faults.push(lessonFault('html', where));
    if (heading && heading[1] !== '##') faults.push(lessonFault('heading', where));
    else if (heading) {
      steps.push({ title: heading[2] as string, text: '', picture: null, line: index + 1 });
      texts.push([]);
    } else {
      const picture = PICTURE.exec(line.trim());
      const step = steps.at(-1);
      if (!picture) (texts.at(-1) ?? intro).push(line);
      else if (!step) faults.push(lessonFault('early-picture', where));
      else if (step.picture) faults.push(lessonFault('two-pictures', where));
      else step.picture = { name: picture[2] as string, alt: (picture[1] as string).trim() };
    }
  }
  steps.forEach((step, index) => {
    step.text = (texts[index] ?? []).join('\n').trim();
    const missing = step.title === '' ? 'title' : step.text === '' ? 'text' : null;
    if (missing) faults.push(lessonFault('step-incomplete', { line: step.line, at: `steps.${index}.${missing}` }));
  });
  return { intro: intro.join('\n').trim(), steps, faults };
}

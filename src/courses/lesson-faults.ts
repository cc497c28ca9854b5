import type { z } from 'zod';
import { en } from 'zod/locales';

/** What is wrong with a lesson, and where. */
export interface LessonFault {
  /** Of its file, counted from 1. */
  line: number;
  /** In English, for who works on the files. */
  fault: string;
  /** The same for whoever edits it in the browser: a key of the catalogues. */
  reason: string;
  params: Record<string, string | number>;
  /** The part that it is about: `steps.2.text`, `plan.prepare.0`; null when it is about the whole. */
  at: string | null;
}

const ENGLISH = {
  'no-head': 'the front matter between two lines --- is missing',
  yaml: '{{message}}',
  html: 'HTML has no place in a lesson',
  heading: 'only headings of two signs (##) begin a step',
  'early-picture': 'a picture stands in a step, after its heading',
  'two-pictures': 'a step has one picture at most',
  'step-incomplete': 'a step has a title and a text',
  'other-lesson': 'lesson: this is {{code}}, not {{found}}',
  'plan-minutes': 'plan.stages: take {{taught}} minutes of the {{minutes}} of the session',
  'no-practice': 'practice: there is no practice {{code}}',
  'no-picture': 'there is no picture {{name}}',
  words: 'its {{words}} words are not between {{fewest}} and {{most}}',
  ease: 'its reading ease is {{ease}}, below {{limit}}; the hardest sentence: {{sentence}}',
  steps: 'its {{steps}} steps are not between {{fewest}} and {{most}}',
  pictures: '{{drawn}} of its steps have a picture, at least {{fewest}} should',
  'long-title': 'the title has more than {{most}} letters',
  'short-alt': 'the words for the picture {{name}} are fewer than {{fewest}} letters',
  telltale: 'its title or aim is seen outside the lesson and tells its topic: {{word}}',
  link: 'a link leads to {{address}}, which is no https address',
} as const;

export type FaultKind = keyof typeof ENGLISH;

/** These would break the lesson for whoever reads it; the others are advice to whoever writes it. */
const BREAKING: readonly FaultKind[] = ['html', 'heading', 'early-picture', 'two-pictures', 'step-incomplete', 'other-lesson', 'no-practice', 'no-picture', 'link', 'telltale'];

export function lessonFault(kind: FaultKind, where: { line?: number; at?: string }, params: LessonFault['params'] = {}): LessonFault {
  const fault = ENGLISH[kind].replace(/\{\{(\w+)\}\}/gu, (_, name: string) => String(params[name] ?? ''));
  return { line: where.line ?? 1, fault, reason: `lessons:faults.${kind}`, params, at: where.at ?? null };
}

/** A lesson with such a fault can be read and taught, though not well. */
export function isAdvice({ reason }: LessonFault): boolean {
  const kind = reason.replace('lessons:faults.', '');
  return kind in ENGLISH && !BREAKING.includes(kind as FaultKind) && kind !== 'yaml' && kind !== 'no-head';
}

/** Reads a file's data; its complaints are in English, whatever the forms of Minka are set to say. */
export function parseFileData<S extends z.ZodType>(schema: S, value: unknown): z.ZodSafeParseResult<z.output<S>> {
  return schema.safeParse(value, { error: en().localeError });
}

/** A complaint of a schema as a fault. */
export function schemaFault(issue: z.core.$ZodIssue, line: number): LessonFault {
  const at = issue.path.join('.');
  return { line, fault: `${at || 'front matter'}: ${issue.message}`, at: at || null, ...reasonOf(issue, at) };
}

/** The same for people: what the form of the lesson says beside the field. */
function reasonOf(issue: z.core.$ZodIssue, at: string): Pick<LessonFault, 'reason' | 'params'> {
  const params = { part: at };
  if (issue.code === 'too_big' && issue.origin === 'string') return { reason: 'lessons:faults.too-long', params: { ...params, maximum: Number(issue.maximum) } };
  if (issue.code === 'too_big') return { reason: `lessons:faults.${issue.origin === 'array' ? 'too-many' : 'too-big'}`, params: { ...params, maximum: Number(issue.maximum) } };
  if (issue.code === 'too_small' && issue.origin !== 'string') {
    return { reason: `lessons:faults.${issue.origin === 'array' ? 'too-few' : 'too-small'}`, params: { ...params, minimum: Number(issue.minimum) } };
  }
  if (issue.code === 'invalid_format') return { reason: `lessons:faults.${issue.format === 'date' ? 'date' : 'address'}`, params };
  if (issue.code === 'unrecognized_keys') return { reason: 'lessons:faults.unknown', params: { ...params, part: issue.keys.join(', ') } };
  return { reason: 'lessons:faults.missing', params };
}

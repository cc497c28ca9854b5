import { z } from 'zod';

export const SKILLS = ['devices', 'word-processing', 'internet', 'democracy', 'equity'] as const;

const practice = z.looseObject({
  code: z.string().regex(/^[a-z0-9-]{3,60}$/u),
  title: z.string().trim().min(1).max(120),
  skill: z.enum(SKILLS),
  intro: z.string().trim().min(1).max(400),
  tasks: z.array(z.looseObject({ code: z.string().regex(/^[a-z0-9-]{1,60}$/u) })).min(3).max(6),
});

export type PracticeContent = z.output<typeof practice>;

/** Reads the JSON of a practice. @returns the practice, or its faults */
export function readPractice(source: string): { practice: PracticeContent } | { faults: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    return { faults: [(error as Error).message] };
  }
  const parsed = practice.safeParse(value);
  return parsed.success ? { practice: parsed.data } : { faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'practice'}: ${message}`) };
}

/** @param code what its file is named */
export function practiceFaults(code: string, source: string): string[] {
  const read = readPractice(source);
  if ('faults' in read) return read.faults;
  return read.practice.code === code ? [] : [`code: this is ${code}, not ${read.practice.code}`];
}

import { stringify } from 'yaml';
import type { LessonContent, LessonStep } from '../lesson-content.js';

/** Text in quotes, one value a line: whatever somebody types stays a value. */
const PLAIN = { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', doubleQuotedMinMultiLineLength: 1_000_000 } as const;

/** A lesson as the text of its file; `readLesson` makes the same lesson of it. */
export function writeLesson({ intro, steps, ...head }: LessonContent): string {
  return ['---', stringify(head, PLAIN).trimEnd(), '---', ...intro === '' ? [] : [intro, ''], ...steps.map(stepSource)].join('\n');
}

function stepSource({ title, text, picture }: LessonStep): string {
  const drawing = picture ? `![${picture.alt}](${picture.name})\n\n` : '';
  return `## ${title}\n${drawing}${text}\n`;
}

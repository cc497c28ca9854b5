import { UsageError } from '../shared/kernel/usage-error.js';
import { courseFaults, readCourses } from './course-content.js';
import { readLesson } from './lesson-content.js';
import { readText } from './lesson-laws.js';
import { readingEase } from './reading-ease.js';

/** `npm run minka -- check-courses`: every fault in seeds/courses/, or how long and how easy each lesson is. */
export function run(): Promise<string> {
  const courses = readCourses();
  const faults = courses.flatMap((content) => courseFaults(content));
  if (faults.length > 0) throw new UsageError(faults.map(({ message }) => message).join('\n'));
  const lines = courses.flatMap(({ files }) => [...files.lessons].flatMap(([code, source]) => {
    const read = readLesson(source);
    if (!read.ok) return [];
    const { words, ease } = readingEase(readText(read.lesson));
    return [`${code}  ${String(words).padStart(4)} words  ease ${ease.toFixed(0)}`];
  }));
  return Promise.resolve([...lines, `${lines.length} lessons, no fault.`].join('\n'));
}

import { readLesson, type LessonContent, type LessonFault } from './lesson-content.js';
import { plainText } from './lesson-markdown.js';
import { readingEase } from './reading-ease.js';

/** What a lesson is held against: its place in the outline and what else there is in the course. */
export interface LessonPlace {
  code: string;
  /** Minutes in the classroom. */
  minutes: number;
  pictures: ReadonlySet<string>;
  practices: ReadonlySet<string>;
}

export const EASIEST_LIMIT = 70;
const STEPS = { fewest: 4, most: 7, withPicture: 3 };
const WORDS = { fewest: 250, most: 650 };
const LONGEST_TITLE = 60;
const SHORTEST_ALT = 15;

/** The text of a lesson that its reading ease is measured on: what she reads, not what the trainer reads. */
export function readText({ intro, steps, questions }: Pick<LessonContent, 'intro' | 'steps' | 'questions'>): string {
  const body = bodyText({ intro, steps });
  const asked = questions.flatMap(({ ask, options, why }) => [ask, ...options, why]);
  return [body, ...asked].join('\n');
}

/** Every fault of a lesson's file: what cannot be read in it, or else what makes it unfit to be taught. */
export function lessonSourceFaults(source: string, place: LessonPlace): LessonFault[] {
  const read = readLesson(source);
  return read.ok ? lessonFaults(read.lesson, place) : read.faults;
}

/** What makes a lesson unfit to be taught as it stands; the same for what is shipped and for what a centre writes. */
export function lessonFaults(lesson: LessonContent, place: LessonPlace): LessonFault[] {
  const faults: LessonFault[] = [];
  const fault = (line: number, text: string): unknown => faults.push({ line, fault: text });
  if (lesson.lesson !== place.code) fault(2, `lesson: this is ${place.code}, not ${lesson.lesson}`);
  const taught = lesson.plan.stages.reduce((sum, { minutes }) => sum + minutes, 0);
  if (taught !== place.minutes) fault(1, `plan.stages: take ${taught} minutes of the ${place.minutes} of the session`);
  for (const code of lesson.practice) if (!place.practices.has(code)) fault(1, `practice: there is no practice ${code}`);
  faults.push(...stepFaults(lesson, place.pictures));
  const { words } = readingEase(bodyText(lesson));
  if (words < WORDS.fewest || words > WORDS.most) fault(1, `its ${words} words are not between ${WORDS.fewest} and ${WORDS.most}`);
  const { ease } = readingEase(readText(lesson));
  if (ease < EASIEST_LIMIT) fault(1, `its reading ease is ${ease.toFixed(1)}, below ${EASIEST_LIMIT}`);
  return faults;
}

function stepFaults({ steps }: LessonContent, pictures: ReadonlySet<string>): LessonFault[] {
  const faults: LessonFault[] = [];
  if (steps.length < STEPS.fewest || steps.length > STEPS.most) {
    faults.push({ line: 1, fault: `its ${steps.length} steps are not between ${STEPS.fewest} and ${STEPS.most}` });
  }
  const drawn = steps.filter(({ picture }) => picture !== null).length;
  if (drawn < STEPS.withPicture) faults.push({ line: 1, fault: `${drawn} of its steps have a picture, at least ${STEPS.withPicture} should` });
  for (const { title, text, picture, line } of steps) {
    if (title.length > LONGEST_TITLE) faults.push({ line, fault: `the title has more than ${LONGEST_TITLE} letters` });
    if (picture && !pictures.has(picture.name)) faults.push({ line, fault: `there is no picture ${picture.name}` });
    if (picture && picture.alt.length < SHORTEST_ALT) faults.push({ line, fault: `the words for the picture ${picture.name} are fewer than ${SHORTEST_ALT} letters` });
    for (const [, address] of text.matchAll(/\]\(([^)\s]*)/gu)) {
      if (!/^https:\/\/[\w.-]+\.[a-z]{2,}(\/\S*)?$/u.test(address as string)) faults.push({ line, fault: `a link leads to ${address}, which is no https address` });
    }
  }
  return faults;
}

function bodyText({ intro, steps }: Pick<LessonContent, 'intro' | 'steps'>): string {
  return [intro, ...steps.flatMap(({ title, text }) => [title, text])].map(plainText).join('\n');
}

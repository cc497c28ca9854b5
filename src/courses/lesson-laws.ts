import { readLesson, type LessonContent, type LessonStep } from './lesson-content.js';
import { lessonFault, type LessonFault } from './lesson-faults.js';
import { plainText } from './lesson-markdown.js';
import { hardestSentence, readingEase } from './reading-ease.js';
import { telltaleIn } from './telltale.js';

/** What a lesson is held against: its place in the outline and what else there is in the course. */
export interface LessonPlace {
  code: string;
  /** Minutes in the classroom. */
  minutes: number;
  pictures: ReadonlySet<string>;
  practices: ReadonlySet<string>;
  /** Who is seen with it may be in danger. */
  discreet: boolean;
}

const EASIEST_LIMIT = 70;
const STEPS = { fewest: 4, most: 7, withPicture: 3 };
const WORDS = { fewest: 250, most: 650 };
const LONGEST_TITLE = 60;
const SHORTEST_ALT = 15;

type Read = Pick<LessonContent, 'intro' | 'steps' | 'questions'>;

/** The text of a lesson that its reading ease is measured on: what she reads, not what the trainer reads. */
export function readText(lesson: Read): string {
  return partsOf(lesson).map(({ text }) => text).join('\n');
}

/** Every fault of a lesson's file: what cannot be read in it, or else what makes it unfit to be taught. */
export function lessonSourceFaults(source: string, place: LessonPlace): LessonFault[] {
  const read = readLesson(source);
  return read.ok ? lessonFaults(read.lesson, place) : read.faults;
}

/** What makes a lesson unfit to be taught as it stands; the same for what is shipped and for what a centre writes. */
export function lessonFaults(lesson: LessonContent, place: LessonPlace): LessonFault[] {
  const faults: LessonFault[] = [];
  if (lesson.lesson !== place.code) faults.push(lessonFault('other-lesson', { line: 2 }, { code: place.code, found: lesson.lesson }));
  const taught = lesson.plan.stages.reduce((sum, { minutes }) => sum + minutes, 0);
  if (taught !== place.minutes) faults.push(lessonFault('plan-minutes', { at: 'plan.stages.0.minutes' }, { taught, minutes: place.minutes }));
  for (const code of lesson.practice.filter((one) => !place.practices.has(one))) faults.push(lessonFault('no-practice', { at: 'practice' }, { code }));
  return [...faults, ...(place.discreet ? telltaleFaults(lesson) : []), ...lesson.steps.flatMap((step, index) => stepFaults(step, index, place.pictures)), ...shapeFaults(lesson), ...readingFaults(lesson)];
}

/** @param head a title and an aim that stand in lists and in the browser's history */
export function telltaleFaults(head: { title?: string; aim?: string }): LessonFault[] {
  return (['title', 'aim'] as const).flatMap((at) => {
    const word = telltaleIn(head[at] ?? '');
    return word === null ? [] : [lessonFault('telltale', { at }, { word })];
  });
}

function shapeFaults({ steps, intro }: LessonContent): LessonFault[] {
  const drawn = steps.filter(({ picture }) => picture !== null).length;
  return [
    ...steps.length < STEPS.fewest || steps.length > STEPS.most
      ? [lessonFault('steps', {}, { steps: steps.length, fewest: STEPS.fewest, most: STEPS.most })] : [],
    ...drawn < STEPS.withPicture ? [lessonFault('pictures', {}, { drawn, fewest: STEPS.withPicture })] : [],
    ...linkFaults(intro, { at: 'intro' }),
  ];
}

function stepFaults({ title, text, picture, line }: LessonStep, index: number, pictures: ReadonlySet<string>): LessonFault[] {
  const at = (part: string): { line: number; at: string } => ({ line, at: `steps.${index}.${part}` });
  return [
    ...title.length > LONGEST_TITLE ? [lessonFault('long-title', at('title'), { most: LONGEST_TITLE })] : [],
    ...picture && !pictures.has(picture.name) ? [lessonFault('no-picture', at('picture'), { name: picture.name })] : [],
    ...picture && picture.alt.length < SHORTEST_ALT ? [lessonFault('short-alt', at('alt'), { name: picture.name, fewest: SHORTEST_ALT })] : [],
    ...linkFaults(text, at('text')),
  ];
}

function linkFaults(text: string, where: { line?: number; at: string }): LessonFault[] {
  return [...text.matchAll(/\]\(([^)\s]*)/gu)].map(([, address]) => address as string)
    .filter((address) => !/^https:\/\/[\w.-]+\.[a-z]{2,}(\/\S*)?$/u.test(address))
    .map((address) => lessonFault('link', where, { address }));
}

/** How long it is and how easily it reads; what is hard is named where it stands. */
function readingFaults(lesson: LessonContent): LessonFault[] {
  const { words } = readingEase(partsOf(lesson).filter(({ body }) => body).map(({ text }) => text).join('\n'));
  const { ease } = readingEase(readText(lesson));
  return [
    ...words < WORDS.fewest || words > WORDS.most ? [lessonFault('words', {}, { words, fewest: WORDS.fewest, most: WORDS.most })] : [],
    ...ease < EASIEST_LIMIT ? [easeFault(lesson, ease)] : [],
  ];
}

function easeFault(lesson: LessonContent, ease: number): LessonFault {
  const hardest = partsOf(lesson).flatMap(({ at, text }) => {
    const found = hardestSentence(text);
    return found ? [{ at, ...found }] : [];
  }).sort((one, other) => one.ease - other.ease)[0];
  return lessonFault('ease', { at: hardest?.at }, { ease: ease.toFixed(1), limit: EASIEST_LIMIT, sentence: hardest?.sentence ?? '' });
}

/** What she reads, part by part; the body is what she reads before the questions. */
function partsOf({ intro, steps, questions }: Read): { at: string; text: string; body: boolean }[] {
  return [
    { at: 'intro', text: plainText(intro), body: true },
    ...steps.flatMap(({ title, text }, index) => [
      { at: `steps.${index}.title`, text: plainText(title), body: true }, { at: `steps.${index}.text`, text: plainText(text), body: true }]),
    ...questions.flatMap(({ ask, options, why }, index) => [
      { at: `questions.${index}.ask`, text: ask, body: false },
      ...options.map((text, option) => ({ at: `questions.${index}.options.${option}`, text, body: false })),
      { at: `questions.${index}.why`, text: why, body: false }]),
  ];
}

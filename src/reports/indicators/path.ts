import type { LearnerFacts } from '../facts/learner-facts.js';
import { type IndicatorDefinition, type Period, type PersonSeen } from './indicator.js';
import { firstCame, foundOnce, isUntil, isWithin, NO_SHARES, OF_HERSELF } from './shares.js';

/** The way of a learner, from the desk to what she does with what she learned. */
export const PATH_STEPS = ['registered', 'diagnosed', 'placed', 'grouped', 'came', 'completed-1', 'came-2', 'acted'] as const;
export type PathStep = (typeof PATH_STEPS)[number];

/** Whether she had taken a step by the end of the period, at one of the centres. */
const TAKEN: Record<PathStep, (one: LearnerFacts, period: Period) => boolean> = {
  registered: ({ registeredOn }, period) => isUntil(period, registeredOn),
  diagnosed: ({ diagnosedOn }, period) => isUntil(period, diagnosedOn),
  placed: ({ levels }, period) => levels.some(({ on }) => isUntil(period, on)),
  grouped: ({ courses }, period) => courses.some(({ groupedOn }) => isUntil(period, groupedOn)),
  came: ({ courses }, period) => courses.some((course) => isUntil(period, firstCame(course))),
  'completed-1': ({ courses }, period) => courses.some(({ course, completedOn }) => course === 1 && isUntil(period, completedOn)),
  'came-2': ({ courses }, period) => courses.some((course) => course.course === 2 && isUntil(period, firstCame(course))),
  acted: ({ actions }, period) => actions.some(({ on }) => isUntil(period, on)),
};

/** How far somebody got by the end of the period; null for whom the centres do not know by then. She who came without a diagnosis has passed that step too. */
export function furthestStep({ facts, period }: Pick<PersonSeen, 'facts' | 'period'>): PathStep | null {
  return PATH_STEPS.findLast((step) => facts.some((one) => TAKEN[step](one, period))) ?? null;
}

/** Those who were registered in the period are followed. */
export function isOnPath({ facts, period }: Pick<PersonSeen, 'facts' | 'period'>): boolean {
  return facts.some(({ registeredOn }) => isWithin(period, registeredOn));
}

const placeOnPath = foundOnce((person) => (isOnPath(person) ? PATH_STEPS.indexOf(furthestStep(person) ?? 'registered') : null));

/** One for each step: of those registered in the period, how many had got there, or further, by its end. What is lost between two is their difference. */
export const PATH: readonly IndicatorDefinition[] = PATH_STEPS.map((step, place) => ({
  code: `path-${step}`, version: 1, form: 'ratio', unit: 'people', level: 'individual', criteria: ['relevance', 'effectiveness'], proof: 'people',
  dimensions: OF_HERSELF, once: 'person',
  counts: { people: { name: 'path' }, of: { name: 'path' }, value: { name: `path-${step}`, inside: PATH_STEPS.slice(0, place).map((before) => `path-${before}`) } },
  shares: (person) => {
    const got = placeOnPath(person);
    return got === null ? NO_SHARES : [{ value: got >= place ? 1 : 0, of: 1, record: person.personId }];
  },
}));

import { atAnswer } from './gains.js';
import type { IndicatorDefinition, Share } from './indicator.js';
import { isWithin, OF_A_COURSE } from './shares.js';

/** What people say of the course. */
export const SATISFACTION: readonly IndicatorDefinition[] = [
  {
    code: 'satisfaction', version: 1, form: 'mean', unit: 'points', level: 'individual', criteria: ['relevance', 'effectiveness'], proof: 'surveys',
    dimensions: OF_A_COURSE,
    shares: ({ facts, period }) => facts.flatMap((one) => one.answers.flatMap((answer): Share[] => (answer.satisfaction !== null && isWithin(period, answer.on)
      ? [{ value: answer.satisfaction, of: 1, at: atAnswer(one, answer), record: answer.surveyId }] : []))),
  },
];

import type { Dimension, IndicatorDefinition } from './indicator.js';

const OF_THE_BOOKS = ['centre', 'month'] as const satisfies readonly Dimension[];

/** What is measured from the books, the rooms and the registers of the centres, and not from people's facts: see `measures/`. */
export const MONEY: readonly IndicatorDefinition[] = [
  { code: 'fees-charged', version: 1, form: 'count', unit: 'cents', level: 'organisation', criteria: ['sustainability'], proof: 'receipts', dimensions: [...OF_THE_BOOKS, 'course'] },
  { code: 'fees-paid', version: 1, form: 'count', unit: 'cents', level: 'organisation', criteria: ['sustainability'], proof: 'receipts', dimensions: [...OF_THE_BOOKS, 'course'] },
  { code: 'waivers', version: 1, form: 'count', unit: 'cents', level: 'individual', criteria: ['relevance', 'sustainability'], proof: 'receipts', dimensions: [...OF_THE_BOOKS, 'course'] },
  { code: 'contributions', version: 1, form: 'count', unit: 'cents', level: 'organisation', criteria: ['sustainability'], proof: 'entries', dimensions: OF_THE_BOOKS },
  { code: 'in-kind', version: 1, form: 'count', unit: 'cents', level: 'organisation', criteria: ['sustainability'], proof: 'entries', dimensions: OF_THE_BOOKS },
  {
    code: 'cost-per-learner', version: 1, form: 'mean', unit: 'cents', level: 'organisation', criteria: ['efficiency'], proof: 'entries', dimensions: ['centre'],
    counts: { people: { name: 'trained' }, of: { name: 'trained' } },
  },
  // Cents by the minute that people attended, said by the hour.
  { code: 'cost-per-hour', version: 1, form: 'mean', unit: 'cents', scale: 60, per: 'minutes', level: 'organisation', criteria: ['efficiency'], proof: 'entries', dimensions: ['centre'] },
  { code: 'seat-use', version: 1, form: 'ratio', unit: 'minutes', level: 'organisation', criteria: ['efficiency'], proof: 'sessions', dimensions: [...OF_THE_BOOKS, 'course', 'level'] },
  { code: 'registers-missing', version: 1, form: 'count', unit: 'sessions', level: 'organisation', criteria: ['efficiency'], proof: 'sessions', dimensions: [...OF_THE_BOOKS, 'course'] },
];

import type { FeeFacts } from '../facts/learner-facts.js';
import type { Dimension, IndicatorDefinition, PersonSeen, Share } from './indicator.js';
import { feePlace } from './places.js';
import { isWithin, NO_SHARES } from './shares.js';

const OF_THE_BOOKS = ['centre', 'month'] as const satisfies readonly Dimension[];

/** Fees, of the people whose they are; the others are measured from the books, the rooms and the registers of the centres: see `measures/`. */
export const MONEY: readonly IndicatorDefinition[] = [
  {
    code: 'fees-charged', version: 1, form: 'count', unit: 'cents', level: 'organisation', criteria: ['sustainability'], proof: 'receipts', dimensions: [...OF_THE_BOOKS, 'course'],
    shares: (person) => feesOf(person, 'charged'),
  },
  {
    code: 'fees-paid', version: 1, form: 'count', unit: 'cents', level: 'organisation', criteria: ['sustainability'], proof: 'receipts', dimensions: [...OF_THE_BOOKS, 'course'],
    shares: (person) => feesOf(person, 'paid'),
  },
  {
    code: 'waivers', version: 1, form: 'count', unit: 'cents', level: 'individual', criteria: ['relevance', 'sustainability'], proof: 'receipts', dimensions: [...OF_THE_BOOKS, 'course'],
    shares: (person) => feesOf(person, 'waived'),
  },
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

function feesOf({ facts, period }: PersonSeen, wanted: FeeFacts[0]): readonly Share[] {
  let shares: Share[] | null = null;
  for (const { centreId, fees } of facts) {
    for (const [what, on, course, cents] of fees) {
      if (what === wanted && isWithin(period, on)) (shares ??= []).push({ value: cents, of: 0, at: feePlace(centreId, on, course) });
    }
  }
  return shares ?? NO_SHARES;
}

import { ORGANISATION_TYPES } from '../../organisations/organisation-types.js';
import { ACCESSES, PARTICIPANT_KINDS, SEXES } from '../../people/person-words.js';
import { AGE_GROUPS } from '../../shared/kernel/age-groups.js';
import { type Dimension, UNKNOWN } from './indicator.js';

const ORDERS: Partial<Record<Dimension, readonly string[]>> = {
  sex: SEXES, age: AGE_GROUPS, access: ACCESSES, organisationType: ORGANISATION_TYPES, kind: PARTICIPANT_KINDS,
};

/** The order in which the parts of a dimension are read: as its words are listed, else by number and letter; what nobody knows comes last. */
export function compareValues(dimension: Dimension, a: string, b: string): number {
  return placeOf(dimension, a) - placeOf(dimension, b) || (a < b ? -1 : Number(a > b));
}

function placeOf(dimension: Dimension, value: string): number {
  if (value === UNKNOWN) return Number.MAX_SAFE_INTEGER;
  const place = ORDERS[dimension]?.indexOf(value) ?? 0;
  return place < 0 ? 1_000 : place;
}

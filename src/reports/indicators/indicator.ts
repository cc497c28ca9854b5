import type { LearnerFacts } from '../facts/learner-facts.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';

/** Both days included. */
export interface Period {
  from: LocalDate;
  to: LocalDate;
}

/**
 * What a figure can be split by, or narrowed to. `age` is INEI's band on the last day of the period; a `sector` is one of
 * a district (`Villa El Salvador · 2`); a `post` is one that an official holds.
 */
export const DIMENSIONS = [
  'sex', 'age', 'access', 'district', 'sector', 'organisationType', 'centre', 'course', 'level', 'kind', 'month', 'actionKind', 'post',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A value of a dimension that nobody knows of somebody: counted, never left out. */
export const UNKNOWN = 'unknown';

/** A figure narrowed to some values. */
export type Slice = Partial<Record<Dimension, string>>;

/** What figures are asked for: at these centres, in this period, of those to whom the slice applies. */
export interface Scope {
  centreIds: readonly Id[];
  period: Period;
  slice?: Slice;
}

/**
 * A figure as parts that can be added and taken off again: `value` of `of` (a ratio's numerator and denominator, a mean's
 * sum and count; `of` is 0 for a plain count), made up by so many people. All whole numbers.
 */
export interface Cell {
  value: number;
  of: number;
  people: number;
}

/** How a cell is said: as its value, as value of of in per cent, or as the mean value. */
export type Form = 'count' | 'ratio' | 'mean';

export type Unit = 'people' | 'participations' | 'sessions' | 'minutes' | 'points' | 'organisations' | 'posts' | 'actions' | 'cents' | 'seats';

/** At which level of the Grassroots Development Framework (Inter-American Foundation) a result shows. */
export const GDF_LEVELS = ['individual', 'organisation', 'society'] as const;
export type GdfLevel = (typeof GDF_LEVELS)[number];

/** What an indicator helps to judge: the criteria of OECD DAC that UNDEF's evaluations ask for, and its own. */
export const CRITERIA = ['relevance', 'effectiveness', 'efficiency', 'impact', 'sustainability', 'undef_added_value'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** What stands behind a figure, row by row. */
export type ProofKind = 'people' | 'sessions' | 'enrolments' | 'tests' | 'coaching' | 'actions' | 'surveys' | 'organisations' | 'receipts' | 'entries';

/** A person as an indicator sees her: her facts at the centres asked for, and what is known of her on the last day of the period. */
export interface PersonSeen {
  personId: Id;
  facts: readonly LearnerFacts[];
  period: Period;
  /** Nobody asks for the records behind her shares: those at one place that would be added up may come as one. */
  summed?: true;
}

/**
 * A part that a person adds to a figure; `at` says of what course, level, month or centre the part is, beside what is known
 * of herself. Shares in a row that are at the same object are added up before they are split; those of one record stand in a row.
 * All shares of an indicator speak of the same dimensions.
 */
export interface Share {
  value: number;
  of: number;
  at?: Slice;
  /** The record behind it, for the proof: a session, an enrolment, a booking … */
  record?: Id;
}

/** People of a name of their own (`trained`), or those of them to whom a slice applies. */
export interface Population {
  name: string;
  where?: Slice;
  /** The names of others of whom they all are: who is in those and not in these comes out by taking off. */
  inside?: readonly string[];
}

/** An indicator of the catalogue: defined here once, in words under `indicators:CODE.*` (name, definition, numerator, denominator, source). */
export interface IndicatorDefinition {
  code: string;
  /** Rises with each change of what it counts: reports keep the version that they were made by. */
  version: number;
  form: Form;
  unit: Unit;
  level: GdfLevel;
  criteria: readonly Criterion[];
  proof: ProofKind;
  /** By what it can be split. */
  dimensions: readonly Dimension[];
  /** What the value of a count, or the value by `of` of a mean, is multiplied with to be said: 60 for cents by the minute that are said by the hour. */
  scale?: number;
  /** What a mean is of, where that is not people; it is counted in units, and the scale is of it. */
  per?: Unit;
  /** A person, or a record of hers, counts once in each cell, as the greatest of her shares there; without it her shares are added up. */
  once?: 'person' | 'record';
  /** Whom its numbers count, so that figures that count the same people are hidden together. */
  counts?: { people?: Population; value?: Population; of?: Population };
  /** For what is added up from people; the others are measured from the records of centres (`measures/`). */
  shares?: (person: PersonSeen) => readonly Share[];
}

/** Fees are of people as well, and proved by the receipts and not by people's records. */
export function isProvenByPeople({ shares, proof }: IndicatorDefinition): boolean {
  return shares !== undefined && proof !== 'receipts';
}

/** A figure with its parts. The parts of a dimension, unknown included, add up to the whole and the overlap. */
export interface Figure {
  code: string;
  total: Cell;
  by: Partial<Record<Dimension, { value: string; cell: Cell }[]>>;
  /** What stands in several parts of a dimension: people of two centres, two courses, two organisations. Nothing where there are none. */
  overlap?: Partial<Record<Dimension, Cell>>;
}

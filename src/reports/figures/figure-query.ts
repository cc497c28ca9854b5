import { ACTION_KINDS } from '../../civic-actions/action-words.js';
import { ACCESSES, PARTICIPANT_KINDS } from '../../people/person-words.js';
import { ORGANISATION_TYPES } from '../../organisations/organisation-types.js';
import { AGE_GROUPS } from '../../shared/kernel/age-groups.js';
import { LEVELS } from '../../shared/kernel/levels.js';
import type { Id } from '../../shared/kernel/ids.js';
import { formatLocalDate, isLocalDate, parseLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import type { FailedForm, FormFault } from '../../shared/web/forms.js';
import { DIMENSIONS, UNKNOWN, type Dimension, type Period, type Slice } from '../indicators/indicator.js';
import { isTooLong, lastQuarter, thisYear } from './periods.js';

/** A project of the centre: its dates can be chosen as a period. */
export interface ProjectDates {
  id: Id;
  title: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** Of what figures are asked for. */
export interface FigureQuery {
  /** `year`, `quarter`, `free`, or a project's id. */
  choice: string;
  period: Period;
  slice: Slice;
  /** All centres that the viewer administers, together. */
  together: boolean;
}

export interface ReadFigureQuery {
  asked: FigureQuery;
  form: FailedForm;
}

/** What can be narrowed to on the pages of figures: a month is chosen by its dates, a centre by being there. */
export const FILTERS = ['sex', 'age', 'access', 'district', 'sector', 'organisationType', 'course', 'level', 'kind'] as const satisfies readonly Dimension[];

/** The values of those dimensions that are known beforehand. */
export const KNOWN_VALUES: Partial<Record<Dimension, readonly string[]>> = {
  sex: ['female', 'male', 'other', UNKNOWN], age: AGE_GROUPS, access: [...ACCESSES, UNKNOWN], organisationType: [...ORGANISATION_TYPES, UNKNOWN],
  level: [...LEVELS.map(String), UNKNOWN], kind: PARTICIPANT_KINDS, actionKind: ACTION_KINDS,
};

const LONGEST_VALUE = 120;

/** Reads an address: this year unless it says otherwise. What cannot be understood is said, and the rest is answered. @param several whether she may ask for several centres together */
export function readFigureQuery(query: Readonly<Record<string, unknown>>, today: LocalDate, projects: readonly ProjectDates[], several: boolean): ReadFigureQuery {
  const faults: FormFault[] = [];
  const { choice, period } = readPeriod(query, periodsFor(today, projects), faults);
  const slice = readSlice(query, faults);
  const together = several && query.together === 'yes';
  const isWrong = faults.some(({ field }) => field === 'from' || field === 'to');
  const dates = Object.fromEntries((['from', 'to'] as const).map((name) => [name, isWrong ? typedDate(text(query[name]), period[name]) : formatLocalDate(period[name])]));
  return { asked: { choice, period, slice, together }, form: { values: { ...dates, ...slice, period: choice, together: together ? 'yes' : '' }, faults } };
}

/** What she wrote where it is to be put right: both dates, for one says what is wrong with the other. */
function typedDate(typed: string, usual: LocalDate): string {
  const date = typed === '' ? usual : parseLocalDate(typed);
  return date === null ? typed : formatLocalDate(date);
}

/** The periods that have a name, by it. */
type Periods = Readonly<Record<string, Period>> & { year: Period };

function periodsFor(today: LocalDate, projects: readonly ProjectDates[]): Periods {
  const dates = Object.fromEntries(projects.map(({ id, startsOn, endsOn }) => [id, { from: startsOn, to: endsOn }]));
  return { ...dates, year: thisYear(today), quarter: lastQuarter(today) };
}

/** Dates that were written over those of the form go before what was chosen in its list: nobody chooses twice. */
function readPeriod(query: Readonly<Record<string, unknown>>, periods: Periods, faults: FormFault[]): { choice: string; period: Period } {
  const edited = text(query.was) !== '' && text(query.was) !== `${text(query.from)}~${text(query.to)}`;
  const choice = edited ? 'free' : text(query.period) || (text(query.from) || text(query.to) ? 'free' : 'year');
  const named = Object.hasOwn(periods, choice) ? periods[choice] : undefined;
  if (named) return { choice, period: named };
  const free = choice === 'free' ? readDates(query, periods, faults) : null;
  if (free) return free;
  faults.push({ field: 'period', reason: 'figures:refusals.period' });
  return { choice: 'year', period: periods.year };
}

function readDates(query: Readonly<Record<string, unknown>>, periods: Periods, faults: FormFault[]): { choice: string; period: Period } {
  const dateOf = (name: 'from' | 'to'): LocalDate => {
    const typed = text(query[name]);
    const date = typed === '' ? periods.year[name] : parseLocalDate(typed);
    if (date === null) faults.push({ field: name, reason: 'web:errors.date' });
    return date ?? periods.year[name];
  };
  const period = { from: dateOf('from'), to: dateOf('to') };
  const ordered = period.from <= period.to;
  if (faults.length > 0) return { choice: 'free', period: ordered ? period : periods.year };
  if (!ordered) faults.push({ field: 'to', reason: 'figures:refusals.order' });
  const named = Object.keys(periods).find((name) => periods[name]?.from === period.from && periods[name].to === period.to);
  if (named === undefined && isTooLong(period)) faults.push({ field: 'from', reason: 'reports:refusals.too-long' });
  return { choice: named ?? 'free', period: faults.length > 0 ? periods.year : period };
}

/** Every dimension, also those that have no field: a cell's link to its proof narrows by them. */
function readSlice(query: Readonly<Record<string, unknown>>, faults: FormFault[]): Slice {
  const slice: Slice = {};
  for (const dimension of DIMENSIONS) {
    const value = text(query[dimension]);
    if (value === '') continue;
    if (!mayNarrow(dimension, value)) faults.push({ field: dimension, reason: 'web:errors.not-a-choice' });
    else slice[dimension] = value;
  }
  return slice;
}

/** Whether a value can be one of a dimension: of those that are known beforehand one of them, of months one of the calendar. */
export function mayNarrow(dimension: Dimension, value: string): boolean {
  if (value === UNKNOWN) return true;
  if (dimension === 'month') return isLocalDate(`${value}-01`);
  return value.length <= LONGEST_VALUE && (KNOWN_VALUES[dimension]?.includes(value) ?? true);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** The address of a page of figures for the same question, with more to ask: `null` takes a part of it away. */
export function figuresAddress(path: string, { period, slice, together }: Pick<FigureQuery, 'period' | 'slice' | 'together'>, more: Readonly<Record<string, string | number | null>> = {}): string {
  const parameters = new URLSearchParams({ from: period.from, to: period.to, ...slice, ...together ? { together: 'yes' } : {} });
  for (const [name, value] of Object.entries(more)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, String(value));
  }
  return `${path}?${parameters.toString()}`;
}

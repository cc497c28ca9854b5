import { addDays, type LocalDate } from '../../shared/kernel/local-date.js';

/** A period for which a project has promised targets, and which no report tells of yet. */
export interface PromisedPeriod {
  projectId: string;
  title: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  /** Sessions of the period, up to yesterday, whose register nobody saved. */
  missing: number;
}

export interface ReportDue extends PromisedPeriod {
  /** Its last day is behind: the report can be made. */
  over: boolean;
}

/** So many days before its end a period comes into view. */
export const IN_VIEW = 30;

/** The reports that are to be made or prepared, the one that waits longest first. Of periods that end together the longest stands for all. */
export function reportsDue(periods: readonly PromisedPeriod[], today: LocalDate): ReportDue[] {
  const inView = periods.filter(({ endsOn }) => endsOn <= addDays(today, IN_VIEW));
  const within = (inner: PromisedPeriod, outer: PromisedPeriod): boolean => (
    inner !== outer && inner.projectId === outer.projectId && inner.endsOn === outer.endsOn && outer.startsOn < inner.startsOn);
  return inView.filter((period) => !inView.some((other) => within(period, other)))
    .map((period) => ({ ...period, over: period.endsOn < today }))
    .sort((a, b) => (a.endsOn === b.endsOn ? a.title.localeCompare(b.title, 'es') : a.endsOn < b.endsOn ? -1 : 1));
}

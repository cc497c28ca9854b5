/** A half-open interval: `from` belongs to it, `to` does not. Works for instants, dates and times alike. */
export interface TimeRange<T extends string | number> {
  from: T;
  to: T;
}

export function overlaps<T extends string | number>(a: TimeRange<T>, b: TimeRange<T>): boolean {
  return a.from < b.to && b.from < a.to;
}

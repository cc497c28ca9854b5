/** Why something cannot be done, as data: one rule serves a form, an import and a job. */
export interface Refusal {
  /** The field or part that the reason is about; absent when it is about the whole. */
  field?: string;
  /** A key of the catalogues, with its feature: `people:refusals.dni-taken`. */
  reason: string;
  params?: Record<string, string | number | readonly string[]>;
  /** The page of what stands in the way, where whoever is refused may look at it: a path of Minka's own. */
  href?: string;
}

/** Thrown inside a unit of work to undo it and to tell the person why. Never becomes a 500. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];

  constructor(...refusals: Refusal[]) {
    super(refusals.map((refusal) => refusal.reason).join(', '));
    this.name = 'Refused';
    this.refusals = refusals;
  }
}

/** @throws Refused when there is any reason */
export function refuseFor(refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw new Refused(...refusals);
}

/** What was asked for is not there, or not there for this viewer: answered with 404. */
export class NotThere extends Error {
  constructor(what: string) {
    super(`${what} is not there`);
    this.name = 'NotThere';
  }
}

/** Somebody else changed it in the meantime: answered with 409 and both values. */
export class StaleEdit extends Error {
  constructor(readonly current: unknown, readonly attempted: unknown) {
    super('stale edit');
    this.name = 'StaleEdit';
  }
}

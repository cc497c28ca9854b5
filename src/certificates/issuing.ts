import type { EditionStatus } from '../courses/edition-rules.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { shortfalls, type CompletionAsked, type CompletionFigures, type Shortfall } from './completion.js';

/** Somebody who may get a certificate. */
export interface Candidate {
  personId: string;
  figures: CompletionFigures;
  certificates: readonly { revoked: object | null }[];
}

/** How somebody stands: she has a certificate, she may get one, or something is missing. */
export type Standing = 'has-one' | 'meets' | 'falls-short';

export function standingOf(asked: CompletionAsked, { figures, certificates }: Candidate): Standing {
  if (certificates.some(({ revoked }) => revoked === null)) return 'has-one';
  return shortfalls(asked, figures).length === 0 ? 'meets' : 'falls-short';
}

/** Who would get one, and who would not and why: what a coordinator looks at before she presses. */
export interface IssuePreview<C extends Candidate> {
  get: C[];
  /** They meet the rule, but one of theirs was revoked: why is looked at, person by person, before another is given. */
  again: C[];
  have: C[];
  lack: { person: C; missing: Shortfall[] }[];
}

export function previewIssue<C extends Candidate>(asked: CompletionAsked, people: readonly C[]): IssuePreview<C> {
  const at = (standing: Standing): C[] => people.filter((person) => standingOf(asked, person) === standing);
  const hadOne = ({ certificates }: C): boolean => certificates.length > 0;
  const meeting = at('meets');
  return {
    get: meeting.filter((person) => !hadOne(person)), again: meeting.filter(hadOne), have: at('has-one'),
    lack: at('falls-short').map((person) => ({ person, missing: shortfalls(asked, person.figures) })),
  };
}

export interface IssueDecision<C extends Candidate> {
  /** In the order in which they were given. */
  give: C[];
  refusals: Refusal[];
}

/**
 * Decides about the people that somebody chose. Who has a certificate already gets no second one, so that a second press
 * changes nothing; who does not meet the rule gets one with a reason only; who had one that was revoked gets the next one alone.
 */
export function decideIssue<C extends Candidate>(
  { asked, status, reason }: { asked: CompletionAsked; status: EditionStatus; reason: string | null }, chosen: readonly C[],
): IssueDecision<C> {
  if (status === 'planned' || status === 'open') return { give: [], refusals: [{ reason: 'certificates:refusals.not-begun' }] };
  const give = chosen.filter((person) => standingOf(asked, person) !== 'has-one');
  const again = give.filter(({ certificates }) => certificates.length > 0).length;
  // Why hers was revoked is looked at on her own page; the list of many leaves her out, so that she can only have come into it since.
  if (again > 0 && chosen.length > 1) return { give: [], refusals: [{ reason: 'certificates:refusals.had-one', params: { count: again } }] };
  const short = give.filter((person) => standingOf(asked, person) === 'falls-short').length;
  if (short > 0 && reason === null) {
    // The page of a single person has a field for the reason; that of many has none.
    const field = chosen.length === 1 ? { field: 'reason' } : {};
    return { give: [], refusals: [{ ...field, reason: 'certificates:refusals.falls-short', params: { count: short } }] };
  }
  return { give, refusals: [] };
}

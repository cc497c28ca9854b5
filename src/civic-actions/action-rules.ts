import type { Id } from '../shared/kernel/ids.js';
import { addDays, formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { CivicAction } from './civic-action.entity.js';
import type { ActionKind, Review } from './action-words.js';

/** What somebody tells that she did. */
export interface ActionDraft {
  kind: ActionKind;
  doneOn: LocalDate;
  told: string;
  organisationId: Id | null;
  evidence: string | null;
  fileId: Id | null;
}

/** An older day is a slip of the pen: a centre asks about what was done lately. */
const OLDEST_DAYS = 3 * 366;

/** Why an action cannot be written down as it was told; none when it can. @param organisations those to which the person belongs or belonged */
export function tellingRefusals({ doneOn, organisationId }: ActionDraft, today: LocalDate, organisations: readonly Id[]): Refusal[] {
  const refusals: Refusal[] = [];
  const oldest = addDays(today, -OLDEST_DAYS);
  if (doneOn > today) refusals.push({ field: 'doneOn', reason: 'actions:refusals.to-come' });
  if (doneOn < oldest) refusals.push({ field: 'doneOn', reason: 'actions:refusals.long-ago', params: { date: formatLocalDate(oldest) } });
  if (organisationId !== null && !organisations.includes(organisationId)) refusals.push({ field: 'organisationId', reason: 'actions:refusals.not-hers' });
  return refusals;
}

/** What was proved stays as it was proved: whoever found it so takes that back first. */
export function changeRefusals({ review }: Pick<CivicAction, 'review'>): Refusal[] {
  return review === 'proved' ? [{ reason: 'actions:refusals.proved' }] : [];
}

/** Why somebody cannot say that an action is proved. @param evidence what proves it, as she has it before her */
export function provingRefusals(action: Pick<CivicAction, 'personId' | 'review' | 'fileId'>, evidence: string | null, provingPersonId: Id | null): Refusal[] {
  if (action.review === 'proved') return [{ reason: 'actions:refusals.proved-already' }];
  if (action.personId === provingPersonId) return [{ reason: 'actions:refusals.own' }];
  return action.fileId === null && evidence === null ? [{ field: 'evidence', reason: 'actions:refusals.no-evidence' }] : [];
}

/** How an action stands, as lists say it: of those that nobody has seen, some have something to be seen. */
export type ActionState = Exclude<Review, 'unseen'> | 'to-see' | 'without';

export const ACTION_STATES = ['to-see', 'without', 'proved', 'wrong'] as const satisfies readonly ActionState[];

export function stateOf({ review, evidence, fileId }: Pick<CivicAction, 'review' | 'evidence' | 'fileId'>): ActionState {
  if (review !== 'unseen') return review;
  return evidence === null && fileId === null ? 'without' : 'to-see';
}

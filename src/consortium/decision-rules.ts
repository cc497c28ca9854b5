import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { searchable } from '../shared/kernel/text.js';
import { decisionPath } from './decision-path.js';
import { covers, type Term } from './member-rules.js';

/** Whether those were called for the first or for the second time who met: the second time any number of them may decide. */
export const CONVOCATIONS = ['first', 'second'] as const;

export type Convocation = (typeof CONVOCATIONS)[number];

/** How those present voted, counted by organisation. */
export interface Votes {
  votesFor: number;
  votesAgainst: number;
  abstentions: number;
}

/** What an assembly decided, as somebody writes it down. */
export interface DecisionFields extends Votes {
  heldOn: LocalDate;
  convocation: Convocation;
  title: string;
  body: string;
  /** The members who were present. */
  present: readonly Id[];
  /** Who spoke for a member, where the minutes say it. */
  representatives: Readonly<Record<Id, string>>;
}

/** A decision that is on record. */
export interface RecordedDecision extends Pick<DecisionFields, 'heldOn' | 'title' | 'body'> {
  id: Id;
  year: number;
  number: number;
  replacedBy: Id | null;
}

/** By which a decision is looked at before it goes on record. */
export interface DecisionGround {
  today: LocalDate;
  members: readonly (Term & { id: Id; name: string })[];
  /** The one that it replaces. */
  replaced: { id: Id; heldOn: LocalDate; replacedBy: Id | null } | null;
  /** What is on record of the same day. */
  recorded: readonly RecordedDecision[];
}

/**
 * How many organisations have to be present: the first time more than half of the members, the second time any number (Civil
 * Code of Peru, article 87).
 */
export function quorumOf(convocation: Convocation, members: number): number {
  return convocation === 'first' ? Math.floor(members / 2) + 1 : 1;
}

/** Adopted with the votes of more than half of those present (Civil Code of Peru, article 87): who abstains does not help it. */
export function isAdopted({ votesFor, membersPresent }: Pick<Votes, 'votesFor'> & { membersPresent: number }): boolean {
  return votesFor * 2 > membersPresent;
}

/** `in-force` is what others may refer to. */
export const DECISION_STATES = ['in-force', 'rejected', 'replaced'] as const;

export type DecisionState = (typeof DECISION_STATES)[number];

export function decisionState(decision: { votesFor: number; membersPresent: number; replacedById: Id | null }): DecisionState {
  if (decision.replacedById !== null) return 'replaced';
  return isAdopted(decision) ? 'in-force' : 'rejected';
}

/** Those who were members on the day of an assembly. */
export function membersOn<T extends Term>(members: readonly T[], day: LocalDate): T[] {
  return members.filter((member) => covers(member, day));
}

/** Why a decision cannot go on record as it was written. */
export function decisionRefusals(wanted: DecisionFields, { today, members, replaced, recorded }: DecisionGround): Refusal[] {
  if (wanted.heldOn > today) return [{ field: 'heldOn', reason: 'consortium:refusals.held-future' }];
  if (!wanted.present.every((id) => members.some((member) => member.id === id))) return [{ field: 'present', reason: 'consortium:refusals.not-a-member' }];
  const then = membersOn(members, wanted.heldOn);
  if (then.length === 0) return [{ field: 'heldOn', reason: 'consortium:refusals.no-members' }];
  const strangers = members.filter(({ id }) => wanted.present.includes(id) && !then.some((member) => member.id === id));
  if (strangers.length > 0) return [{ field: 'present', reason: 'consortium:refusals.no-member-then', params: { names: strangers.map(({ name }) => name) } }];
  return [
    ...recordedRefusals(wanted, recorded, replaced), ...attendanceRefusals(wanted, then.length), ...absentRefusals(wanted, members), ...replacementRefusals(wanted, replaced),
  ];
}

/**
 * One assembly decides the same thing once, however its words are spaced and whoever sends them again. A correction may
 * keep the words of what it corrects, where who voted or who was there was wrong, and go back to what held before.
 */
function recordedRefusals(wanted: DecisionFields, recorded: readonly RecordedDecision[], replaced: DecisionGround['replaced']): Refusal[] {
  const corrected = (other: RecordedDecision): boolean => replaced !== null && (other.id === replaced.id || other.replacedBy !== null);
  const twin = recorded.find((other) => other.heldOn === wanted.heldOn && !corrected(other) && wordsOf(other) === wordsOf(wanted));
  if (!twin) return [];
  return [{ field: 'title', reason: 'consortium:refusals.on-record', params: { number: `${twin.number}-${twin.year}` }, href: decisionPath(twin.id) }];
}

function wordsOf({ title, body }: Pick<DecisionFields, 'title' | 'body'>): string {
  return `${searchable(title)}\n${searchable(body)}`;
}

function attendanceRefusals({ convocation, present, votesFor, votesAgainst, abstentions }: DecisionFields, members: number): Refusal[] {
  const needed = quorumOf(convocation, members);
  if (present.length < needed) return [{ field: 'present', reason: `consortium:refusals.no-quorum-${convocation}`, params: { needed, members, present: present.length } }];
  const votes = votesFor + votesAgainst + abstentions;
  return votes === present.length ? [] : [{ field: 'votesFor', reason: 'consortium:refusals.votes', params: { votes, present: present.length } }];
}

/** Whoever spoke for an organisation that nobody ticked: one of the two was forgotten. */
function absentRefusals({ present, representatives }: DecisionFields, members: DecisionGround['members']): Refusal[] {
  return members.filter(({ id }) => representatives[id] !== undefined && !present.includes(id))
    .map(({ id, name }) => ({ field: `representatives[${id}]`, reason: 'consortium:refusals.represented-absent', params: { name } }));
}

function replacementRefusals({ heldOn }: DecisionFields, replaced: DecisionGround['replaced']): Refusal[] {
  if (!replaced) return [];
  if (replaced.replacedBy !== null) return [{ reason: 'consortium:refusals.replaced-already' }];
  return heldOn < replaced.heldOn ? [{ field: 'heldOn', reason: 'consortium:refusals.before-replaced' }] : [];
}

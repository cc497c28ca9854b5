import type { Sex } from '../people/person-words.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { compareSpanish } from '../shared/kernel/text.js';
import type { CALL_OUTCOMES } from './call.entity.js';

export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Somebody who missed a session without an excuse. */
export interface Missed {
  personId: Id;
  sessionId: Id;
  /** Surnames first. */
  name: string;
  /** Nine digits, or null. */
  phone: string | null;
  /** Sessions of the group missed one after another, this one included. */
  inARow: number;
  /** Whether she is among those whom training reaches least (by sex, age and access): how many of these hold. */
  gap: number;
}

/** Somebody of her organisation who has a phone. */
export interface OrganisationContact {
  personId: Id;
  name: string;
  /** Tells in which form her post is said. */
  sex: Sex | null;
  post: string;
  board: boolean;
  phone: string;
  organisation: string;
}

export interface MadeCall {
  madeAt: Instant;
  outcome: CallOutcome;
}

export type CallState = 'to-call' | 'again' | 'wrong-number' | 'done';

export interface CallEntry<M extends Missed = Missed> {
  missed: M;
  state: CallState;
  /** Whom to ask for her when she has no phone, or when hers is wrong; null when nobody of hers has one. */
  contact: OrganisationContact | null;
}

const ORDER: Record<CallState, number> = { 'to-call': 0, again: 1, 'wrong-number': 2, done: 3 };

/** Posts that speak for an organisation, those that know its members best first. */
const SPEAKING = ['delegate', 'president', 'coordinator', 'vice_president', 'secretary'];

/**
 * The list of a day: who is still to be called first, then who missed most sessions in a row, then whom training
 * reaches least, then by name.
 * @param contacts of each person's organisations, in any order
 * @param calls made about each absence, by `callKey`
 */
export function callList<M extends Missed>(
  missed: readonly M[], contacts: ReadonlyMap<Id, readonly OrganisationContact[]>, calls: ReadonlyMap<string, readonly MadeCall[]>,
): CallEntry<M>[] {
  return missed.map((one) => {
    const state = callState(calls.get(callKey(one)) ?? []);
    const reachable = one.phone !== null && state !== 'wrong-number';
    return { missed: one, state, contact: reachable ? null : bestContact(one.personId, contacts.get(one.personId) ?? []) };
  }).sort((a, b) => ORDER[a.state] - ORDER[b.state]
    || b.missed.inARow - a.missed.inARow || b.missed.gap - a.missed.gap || compareSpanish(a.missed.name, b.missed.name));
}

export function callKey({ personId, sessionId }: { personId: Id; sessionId: Id }): string {
  return `${sessionId}:${personId}`;
}

/** The last call counts. A message left with somebody is as good as reaching her: nobody is rung up twice about one absence. */
export function callState(calls: readonly MadeCall[]): CallState {
  const last = calls.reduce<MadeCall | null>((latest, call) => (!latest || call.madeAt >= latest.madeAt ? call : latest), null);
  if (!last) return 'to-call';
  if (last.outcome === 'no_answer') return 'again';
  return last.outcome === 'wrong_number' ? 'wrong-number' : 'done';
}

/** The delegate or a member of the board before others; never herself. */
export function bestContact(personId: Id, contacts: readonly OrganisationContact[]): OrganisationContact | null {
  const rank = ({ post, board }: OrganisationContact): number => {
    const at = SPEAKING.indexOf(post);
    return at === -1 ? SPEAKING.length + (board ? 0 : 1) : at;
  };
  const others = contacts.filter((contact) => contact.personId !== personId);
  return others.sort((a, b) => rank(a) - rank(b) || compareSpanish(a.name, b.name))[0] ?? null;
}

/** Sessions missed one after another up to the last one. @param statuses of her marks, the newest session first */
export function missedInARow(statuses: readonly string[]): number {
  const came = statuses.findIndex((status) => status !== 'absent');
  return came === -1 ? statuses.length : came;
}

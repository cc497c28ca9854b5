import type { Sex } from '../people/person-words.js';
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
  /** How much people like her are missing among those who come (`gapWeights`). */
  gap: number;
  /** Whether she agreed to be called; null when no consent of hers is on record. */
  mayCall: boolean | null;
  /** How the last call about this absence ended. */
  lastOutcome: CallOutcome | null;
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

export type CallState = 'to-call' | 'again' | 'wrong-number' | 'done';
export type CallObstacle = 'refused' | 'no-consent' | 'no-phone' | 'wrong-number';

/** An absence older than this many days is for the coordination to look into, not for a call. */
export const CALLED_FOR_DAYS = 7;

export interface CallEntry<M extends Missed = Missed> {
  missed: M;
  state: CallState;
  /** Why she cannot be called herself; null when she can. */
  obstacle: CallObstacle | null;
  /** Whom to ask for her when she cannot be called; null when there is nobody. */
  contact: OrganisationContact | null;
}

const ORDER: Record<CallState, number> = { 'to-call': 0, again: 1, 'wrong-number': 2, done: 3 };

/** Posts that speak for an organisation, those that know its members best first. */
const SPEAKING = ['delegate', 'president', 'coordinator', 'vice_president', 'secretary'];

/**
 * The list of a day: who is still to be called first, then who missed most sessions in a row, then whom training
 * reaches least, then by name.
 * @param contacts of each person's organisations, in any order
 */
export function callList<M extends Missed>(missed: readonly M[], contacts: ReadonlyMap<Id, readonly OrganisationContact[]>): CallEntry<M>[] {
  return missed.map((one) => {
    const obstacle = callObstacle(one);
    return { missed: one, state: callState(one.lastOutcome), obstacle, contact: obstacle && bestContact(one.personId, contacts.get(one.personId) ?? []) };
  }).sort((a, b) => ORDER[a.state] - ORDER[b.state]
    || b.missed.inARow - a.missed.inARow || b.missed.gap - a.missed.gap || compareSpanish(a.missed.name, b.missed.name));
}

/** Nobody is rung up who did not agree to it (Law 29733), whether she has a phone or not. */
export function callObstacle({ mayCall, phone, lastOutcome }: Pick<Missed, 'mayCall' | 'phone' | 'lastOutcome'>): CallObstacle | null {
  if (mayCall !== true) return mayCall === null ? 'no-consent' : 'refused';
  if (phone === null) return 'no-phone';
  return callState(lastOutcome) === 'wrong-number' ? 'wrong-number' : null;
}

/** Whether somebody still has to be called: the rule of the list and of the number on the home. */
export function isToCall({ lastOutcome }: Pick<Missed, 'lastOutcome'>): boolean {
  return callState(lastOutcome) !== 'done';
}

/** What is to be done about an absence: a call, or, where she cannot be rung up, somebody to ask for her or a word in her group. */
export function callTask({ state, obstacle, contact }: Pick<CallEntry, 'state' | 'obstacle' | 'contact'>): CallState | 'ask' | 'tell-group' {
  if (obstacle === null || state === 'done' || state === 'wrong-number') return state;
  return contact ? 'ask' : 'tell-group';
}

export function callKey({ personId, sessionId }: { personId: Id; sessionId: Id }): string {
  return `${sessionId}:${personId}`;
}

/** A message left with somebody is as good as reaching her: nobody is rung up twice about one absence. @param last the last call counts */
export function callState(last: CallOutcome | null): CallState {
  if (last === null) return 'to-call';
  if (last === 'no_answer') return 'again';
  return last === 'wrong_number' ? 'wrong-number' : 'done';
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

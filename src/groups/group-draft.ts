import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import { NotThere, Refused } from '../shared/kernel/refusal.js';
import type { EditionPerson } from './edition-people.js';
import { levelFit } from './enrolment-rules.js';
import type { FormingEdition } from './forming-facts.js';
import type { CriterionResult, NotPlacedReason, Proposal, ProposalStatus } from './group-forming.js';
import type { WeeklyTime } from './weekly-time.js';

/** Why somebody has no group: what the optimiser says, or what happened outside of it. */
export type WaitingReason = NotPlacedReason | 'came-later' | 'no-level' | 'level-below' | 'level-beyond' | 'by-hand';

/** A group of a draft: proposed, or standing already. */
export interface DraftGroup extends WeeklyTime {
  key: string;
  /** The group that stands already and may take more; null for a new one. */
  fixedGroupId: Id | null;
  name: string;
  level: Level;
  roomId: Id;
  trainerId: Id | null;
  seats: number;
  memberIds: Id[];
}

/** A group that was given up, where it stood, and whether anything had been changed by hand before. */
export interface GivenUpGroup {
  group: DraftGroup;
  index: number;
  touched: boolean;
}

/** What stands in `group_proposals.content`. */
export interface GroupDraft {
  /** The optimiser still looks for a better one. */
  searching: boolean;
  groups: DraftGroup[];
  notPlaced: { personId: Id; reason: WaitingReason }[];
  criteria: CriterionResult[];
  gap: number;
  status: ProposalStatus;
  /** Milliseconds that the search has taken so far. */
  milliseconds: number;
  /** How many people were moved by hand. */
  moves: number;
  /** Anything was changed by hand: a search that goes on would undo it. */
  touched: boolean;
  /** What was said to a move that went against a rule, to be kept on confirmation. */
  reasons: Record<Id, string>;
  /** What the last change gave up, as long as no other has followed: it can be taken back. */
  givenUp?: GivenUpGroup | null;
}

export const EMPTY_DRAFT: GroupDraft = {
  searching: true, groups: [], notPlaced: [], criteria: [], gap: 1, status: 'greedy', milliseconds: 0, moves: 0, touched: false, reasons: {},
};

/** A proposal as a draft: its groups by level and hour, each with a name. */
export function draftOf(
  proposal: Proposal, standing: readonly { id: Id; name: string }[], nameOf: (letter: string) => string, milliseconds: number,
): GroupDraft {
  const names = new Map(standing.map(({ id, name }) => [id, name]));
  const taken = new Set(names.values());
  const groups = [...proposal.groups].sort(byLevelAndTime).map((group): DraftGroup => ({
    key: group.key, fixedGroupId: group.fixedGroupId, level: group.level, days: group.days, startsAt: group.startsAt, endsAt: group.endsAt,
    roomId: group.roomId, trainerId: group.trainerId, seats: group.seats, memberIds: group.memberIds,
    name: names.get(group.fixedGroupId ?? '') ?? freeName(taken, nameOf),
  }));
  const notPlaced = proposal.notPlaced.map(({ personId, reason }) => ({ personId, reason }));
  return { ...EMPTY_DRAFT, groups, notPlaced, criteria: proposal.criteria, gap: proposal.gap, status: proposal.status, milliseconds };
}

/** Takes the first letter (A … Z, then AA …) whose name is free, and takes it. */
export function freeName(taken: Set<string>, nameOf: (letter: string) => string): string {
  for (let number = 0; ; number += 1) {
    const name = nameOf(letterOf(number));
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/**
 * The draft with who is enrolled now: those who withdrew, or sit in another group meanwhile, are left out; those who
 * came after it, and those whom no group may take, stand among the not placed with their reason.
 */
export function settledDraft(draft: GroupDraft, people: readonly EditionPerson[], course: FormingEdition): GroupDraft {
  const present = new Map(people.map((person) => [person.personId, person]));
  const groups = draft.groups.map((group) => ({
    ...group, memberIds: group.memberIds.filter((id) => mayStay(present.get(id), group)),
  }));
  const seated = new Set(groups.flatMap(({ memberIds }) => memberIds));
  const known = new Map(draft.notPlaced.map(({ personId, reason }) => [personId, reason]));
  const open = people.filter(({ personId, groupId }) => groupId === null && !seated.has(personId));
  return {
    ...draft, groups,
    notPlaced: open.map((person) => ({ personId: person.personId, reason: reasonNow(person, course, known.get(person.personId)) })),
  };
}

/** @throws NotThere for a group that the draft does not have, or no longer */
export function groupOf({ groups }: GroupDraft, key: string): DraftGroup {
  const group = groups.find((each) => each.key === key);
  if (!group) throw new NotThere('group of the proposal');
  return group;
}

/** Without a new group, which can be taken back; its members are not placed then. @throws Refused for a group that stands; NotThere */
export function withoutGroup(draft: GroupDraft, key: string): GroupDraft {
  const group = groupOf(draft, key);
  if (group.fixedGroupId !== null) throw new Refused({ reason: 'groups:refusals.stands-already' });
  const sentAway = group.memberIds.map((personId) => ({ personId, reason: 'by-hand' as const }));
  return {
    ...draft, touched: true, groups: draft.groups.filter((other) => other !== group), notPlaced: [...draft.notPlaced, ...sentAway],
    givenUp: { group, index: draft.groups.indexOf(group), touched: draft.touched },
  };
}

/** As it stood before a group was given up; whoever withdrew or found another seat since stays out. @throws Refused when there is none */
export function withGroupAgain({ givenUp, ...draft }: GroupDraft): GroupDraft {
  if (!givenUp) throw new Refused({ reason: 'groups:refusals.not-given-up' });
  const free = new Set(draft.notPlaced.map(({ personId }) => personId));
  const group = { ...givenUp.group, memberIds: givenUp.group.memberIds.filter((id) => free.has(id)) };
  const back = new Set(group.memberIds);
  return {
    ...draft, touched: givenUp.touched, groups: draft.groups.toSpliced(givenUp.index, 0, group),
    notPlaced: draft.notPlaced.filter(({ personId }) => !back.has(personId)), givenUp: null,
  };
}

/** Whether a search may go on: it ended without a proof, and nothing was changed by hand since. */
export function mayGoOn(status: 'draft' | 'confirmed' | 'discarded', { searching, status: search, touched, groups }: GroupDraft): boolean {
  return status === 'draft' && !searching && search !== 'optimal' && !touched && groups.length > 0;
}

function byLevelAndTime(a: WeeklyTime & { level: number }, b: WeeklyTime & { level: number }): number {
  return a.level - b.level || firstDay(a.days) - firstDay(b.days) || (a.startsAt < b.startsAt ? -1 : 1);
}

function mayStay(person: EditionPerson | undefined, { fixedGroupId }: DraftGroup): boolean {
  return person !== undefined && (person.groupId === null || person.groupId === fixedGroupId);
}

function reasonNow(person: EditionPerson, course: FormingEdition, known: WaitingReason | undefined): WaitingReason {
  const fit = levelFit(person.level, course);
  if (fit === 'unknown') return 'no-level';
  if (fit === 'below' || fit === 'beyond') return `level-${fit}`;
  return known ?? 'came-later';
}

function firstDay(days: number): number {
  return days & -days;
}

function letterOf(number: number): string {
  const letter = String.fromCharCode(65 + (number % 26));
  return number < 26 ? letter : letterOf(Math.floor(number / 26) - 1) + letter;
}

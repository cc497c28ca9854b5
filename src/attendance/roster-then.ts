import type { Id } from '../shared/kernel/ids.js';

/** Somebody's move from one group to another, or into or out of one. */
export interface GroupMove {
  personId: Id;
  fromGroupId: Id | null;
  toGroupId: Id | null;
}

/** Who has to come off a session's list, and who belongs on it though she is no longer in the group. */
export interface RosterChanges {
  off: ReadonlySet<Id>;
  on: readonly Id[];
}

/**
 * A session's list names those who were in the group when it was held, whenever it is looked at: who came to the group later
 * was not expected, and who has left it since was.
 * @param moves those of the edition's people after the session ended, the earliest first: of each person only the first one counts
 */
export function rosterThen(groupId: Id, moves: readonly GroupMove[]): RosterChanges {
  const first = new Map<Id, GroupMove>();
  for (const move of moves) if (!first.has(move.personId)) first.set(move.personId, move);
  const those = [...first.values()].filter(({ fromGroupId, toGroupId }) => fromGroupId !== toGroupId);
  return {
    // Whoever came later and went on to another group is not on the list anyhow.
    off: new Set(those.filter(({ fromGroupId }) => fromGroupId !== groupId).map(({ personId }) => personId)),
    on: those.filter(({ fromGroupId }) => fromGroupId === groupId).map(({ personId }) => personId),
  };
}

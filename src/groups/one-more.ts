import type { RoomWithSeats } from '../centres/centres.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { seatsOf } from './forming-rules.js';
import type { GroupDraft } from './group-draft.js';
import type { FormingInput, Proposal } from './group-forming.js';
import type { WeeklyTime } from './weekly-time.js';
import { oneMoreGroup } from './what-if.js';

/** What one more group would change in a draft. */
export interface OneMoreAnswer {
  /** Of which level it would be; null when nobody could come. */
  level: Level | null;
  takes: Id[];
  /** How many would still not be placed. */
  left: number;
  byLevel: { level: Level; couldCome: number; takes: number }[];
  trainerIds: Id[];
  /** Why it cannot be opened; none when it can. */
  refusals: Refusal[];
  /** It can be opened, though with fewer members than was asked for. */
  small: boolean;
}

/** Asks what one more group at an hour in a room would take of those whom a settled draft does not place. */
export function oneMore(
  input: FormingInput, draft: GroupDraft, hour: WeeklyTime & { roomId: Id }, { rooms }: { rooms: readonly RoomWithSeats[] },
): OneMoreAnswer {
  const room = rooms.find(({ id }) => id === hour.roomId);
  const seats = seatsOf(room?.seats ?? 0);
  const more = oneMoreGroup(input, proposalOf(draft, input), { id: 'one-more', ...hour, seats });
  const refusals: Refusal[] = [
    ...(seats === 0 ? [{ field: 'room', reason: 'groups:refusals.no-seats' }] : []),
    ...(more.roomFree ? [] : [{ field: 'hour', reason: 'groups:refusals.room-busy' }]),
    ...(more.trainerIds.length > 0 ? [] : [{ field: 'hour', reason: 'groups:refusals.nobody-teaches' }]),
    ...(more.personIds.length > 0 ? [] : [{ field: 'hour', reason: 'groups:refusals.nobody-comes' }]),
  ];
  return {
    level: more.level, takes: more.personIds, left: draft.notPlaced.length - more.personIds.length, byLevel: more.byLevel,
    trainerIds: more.trainerIds, refusals, small: !more.enough,
  };
}

/** The draft in the words of the optimiser, as it is after changes by hand. */
function proposalOf(draft: GroupDraft, { learners }: FormingInput): Proposal {
  const levels = new Map(learners.map(({ personId, level }) => [personId, level]));
  return {
    groups: draft.groups.map((group) => ({ ...group, hourId: null, offLevelIds: [] })),
    notPlaced: draft.notPlaced.flatMap(({ personId }) => {
      const level = levels.get(personId);
      return level === undefined ? [] : [{ personId, level, reason: 'too-few' as const, keys: [] }];
    }),
    criteria: draft.criteria, gap: draft.gap, status: draft.status,
  };
}

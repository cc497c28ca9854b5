import { gapWeights, traitsOf, type Traits } from '../groups/gap-weights.js';
import { surnamesFirst } from '../people/person-names.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, ageOn, type LocalDate } from '../shared/kernel/local-date.js';
import { CALLED_FOR_DAYS, callKey, callList, callObstacle, isToCall, missedInARow, type CallEntry, type Missed } from './call-list.js';
import type { CallRow, CallsRepository, MissedRow, RunRow } from './calls.repository.js';

/** An absence in the call list, with what is said of it. */
export interface MissedSession extends Missed {
  groupId: Id;
  groupName: string;
  date: LocalDate;
  startsAt: string;
}

export interface CallListEntry extends CallEntry<MissedSession> {
  /** The last one first. */
  calls: CallRow[];
}

/**
 * The call list of a day: who missed that day, and who missed in the week before, was not reached and has not come since.
 * Six queries, or five when everybody can be called herself.
 */
export async function loadCallList(repository: CallsRepository, centreId: Id, date: LocalDate): Promise<CallListEntry[]> {
  const from = addDays(date, -CALLED_FOR_DAYS);
  const rows = (await repository.missed(centreId, from, date)).filter((row) => row.date === date || isToCall(row));
  const made = groupBy(await repository.calls(centreId, from, date), callKey);
  const runs = await repository.runs([...new Set(rows.map(({ personId }) => personId))], date);
  const weigh = gapWeights(await repository.registered(centreId, date), (await repository.whoCame(centreId, from, date)).map((row) => traitsIn(row, date)));
  const missed = rows.map((row) => toMissed(row, runs, weigh(traitsIn(row, date))));
  const unreachable = missed.filter((one) => callObstacle(one) !== null).map(({ personId }) => personId);
  const contacts = await repository.contacts(centreId, [...new Set(unreachable)], date);
  return callList(missed, contacts).map((entry) => ({ ...entry, calls: [...made.get(callKey(entry.missed)) ?? []].reverse() }));
}

/** How many of the list of a day are still to be called. One query. */
export async function countToCall(repository: CallsRepository, centreId: Id, date: LocalDate): Promise<number> {
  return (await repository.missed(centreId, addDays(date, -CALLED_FOR_DAYS), date)).filter(isToCall).length;
}

function toMissed(row: MissedRow, runs: readonly RunRow[], gap: number): MissedSession {
  const { personId, sessionId, groupId, groupName, date, startsAt, phone, lastOutcome } = row;
  const upToIt = runs.filter((run) => run.personId === personId && run.groupId === groupId
    && `${run.date} ${run.startsAt}` <= `${date} ${startsAt}`);
  return {
    personId, sessionId, groupId, groupName, date, startsAt, phone, lastOutcome, gap, name: surnamesFirst(row), mayCall: row.mayCall,
    inARow: missedInARow(upToIt.map(({ status }) => status)),
  };
}

function traitsIn({ sex, birthYear, access }: Pick<MissedRow, 'sex' | 'birthYear' | 'access'>, today: LocalDate): Traits {
  return traitsOf({ sex, access, age: ageOn(today, { year: birthYear }) });
}

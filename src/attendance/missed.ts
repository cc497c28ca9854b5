import { surnamesFirst } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { callKey, callList, missedInARow, type CallEntry, type Missed } from './call-list.js';
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

/** From this age on somebody counts as of the generation that grew up without computers. */
const OLDER_FROM = 60;

/**
 * The call list of a day: who missed that day, and who missed in the week before, was not reached and has not come since.
 * Four queries, or three when everybody can be reached by her own phone.
 */
export async function loadCallList(repository: CallsRepository, centreId: Id, date: LocalDate, weekBefore: LocalDate): Promise<CallListEntry[]> {
  const rows = await repository.missed(centreId, weekBefore, date);
  const made = await repository.calls(centreId, weekBefore, date);
  const runs = await repository.runs([...new Set(rows.map(({ personId }) => personId))], date);
  const missed = lastAbsences(rows, runs).map((row) => toMissed(row, runs, date));
  const calls = new Map<string, CallRow[]>();
  for (const call of made) calls.set(callKey(call), [call, ...calls.get(callKey(call)) ?? []]);
  const wrong = new Set(made.filter(({ outcome }) => outcome === 'wrong_number').map(({ personId }) => personId));
  const unreachable = missed.filter(({ phone, personId }) => phone === null || wrong.has(personId)).map(({ personId }) => personId);
  const contacts = await repository.contacts([...new Set(unreachable)], date);
  return callList(missed, contacts, calls)
    .filter(({ missed: one, state }) => one.date === date || state !== 'done')
    .map((entry) => ({ ...entry, calls: calls.get(callKey(entry.missed)) ?? [] }));
}

/** Nobody is called about two absences at once, nor about one after which she came: her last mark in that group counts. */
function lastAbsences(rows: readonly MissedRow[], runs: readonly RunRow[]): MissedRow[] {
  return rows.filter((row) => {
    const last = runs.find((run) => run.personId === row.personId && run.groupId === row.groupId);
    return last?.date === row.date && last.startsAt === row.startsAt;
  });
}

function toMissed(row: MissedRow, runs: readonly RunRow[], today: LocalDate): MissedSession {
  const { personId, sessionId, groupId, groupName, date, startsAt, phone } = row;
  const upToIt = runs.filter((run) => run.personId === personId && run.groupId === groupId
    && `${run.date} ${run.startsAt}` <= `${date} ${startsAt}`);
  return {
    personId, sessionId, groupId, groupName, date, startsAt, phone, name: surnamesFirst(row),
    inARow: missedInARow(upToIt.map(({ status }) => status)), gap: gapOf(row, today),
  };
}

/** Women, older people and those who never use a computer are whom training reaches least. */
function gapOf({ sex, birthYear, computerUse }: MissedRow, today: LocalDate): number {
  const older = birthYear !== null && Number(today.slice(0, 4)) - birthYear >= OLDER_FROM;
  return [sex === 'female', older, computerUse === 'never'].filter(Boolean).length;
}

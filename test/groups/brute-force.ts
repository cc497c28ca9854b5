import { covers } from '../../src/shared/kernel/availability.js';
import type { Criterion, FormingInput } from '../../src/groups/group-forming.js';
import { availabilityNeeded, clash, holdsWhole } from '../../src/groups/weekly-time.js';

/**
 * The best values of all criteria, by trying every seating: a second reading of the rules, to check the optimiser by. For
 * inputs without fixed groups, of some five learners and three hours.
 */
export function bruteForce(input: FormingInput): Record<Criterion, number> {
  const choices = input.learners.map(({ availability, busy }) => [
    null, ...input.hours.filter((hour) => (
      availability !== null && covers(availability, availabilityNeeded(hour)) && !busy.some((time) => clash(time, hour))))
      .map(({ id }) => id),
  ]);
  let best: Record<Criterion, number> | null = null;
  for (const seats of combinations(choices)) {
    const scores = scoresOfSeating(input, seats);
    if (scores && (!best || compare(input, scores, best) > 0)) best = scores;
  }
  return best ?? { placed: 0, levels: 0, organisations: 0, 'half-empty': 0, groups: 0 };
}

/** Null where a rule is broken. */
function scoresOfSeating(input: FormingInput, seats: readonly (string | null)[]): Record<Criterion, number> | null {
  const open = input.hours.filter(({ id }) => seats.includes(id));
  if (open.length > (input.options.maximumGroups ?? Infinity) || !hasTrainers(input, open)) return null;
  if (open.some((one) => open.some((other) => one !== other && one.roomId === other.roomId && clash(one, other)))) return null;
  const scores = { placed: 0, levels: 0, organisations: 0, 'half-empty': 0, groups: open.length };
  for (const hour of open) {
    const members = input.learners.filter((_, index) => seats[index] === hour.id);
    const guests = fewestGuests(input, members.map(({ level }) => level));
    if (members.length > hour.seats || members.length < input.options.minimumSize || guests === null) return null;
    scores.placed += members.length;
    scores.levels += guests;
    const organised = members.flatMap(({ organisationId }) => (organisationId === null ? [] : [organisationId]));
    if (input.options.organisations !== 'indifferent') scores.organisations += organised.length - new Set(organised).size;
    if (members.length * 2 < hour.seats) scores['half-empty'] += 1;
  }
  return scores;
}

/** Guests are those one level off the group's own, half of them at most; null where no level makes a group of them. */
function fewestGuests({ options }: FormingInput, levels: readonly number[]): number | null {
  const guests = [...new Set(levels)].filter((own) => levels.every((level) => Math.abs(level - own) <= (options.mixing === 'never' ? 0 : 1)))
    .map((own) => levels.filter((level) => level !== own).length).filter((count) => count * 2 <= levels.length);
  return guests.length === 0 ? null : Math.min(...guests);
}

function hasTrainers(input: FormingInput, open: FormingInput['hours']): boolean {
  const able = open.map((hour) => input.trainers.filter(({ hours }) => holdsWhole(hours, hour)).map(({ accountId }) => accountId));
  return [...combinations(able)].some((trainers) => open.every((one, index) => open.every((other, position) => (
    index >= position || trainers[index] !== trainers[position] || !clash(one, other)))));
}

function compare({ options }: FormingInput, a: Record<Criterion, number>, b: Record<Criterion, number>): number {
  const organisations = (a.organisations - b.organisations) * (options.organisations === 'together' ? 1 : -1);
  const steps = [a.placed - b.placed, b.levels - a.levels, organisations, b['half-empty'] - a['half-empty'], b.groups - a.groups];
  return steps.find((step) => step !== 0) ?? 0;
}

function* combinations<T>(choices: readonly (readonly T[])[], chosen: readonly T[] = []): Generator<readonly T[]> {
  const next = choices[chosen.length];
  if (!next) yield chosen;
  else for (const choice of next) yield* combinations(choices, [...chosen, choice]);
}

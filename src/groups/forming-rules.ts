import type { Id } from '../shared/kernel/ids.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { FormingInput } from './group-forming.js';

/** A room of the centres has at most so many PCs. */
const MOST_SEATS = 20;

/** A trainer can teach only so many, whatever the PCs of a room. */
export function seatsOf(workingPcs: number): number {
  return Math.min(MOST_SEATS, workingPcs);
}

/** Why no groups can be formed from this; none when a proposal will come of it, be it one that places nobody. */
export function formingRefusals(input: FormingInput): Refusal[] {
  const missing = missingRefusals(input);
  return missing.length > 0 ? missing : [...optionRefusals(input), ...hourRefusals(input), ...repeatRefusals(input)];
}

function missingRefusals({ learners, hours, trainers, fixedGroups }: FormingInput): Refusal[] {
  if (learners.length === 0) return [{ field: 'learners', reason: 'groups:refusals.no-learners' }];
  if (hours.length === 0 && fixedGroups.length === 0) return [{ field: 'hours', reason: 'groups:refusals.no-hours' }];
  if (trainers.length === 0 && fixedGroups.length === 0) return [{ field: 'trainers', reason: 'groups:refusals.no-trainers' }];
  return [];
}

function optionRefusals({ options, hours, fixedGroups }: FormingInput): Refusal[] {
  const refusals: Refusal[] = [];
  const { minimumSize, maximumGroups } = options;
  const mostSeats = Math.max(0, ...hours.map(({ seats }) => seats));
  if (!isWhole(minimumSize, 1)) refusals.push({ field: 'minimumSize', reason: 'groups:refusals.minimum-size' });
  else if (hours.length > 0 && minimumSize > mostSeats) {
    refusals.push({ field: 'minimumSize', reason: 'groups:refusals.minimum-above-seats', params: { seats: mostSeats } });
  }
  if (maximumGroups === null) return refusals;
  if (!isWhole(maximumGroups, 1)) refusals.push({ field: 'maximumGroups', reason: 'groups:refusals.maximum-groups' });
  else if (maximumGroups < fixedGroups.length) {
    refusals.push({ field: 'maximumGroups', reason: 'groups:refusals.maximum-below-fixed', params: { groups: fixedGroups.length } });
  }
  return refusals;
}

function hourRefusals({ hours, fixedGroups }: FormingInput): Refusal[] {
  const refusals: Refusal[] = [];
  if ([...hours, ...fixedGroups].some(({ days, startsAt, endsAt }) => !isWhole(days, 1) || days > 127 || startsAt >= endsAt)) {
    refusals.push({ field: 'hours', reason: 'groups:refusals.hour-without-time' });
  }
  if (hours.some(({ seats }) => !isWhole(seats, 1) || seats > MOST_SEATS)) {
    refusals.push({ field: 'hours', reason: 'groups:refusals.seats', params: { most: MOST_SEATS } });
  }
  return refusals;
}

function repeatRefusals({ learners, hours, trainers, fixedGroups }: FormingInput): Refusal[] {
  const repeated = [
    learners.map(({ personId }) => personId), trainers.map(({ accountId }) => accountId),
    [...hours, ...fixedGroups].map(({ id }) => id), fixedGroups.flatMap(({ memberIds }) => memberIds),
  ].some(hasTwice);
  return repeated ? [{ reason: 'groups:refusals.named-twice' }] : [];
}

function hasTwice(ids: readonly Id[]): boolean {
  return new Set(ids).size < ids.length;
}

function isWhole(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}

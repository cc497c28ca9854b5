import type { Id } from '../../shared/kernel/ids.js';
import { emptyArrangement, scoresOf } from './arrangement.js';
import type { AssignmentModel } from './assignment-model.js';
import type { Criterion } from '../group-forming.js';
import { halfOf } from './problem.js';
import { organisationsOfSeveral } from './learner-classes.js';
import type { Column, Sum } from './linear-model.js';

type Terms = Sum['terms'];

/** Writes a criterion as a sum over the model, adding the columns and rows that it needs. Same values as scoresOf. */
export function criterionSum(model: AssignmentModel, criterion: Criterion): Sum {
  switch (criterion) {
    case 'placed': return { terms: model.seated(() => true), constant: 0 };
    case 'levels': return { terms: model.seated(({ level, from }) => level !== from), constant: 0 };
    case 'organisations': return { terms: companionTerms(model), constant: companionsByHand(model) };
    case 'half-empty': return { terms: model.problem.slots.flatMap((_, slot) => halfEmptyTerms(model, slot)), constant: 0 };
    case 'groups': return { terms: model.problem.slots.flatMap((_, slot) => model.groupAt(slot)), constant: 0 };
  }
}

function companionTerms(model: AssignmentModel): Terms {
  return [...organisationsOfSeveral(model.problem)].flatMap((organisation) => (
    model.problem.slots.flatMap((_, slot) => companionTermsAt(model, organisation, slot))));
}

/** Members of one organisation in one slot, less the first of them. */
function companionTermsAt(model: AssignmentModel, organisation: Id, slot: number): Terms {
  const flows = model.flows.filter((flow) => (
    model.aggregation.pools[flow.pool]?.[0] === slot && model.aggregation.classes[flow.classIndex]?.organisation === organisation));
  const members: Terms = flows.map(({ column }) => [column, 1]);
  if (flows.length === 0 || model.problem.heldByOrganisation[slot]?.get(organisation)) return members;
  if (model.problem.input.options.organisations === 'apart') {
    const excess = model.lp.continuous(0, model.problem.slots[slot]?.free ?? 0);
    model.lp.atLeast([[excess, 1], ...members.map(([column]): [Column, number] => [column, -1])], -1);
    return [[excess, 1]];
  }
  const present = model.lp.yesOrNo();
  for (const { classIndex, column } of flows) {
    const most = Math.min(model.aggregation.classes[classIndex]?.members.length ?? 0, model.problem.slots[slot]?.free ?? 0);
    model.lp.atMost([[column, 1], [present, -most]], 0);
  }
  return [...members, [present, -1]];
}

function companionsByHand(model: AssignmentModel): number {
  return scoresOf(model.problem, emptyArrangement(model.problem)).organisations;
}

function halfEmptyTerms(model: AssignmentModel, slot: number): Terms {
  const place = model.problem.slots[slot];
  if (!place || model.groupAt(slot).length === 0) return [];
  const half = halfOf(place);
  if (half <= place.held || (!place.fixed && half <= model.problem.input.options.minimumSize)) return [];
  const halfEmpty = model.lp.yesOrNo();
  const group = model.groupAt(slot).map(([column]): [Column, number] => [column, -half]);
  model.lp.atLeast([...model.seated((intake) => intake.slot === slot), [halfEmpty, half - place.held], ...group], -place.held);
  return [[halfEmpty, 1]];
}

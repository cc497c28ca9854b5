import type { Arrangement, Scores } from './arrangement.js';
import { compareScores, criteriaOf, scoresOf, wantsMore } from './arrangement.js';
import { faultsOf } from './arrangement-faults.js';
import { AssignmentModel } from './assignment-model.js';
import { fewestGroups, plainBounds } from './bounds.js';
import { settleCompanions } from './companions.js';
import { criterionSum } from './criterion-sums.js';
import type { FormingProblem } from './problem.js';
import type { Criterion } from '../group-forming.js';
import type { SolveResult, Solver } from './highs-solver.js';
import { coarse, fine } from './learner-classes.js';
import type { Bounds } from './proposal.js';
import { seatAll } from './seat-more.js';

export interface SearchTools {
  solver: Solver;
  /** Epoch milliseconds at which the search ends with the best so far. */
  deadline: number;
  /** Asked now and then; true ends the search. */
  stopped(): boolean;
  /** Told the best so far, each time that it or what is known of it gets better. */
  report(step: Criterion, arrangement: Arrangement, bounds: Bounds): void;
  /** Lets others have a turn between two steps. */
  breathe(): Promise<void>;
}

export interface Found {
  arrangement: Arrangement;
  bounds: Bounds;
}

/** The search under way. */
interface Search {
  problem: FormingProblem;
  tools: SearchTools;
  best: Arrangement;
  scores: Scores;
  bounds: Bounds;
  /** Criteria that are done, with the values that later ones must not spoil. */
  held: Map<Criterion, number>;
}

/**
 * Of the time that is left, the share that a criterion may take. Seats and levels may take all until they are proven: what
 * comes after is of no use without them. Companions leave some, so that half-empty groups are looked at as well.
 */
const SHARES: Readonly<Record<Criterion, number>> = { placed: 1, levels: 1, organisations: 0.6, 'half-empty': 0.8, groups: 1 };

/** The share for seating companions in the groups at hand, before other groups are tried. */
const SHARE_WITHIN = 0.3;

/** Time for swaps and moves by hand, so to say, before companions are optimised; in milliseconds. */
const SETTLING = 300;

/**
 * Betters an arrangement to the proven optimum, one criterion after the other in their order (lexicographic): each is
 * optimised exactly while the values of those before it are held. Never returns worse than it was given.
 */
export async function optimise(problem: FormingProblem, start: Arrangement, tools: SearchTools): Promise<Found> {
  const search: Search = {
    problem, tools, best: start, scores: scoresOf(problem, start), bounds: plainBounds(problem, start), held: new Map(),
  };
  boundPlacedBySeats(search);
  for (const criterion of criteriaOf(problem)) {
    await tools.breathe();
    if (criterion === 'organisations') {
      settle(search);
      better(search, criterion, SHARE_WITHIN, true);
    }
    better(search, criterion, SHARES[criterion], false);
    search.held.set(criterion, search.scores[criterion]);
  }
  return { arrangement: search.best, bounds: search.bounds };
}

/** @param within whether the groups at hand stay, which is quicker and proves nothing about other groups */
function better(search: Search, criterion: Criterion, share: number, within: boolean): void {
  if (proven(search, criterion) || timeLeft(search) <= 0) return;
  const { problem, tools } = search;
  const model = modelFor(search, criterion);
  if (within) model.holdGroups(search.best);
  const sign = wantsMore(problem, criterion) ? -1 : 1;
  const sum = criterionSum(model, criterion);
  model.lp.minimise(sum, sign);
  const result = tools.solver(model.lp, {
    seconds: (timeLeft(search) * share) / 1000,
    start: model.startFrom(search.best),
    relaxed: false,
    onImproved: (values) => accept(search, criterion, model.arrangementOf(values)),
    onBound: (bound) => { if (!within) learn(search, criterion, sign * bound + sum.constant); },
    stopped: () => timeLeft(search) <= 0,
  });
  if (result.values) accept(search, criterion, model.arrangementOf(result.values));
  if (!within) conclude(search, criterion, result, sign * result.bound + sum.constant);
}

/** The model with what is held; guests are left out of it where none are allowed or none is needed. */
function modelFor(search: Search, criterion: Criterion): AssignmentModel {
  const { problem, held } = search;
  const asksOrganisations = criterion === 'organisations' || held.has('organisations');
  const mixing = problem.input.options.mixing === 'adjacent' && held.get('levels') !== 0;
  const model = new AssignmentModel(problem, asksOrganisations ? fine(problem) : coarse(problem), mixing);
  for (const [before, value] of held) {
    const sum = criterionSum(model, before);
    if (wantsMore(problem, before)) model.lp.atLeast(sum, value);
    else model.lp.atMost(sum, value);
  }
  return model;
}

function conclude(search: Search, criterion: Criterion, result: SolveResult, bound: number): void {
  if (result.status === 'optimal') search.bounds[criterion] = search.scores[criterion];
  else if (result.status === 'stopped') learn(search, criterion, bound);
  search.tools.report(criterion, search.best, search.bounds);
}

/** Takes an arrangement over when it is better and breaks no rule, once everybody has a seat whom its groups still allow. */
function accept(search: Search, criterion: Criterion, found: Arrangement): void {
  const { problem, tools } = search;
  const arrangement = seatAll(problem, found);
  const scores = scoresOf(problem, arrangement);
  if (compareScores(problem, scores, search.scores) <= 0 || faultsOf(problem, arrangement).length > 0) return;
  // The bounds of later criteria hold for as many placed as there were.
  if (scores.placed !== search.scores.placed) search.bounds.organisations = plainBounds(problem, arrangement).organisations;
  search.bounds.groups = Math.min(fewestGroups(problem, scores.placed), scores.groups);
  Object.assign(search, { best: arrangement, scores });
  tools.report(criterion, search.best, search.bounds);
}

/** Keeps a bound when it says more than what was known. Values are whole, so a bound is rounded towards them. */
function learn(search: Search, criterion: Criterion, bound: number): void {
  if (!Number.isFinite(bound)) return;
  const { problem, bounds, scores } = search;
  const known = bounds[criterion];
  const near = wantsMore(problem, criterion)
    ? Math.max(scores[criterion], Math.min(known, Math.floor(bound + 1e-4)))
    : Math.min(scores[criterion], Math.max(known, Math.ceil(bound - 1e-4)));
  if (near === known) return;
  bounds[criterion] = near;
  search.tools.report(criterion, search.best, bounds);
}

/** Counts seats, trainers and levels in fractions: takes a moment, and often is all the proof that is needed. */
function boundPlacedBySeats(search: Search): void {
  const { problem, tools } = search;
  if (proven(search, 'placed') || timeLeft(search) <= 0) return;
  const model = new AssignmentModel(problem, coarse(problem), problem.input.options.mixing === 'adjacent', false);
  model.lp.minimise(criterionSum(model, 'placed'), -1);
  const result = tools.solver(model.lp, {
    seconds: timeLeft(search) / 2000, start: new Map(), relaxed: true,
    onImproved: () => undefined, onBound: () => undefined, stopped: () => timeLeft(search) <= 0,
  });
  if (result.status === 'optimal') learn(search, 'placed', -result.bound);
}

function settle(search: Search): void {
  const deadline = Math.min(Date.now() + SETTLING, search.tools.deadline);
  accept(search, 'organisations', settleCompanions(search.problem, search.best, deadline));
}

function proven({ bounds, scores }: Search, criterion: Criterion): boolean {
  return bounds[criterion] === scores[criterion];
}

function timeLeft({ tools }: Search): number {
  return tools.stopped() ? 0 : Math.max(0, tools.deadline - Date.now());
}

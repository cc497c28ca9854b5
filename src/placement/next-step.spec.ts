import fc from 'fast-check';
import { seededRandom } from '../shared/kernel/random.js';
import { AREAS } from './item-choice.js';
import { nextStep, STOPPING_RULE } from './next-step.js';
import type { Answer } from './next-step.js';
import { simulatedBank } from './simulation.js';

const bank = simulatedBank(60, seededRandom(1));

/** Sits a whole test; `answer` says how each item is answered. */
function sit(seed: number, answer: (ordinal: number) => number): Answer[] {
  const responses: Answer[] = [];
  for (;;) {
    const step = nextStep({ seed, bank, responses });
    if (step.finished) return responses;
    responses.push({ code: step.item.code, score: answer(step.ordinal) });
  }
}

const answers = fc.infiniteStream(fc.constantFrom(0, 0.5, 1)).map((stream) => {
  const scores = [...stream.take(20)];
  return (ordinal: number): number => scores[ordinal - 1] ?? 0;
});

describe('nextStep', () => {
  it('begins with the easiest, with the same item for the same seed', () => {
    const first = nextStep({ seed: 5, bank, responses: [] });
    if (first.finished) throw new Error('the test ended before it began');
    expect(first.ordinal).toBe(1);
    expect(first.item.b).toBeLessThan(-1.5);
    expect(nextStep({ seed: 5, bank: [...bank].reverse(), responses: [] })).toEqual(first);
  });

  it('gives different learners different items', () => {
    const firsts = Array.from({ length: 40 }, (_, seed) => nextStep({ seed, bank, responses: [] }));
    expect(new Set(firsts.map((step) => (step.finished ? '' : step.item.code))).size).toBeGreaterThan(2);
  });

  it('ends within its bounds, never asks twice, keeps the areas in balance', () => {
    fc.assert(fc.property(fc.nat(), answers, (seed, answer) => {
      const codes = sit(seed, answer).map(({ code }) => code);
      const uses = AREAS.map((area) => codes.filter((code) => bank.find((item) => item.code === code)?.area === area).length);
      return codes.length >= STOPPING_RULE.fewest && codes.length <= STOPPING_RULE.longest
        && new Set(codes).size === codes.length && Math.max(...uses) - Math.min(...uses) <= 1;
    }), { numRuns: 60 });
  });

  it('goes on where it stopped: any beginning of a test leads to its next item', () => {
    fc.assert(fc.property(fc.nat(), answers, fc.nat({ max: 19 }), (seed, answer, cut) => {
      const whole = sit(seed, answer);
      const resumed = nextStep({ seed, bank, responses: whole.slice(0, cut) });
      return resumed.finished ? whole.length <= cut : resumed.item.code === whole[cut]?.code;
    }), { numRuns: 60 });
  });

  it('stops as soon as a level is certain enough', () => {
    fc.assert(fc.property(fc.nat(), answers, (seed, answer) => {
      const whole = sit(seed, answer);
      const end = nextStep({ seed, bank, responses: whole });
      const before = nextStep({ seed, bank, responses: whole.slice(0, -1) });
      return end.finished && (end.because === 'longest' || end.estimate.certainty >= STOPPING_RULE.certainty)
        && (whole.length === STOPPING_RULE.fewest || before.estimate.certainty < STOPPING_RULE.certainty);
    }), { numRuns: 60 });
  });

  it('does not place anybody on the survey alone', () => {
    const step = nextStep({ seed: 1, bank, prior: { mean: -2.3, deviation: 0.88 }, responses: [] });
    expect(step.estimate.certainty).toBeGreaterThan(STOPPING_RULE.certainty - 0.05);
    expect(step.finished).toBe(false);
  });

  it('ends when the bank is used up', () => {
    const few = bank.slice(0, 4);
    const responses = few.map(({ code }, i) => ({ code, score: i % 2 }));
    expect(nextStep({ seed: 1, bank: few, responses })).toMatchObject({ finished: true, because: 'no-items-left', items: 4 });
  });

  it('passes over an answer to an item that is gone, and counts it', () => {
    const step = nextStep({ seed: 1, bank, responses: [{ code: 'gone', score: 1 }] });
    expect(step).toMatchObject({ finished: false, ordinal: 2 });
    expect(step.estimate).toEqual(nextStep({ seed: 1, bank, responses: [] }).estimate);
  });
});

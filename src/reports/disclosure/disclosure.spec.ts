import fc from 'fast-check';
import { CENTRES, MIDDLE, randomPerson } from '../../../test/reports/random-facts.js';
import type { LearnerFacts } from '../facts/learner-facts.js';
import { addDays } from '../../shared/kernel/local-date.js';
import { FEWEST, tooFew } from '../../shared/kernel/small-cells.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Cell, Dimension, Figure, IndicatorDefinition, Scope, Slice } from '../indicators/indicator.js';
import { figuresOf, newTally } from '../indicators/tally.js';
import { Attacker } from '../../../test/reports/attacker.js';
import type { Asked, Telling } from './counts.js';
import { toldFigures, type ToldFigure } from './disclosure.js';
import { toldBefore } from './told-before.js';

const definition = (code: string): IndicatorDefinition => CATALOGUE.get(code) as IndicatorDefinition;
const people = (count: number): Cell => ({ value: count, of: 0, people: count });
const trained = (counts: Record<string, number>, dimension: Dimension = 'sex', code = 'people-trained'): Figure => ({
  code, total: people(Object.values(counts).reduce((sum, count) => sum + count, 0)), by: { [dimension]: Object.entries(counts).map(([value, count]) => ({ value, cell: people(count) })) },
});
const ask = (figure: Figure, slice?: Slice): Asked => ({ definition: definition(figure.code), figure, slice });
const told = (...asked: Asked[]): (number | null)[][] => toldFigures(asked).map(({ total, by }) => [total, ...by.flatMap(({ cells }) => cells.map(({ cell }) => cell))].map((cell) => cell && cell.people));

describe('what is told of figures', () => {
  it('is all, where no cell is small', () => expect(told(ask(trained({ female: 40, male: 9, other: 0 })))).toEqual([[49, 40, 9, 0]]));
  it('hides a small cell and the smallest other', () => expect(told(ask(trained({ female: 40, male: 9, other: 2 })))).toEqual([[51, 40, null, null]]));
  it('hides the total where nothing else makes up for it', () => expect(told(ask(trained({ female: 3 })))).toEqual([[null, null]]));
  it('hides two small ones and a third, where they are too few together', () => expect(told(ask(trained({ female: 40, male: 1, other: 2, unknown: 6 })))).toEqual([[49, 40, null, null, null]]));
  it('hides two small ones alone, where they are enough together', () => expect(told(ask(trained({ female: 40, male: 4, other: 3 })))).toEqual([[47, 40, null, null]]));

  it('hides a ratio whose numerator is small, and one that gives the small rest away', () => {
    const share: Figure = { code: 'women-share', total: { value: 47, of: 50, people: 50 }, by: {} };
    expect(toldFigures([ask(share)])[0]?.total).toBeNull();
    const [trainedTold, shareTold] = toldFigures([ask(trained({ female: 47, male: 3 })), ask(share)]);
    expect(trainedTold?.by[0]?.cells.map(({ cell }) => cell)).toEqual([null, null]);
    expect(shareTold?.total).toBeNull();
  });

  it('hides the same people in every figure that counts them', () => {
    const [first, second] = told(ask(trained({ 0: 20, 1: 30, 2: 3, 3: 8 }, 'level')), ask({ ...trained({ 0: 20, 1: 30, 2: 3, 3: 8 }, 'level', 'participations'), total: { value: 70, of: 0, people: 61 } }));
    expect(first).toEqual([61, 20, 30, null, null]);
    expect(second).toEqual(first);
  });

  it('does not let a narrowed figure tell of those who are left', () => {
    const all = { ...trained({ female: 47, male: 3 }), by: {} };
    const [whole, women] = told(ask(all), ask({ code: 'people-trained', total: people(47), by: {} }, { sex: 'female' }));
    expect([whole, women]).toContainEqual([null]);
  });

  it('keeps the totals of a path whose steps have small groups', () => {
    const all = [3, 2, 30, 89, 27];
    const step = (code: string, reached: number[]): Asked => ask({
      code: `path-${code}`, total: { value: reached.reduce((sum, one) => sum + one, 0), of: 151, people: 151 },
      by: { age: ['12-18', '19-24', '25-40', '41-59', '60+'].map((value, index) => ({ value, cell: { value: reached[index] ?? 0, of: all[index] ?? 0, people: all[index] ?? 0 } })) },
    });
    const steps = [...['registered', 'diagnosed', 'placed'].map((code) => step(code, all)), step('grouped', [2, 2, 17, 43, 14]), step('came', [2, 0, 17, 40, 7]), ...['completed-1', 'came-2'].map((code) => step(code, [2, 0, 12, 30, 5]))];
    expect(toldFigures(steps).map(({ total }) => total === null)).toEqual(steps.map(() => false));
  });

  it('hides both steps of a path between which few were lost', () => {
    const step = (code: string, value: number): Asked => ask({ code, total: { value, of: 60, people: 60 }, by: {} });
    expect(toldFigures([step('path-registered', 60), step('path-diagnosed', 50), step('path-placed', 48), step('path-came', 30)]).map(({ total }) => total?.value ?? null)).toContain(null);
    expect(toldFigures([step('path-registered', 60), step('path-diagnosed', 50), step('path-placed', 50), step('path-came', 30)]).map(({ total }) => total?.value ?? null)).toEqual([60, 50, 50, 30]);
  });

  describe('of two steps of which those that are hidden lost too few together', () => {
    const KINDS = ['leader', 'member', 'official'];
    const scope: Scope = { centreIds: ['c'], period: { from: '2025-01-01', to: '2025-12-31' } };
    const step = (code: string, reached: number[], kinds = KINDS): Asked => ({
      ...ask({
        code: `path-${code}`, total: { value: reached.reduce((sum, one) => sum + one, 0), of: 272, people: 272 },
        by: { kind: kinds.map((value, index) => ({ value, cell: { value: reached[index] ?? 0, of: [218, 51, 3][index] ?? 0, people: [218, 51, 3][index] ?? 0 } })) },
      }), scope,
    });
    const steps = [step('registered', [218, 51, 3]), step('diagnosed', [204, 50, 3])];
    const valuesOf = (figures: readonly ToldFigure[]): (number | null | undefined)[][] => figures.map(({ total, by }) => [total?.value ?? null, ...by[0]?.cells.map(({ cell }) => cell?.value ?? null) ?? []]);

    it('hides a third group: of 15 in all, 14 are leaders', () => {
      const [registered, diagnosed] = valuesOf(toldFigures(steps));
      expect([registered?.[0], diagnosed?.[0]]).toEqual([272, 257]);
      expect(registered?.[1] === null || diagnosed?.[1] === null).toBe(true);
    });

    it('does so as well where an edition before knew of fewer groups', () => {
      const before = [step('registered', [218], ['leader']), step('diagnosed', [204], ['leader'])].map((asked) => ({ ...asked, figure: { ...asked.figure, total: { value: 0, of: 0, people: 0 } } }));
      const hidden = before.map(({ figure: { code } }): ToldFigure => ({ code, total: null, by: [{ dimension: 'kind', cells: [{ value: 'leader', cell: null }] }] }));
      const [registered, diagnosed] = valuesOf(toldFigures(steps, [{ asked: before, told: hidden }]));
      expect(registered?.[1] === null || diagnosed?.[1] === null || registered?.[0] === null || diagnosed?.[0] === null).toBe(true);
    });
  });

  it('gives up last what its reader came for, be it a total or a part', () => {
    const step = (code: string, value: number, headlines: Slice[] = []): Asked => ({ ...ask({ code, total: { value, of: 60, people: 60 }, by: {} }), headlines });
    const steps = (headline: string): Asked[] => Object.entries({ registered: 60, diagnosed: 50, placed: 48, came: 30 }).map(([code, value]) => step(`path-${code}`, value, code === headline ? [{}] : []));
    expect(toldFigures(steps('placed')).map(({ total }) => total?.value ?? null)).toEqual([60, null, 48, 30]);
    expect(toldFigures(steps('diagnosed')).map(({ total }) => total?.value ?? null)).toEqual([60, 50, null, 30]);
    const sexes = ask(trained({ female: 40, male: 9, other: 2 }));
    expect(told({ ...sexes, headlines: [{ sex: 'male' }] })).toEqual([[51, null, 9, null]]);
  });

  it('hides nothing of what people do not make up', () => {
    const figure: Figure = { code: 'organisations-reached', total: { value: 3, of: 0, people: 0 }, by: {} };
    expect(toldFigures([ask(figure)])[0]?.total).toEqual(figure.total);
  });
});

const CODES = ['people-trained', 'leaders-trained', 'women-share', 'participations', 'graduates', 'leaders-among-graduates', 'completion', 'retention'];
const SPLITS: Dimension[] = ['sex', 'kind', 'course', 'level', 'centre', 'access', 'sector'];
const SLICES: (Slice | undefined)[] = [undefined, undefined, { sex: 'female' }, { kind: 'leader' }, { centre: 'centre-a' }];

const [A, B] = CENTRES as [string, string];

/** People so much alike that few are left out of most groups: where differences tell most. */
function oneOfMany(seed: number): LearnerFacts[] {
  const [first] = randomPerson(seed);
  const [course] = first?.courses ?? [];
  if (!first) return [];
  const marks = [0, 7, 14].map((day) => [addDays('2025-03-01', day), `s${day}`, 120, 120, 1] as const);
  const common = { ...(course ?? { enrolmentId: `e${seed}`, editionId: 'ed', courseCode: 'c', enrolledOn: '2025-03-01', groupId: null, endedOn: null, status: 'completed' as const }), groupedOn: null, marks };
  return [{
    ...first, centreId: 'centre-a', sex: seed % 13 < 2 ? 'male' : 'female', kind: seed % 7 === 0 ? 'member' : 'leader', access: seed % 5 === 0 ? 'own' : 'none', posts: [],
    courses: [{ ...common, course: 1, level: seed % 4 === 0 ? 1 : 0, completedOn: seed % 3 === 0 ? null : '2025-04-01' }],
  }];
}

/** Of those most came in one quarter and at one centre, and few in another one: where two periods differ by few. */
function oneOfFewMore(seed: number): LearnerFacts[] {
  return oneOfMany(seed).map((one) => {
    const first = seed % 11 === 0 ? '2025-05-05' : seed % 6 === 0 ? '2025-02-03' : '2025-03-03';
    const courses = one.courses.map((course) => ({ ...course, completedOn: course.completedOn && addDays(first, 20), marks: course.marks.map(([, ...mark], index) => [addDays(first, index * 7), ...mark] as const) }));
    return { ...one, centreId: seed % 10 === 0 ? B : A, registeredOn: first, courses };
  });
}

const PEOPLE = { random: randomPerson, alike: oneOfMany, more: oneOfFewMore };

interface World {
  people: keyof typeof PEOPLE;
  seeds: number[];
  codes: string[];
  dimensions: Dimension[];
  slices: (Slice | undefined)[];
  scope?: Scope;
}

const world: fc.Arbitrary<World> = fc.record({
  people: fc.constantFrom('random', 'alike'), seeds: fc.uniqueArray(fc.nat(1_000_000), { minLength: 4, maxLength: 60, size: 'max' }), codes: fc.subarray(CODES, { minLength: 1 }),
  dimensions: fc.subarray(SPLITS, { maxLength: 3 }), slices: fc.uniqueArray(fc.constantFrom(...SLICES), { minLength: 1, maxLength: 2 }),
});

const during = (from: string, to: string, centreIds = [A, B]): Scope => ({ centreIds, period: { from, to } });
const SCOPES = [
  during('2025-01-01', '2025-03-31'), during('2025-04-01', '2025-06-30'), during('2025-01-01', '2025-06-30'), during('2025-02-01', '2025-04-30'), during('2025-01-01', '2025-12-31'),
  during('2025-01-01', '2025-06-30', [A]), during('2025-01-01', '2025-03-31', [B]),
];

const story: fc.Arbitrary<Omit<World, 'scope'> & { scopes: Scope[]; late: number[] }> = fc.record({
  people: fc.constantFrom('random', 'more', 'more'), seeds: fc.uniqueArray(fc.nat(1_000_000), { minLength: 20, maxLength: 90, size: 'max' }), late: fc.uniqueArray(fc.integer({ min: 1_000_001, max: 1_000_100 }), { maxLength: 3 }),
  scopes: fc.array(fc.constantFrom(...SCOPES), { minLength: 2, maxLength: 4 }),
  codes: fc.subarray(['registered', 'people-trained', 'women-share', 'graduates', 'completion'], { minLength: 1, maxLength: 3 }), dimensions: fc.subarray<Dimension>(['sex', 'kind', 'month', 'centre', 'age'], { minLength: 1, maxLength: 2 }), slices: fc.constant([undefined]),
});

function hiddenIn(told: readonly ToldFigure[]): number {
  return told.flatMap(({ total, by }) => [total, ...by.flatMap(({ cells }) => cells.map(({ cell }) => cell))]).filter((cell) => cell === null).length;
}

function figuresIn({ people: which, seeds, codes, dimensions, slices, scope = { centreIds: CENTRES, period: MIDDLE } }: World): Asked[] {
  return slices.flatMap((slice) => {
    const able = codes.map(definition).filter(({ dimensions: own }) => Object.keys(slice ?? {}).every((one) => own.includes(one as Dimension)));
    const tally = newTally(able, { ...scope, slice }, dimensions);
    for (const seed of seeds) tally.add(PEOPLE[which](seed));
    return figuresOf(able, tally.cells).map((figure) => ({ definition: definition(figure.code), figure, slice, scope }));
  });
}

describe('an attacker', () => {
  it('works no small number out from all that is told together', async () => {
    let hidden = 0;
    await fc.assert(fc.asyncProperty(world, async (one) => {
      const asked = figuresIn(one);
      const attacker = await Attacker.at(asked, toldFigures(asked));
      hidden += attacker.secrets.length;
      expect(attacker.worksOut()).toEqual([]);
    }), { seed: 6, numRuns: 24 });
    expect(hidden).toBeGreaterThan(100);
  }, 120_000);

  it('works nothing out from what is told one after the other: of overlapping periods, of fewer centres, and again after the records changed', async () => {
    let [beside, again] = [0, 0];
    await fc.assert(fc.asyncProperty(story, async ({ late, ...one }) => {
      const tellings: Telling[] = [];
      for (const [index, scope] of one.scopes.entries()) {
        const seeds = index === 0 ? one.seeds : [...one.seeds, ...late];
        const asked = figuresIn({ ...one, seeds, scope });
        const earlier = tellings.map((before, at) => toldBefore(figuresIn({ ...one, seeds, scope: one.scopes[at] }), before.told));
        tellings.push({ asked, told: toldFigures(asked, earlier) });
        beside += hiddenIn(tellings.at(-1)?.told ?? []) - hiddenIn(toldFigures(asked));
      }
      again += one.scopes.length - new Set(one.scopes).size;
      expect((await Attacker.with(tellings)).worksOut()).toEqual([]);
    }), { seed: 6, numRuns: 16 });
    expect([beside > 20, again > 2]).toEqual([true, true]);
  }, 180_000);

  it('would work it out if each were hidden by itself', async () => {
    const [first, half] = SCOPES.filter((_, index) => index !== 1).map((scope, index): Telling => {
      const asked = [{ ...ask(trained(index === 0 ? { female: 40, male: 20 } : { female: 61, male: 22 })), scope }];
      return { asked, told: toldFigures(asked) };
    }) as [Telling, Telling];
    expect((await Attacker.with([first, half])).worksOut()).toEqual([expect.stringContaining('people-trained[sex=male] people')]);
    const told = toldFigures(half.asked, [first]);
    expect(told[0]).toMatchObject({ total: people(83), by: [{ cells: [{ cell: null }, { cell: null }] }] });
    expect((await Attacker.with([first, { ...half, told }])).worksOut()).toEqual([]);
  });

  it('leaves the totals of a report that is asked for in every dimension', async () => {
    // So many that no total is a small number itself, nor leaves one: of fewer, hiding one would be right.
    const asked = figuresIn({ people: 'random', seeds: Array.from({ length: 400 }, (_, seed) => seed), codes: CODES, dimensions: SPLITS, slices: [undefined, { sex: 'female' }] });
    const given = toldFigures(asked);
    const cells = (told: boolean): number => given.flatMap(({ by }) => by.flatMap((parts) => parts.cells)).filter(({ cell }) => (cell !== null) === told).length;
    expect(given.filter(({ total }) => total === null)).toEqual([]);
    expect(3 * cells(true)).toBeGreaterThan(cells(true) + cells(false));
    expect((await Attacker.at(asked, given)).worksOut()).toEqual([]);
  }, 120_000);

  it('would work it out if only the small cells were hidden', async () => {
    const asked = [ask(trained({ female: 40, male: 9, other: 2 }))];
    const careless = toldFigures(asked).map((figure) => ({ ...figure, by: [{ dimension: 'sex' as const, cells: [{ value: 'female', cell: people(40) }, { value: 'male', cell: people(9) }, { value: 'other', cell: null }] }] }));
    expect((await Attacker.at(asked, careless)).worksOut()).toEqual(['people-trained[].sex=other people']);
  });

  it('finds no cell of fewer than five', () => {
    fc.assert(fc.property(world, (one) => {
      for (const { total, by } of toldFigures(figuresIn(one))) {
        for (const cell of [total, ...by.flatMap(({ cells }) => cells.map((part) => part.cell))]) expect(cell !== null && tooFew(cell.people)).toBe(false);
      }
    }), { seed: 6, numRuns: 40 });
    expect(FEWEST).toBe(5);
  });
});

import fc from 'fast-check';
import { CENTRES, MIDDLE, randomPerson } from '../../../test/reports/random-facts.js';
import type { LearnerFacts } from '../facts/learner-facts.js';
import { CATALOGUE } from './catalogue.js';
import { type Cell, type Dimension, DIMENSIONS, type Figure, type IndicatorDefinition, type PersonSeen, type Scope, type Share, type Slice } from './indicator.js';
import { ownValues } from './own-values.js';
import { canNarrow, figuresOf, newTally } from './tally.js';

const definitions = [...CATALOGUE.values()];
const scope: Scope = { centreIds: CENTRES, period: MIDDLE };
const crowd = fc.uniqueArray(fc.nat(1_000_000), { maxLength: 25 }).map((seeds) => seeds.map(randomPerson));
const seen = (facts: readonly LearnerFacts[]): PersonSeen => ({ personId: facts[0]?.personId ?? '', facts, period: MIDDLE });

function tallied(people: readonly (readonly LearnerFacts[])[], slice?: Slice): Map<string, Cell> {
  const tally = newTally(definitions, { ...scope, ...(slice && { slice }) }, DIMENSIONS);
  for (const one of people) tally.add(one);
  return tally.cells;
}

/** The plain way to count: all that a person adds to a part, put together at once. */
function cellOf(definition: IndicatorDefinition, people: readonly (readonly LearnerFacts[])[], keeps: (person: PersonSeen, share: Share) => boolean): Cell {
  const cell: Cell = { value: 0, of: 0, people: 0 };
  for (const person of people.map(seen)) {
    const shares = (definition.shares?.(person) ?? []).filter((share) => keeps(person, share));
    if (shares.length === 0) continue;
    const groups = definition.once === undefined ? shares.map((share) => [share])
      : definition.once === 'person' ? [shares] : [...new Set(shares.map(({ record }) => record))].map((record) => shares.filter((share) => share.record === record));
    cell.people += 1;
    cell.value += groups.reduce((sum, group) => sum + (definition.once ? Math.max(...group.map(({ value }) => value)) : group[0]?.value ?? 0), 0);
    cell.of += groups.reduce((sum, group) => sum + (definition.once ? Math.max(...group.map(({ of }) => of)) : group[0]?.of ?? 0), 0);
  }
  return cell;
}

const valuesOf = (person: PersonSeen, share: Share, dimension: Dimension): readonly string[] => (share.at?.[dimension] === undefined ? ownValues(person, dimension) : [share.at[dimension]]);

it('counts as the plain way does, the whole and each part, and each person once in each', () => {
  fc.assert(fc.property(crowd, (people) => {
    const figures = figuresOf(definitions, tallied(people));
    for (const definition of definitions) {
      const figure = figures.find(({ code }) => code === definition.code) as Figure;
      expect({ code: figure.code, ...figure.total }).toEqual({ code: definition.code, ...cellOf(definition, people, () => true) });
      for (const [dimension, parts] of Object.entries(figure.by) as [Dimension, { value: string; cell: Cell }[]][]) {
        for (const { value, cell } of parts) {
          expect({ code: figure.code, dimension, value, cell }).toEqual({ code: figure.code, dimension, value, cell: cellOf(definition, people, (person, share) => valuesOf(person, share, dimension).includes(value)) });
        }
      }
    }
  }), { seed: 6, numRuns: 25 });
});

it('adds the parts up to the whole and what stands in several of them', () => {
  fc.assert(fc.property(crowd, (people) => {
    for (const figure of figuresOf(definitions, tallied(people))) {
      const definition = CATALOGUE.get(figure.code) as IndicatorDefinition;
      for (const [dimension, parts] of Object.entries(figure.by) as [Dimension, { value: string; cell: Cell }[]][]) {
        const inSeveral = people.map(seen).reduce((sum, person) => {
          const values = new Set((definition.shares?.(person) ?? []).flatMap((share) => valuesOf(person, share, dimension)));
          return sum + Math.max(0, values.size - 1);
        }, 0);
        expect(parts.reduce((sum, { cell }) => sum + cell.people, 0)).toBe(figure.total.people + inSeveral);
        expect(figure.overlap?.[dimension]?.people ?? 0).toBe(inSeveral);
      }
    }
  }), { seed: 6, numRuns: 25 });
});

it('takes off again all that it added, in whatever order', () => {
  fc.assert(fc.property(crowd, crowd, fc.nat(), (stay, leave, turn) => {
    const tally = newTally(definitions, scope, DIMENSIONS);
    const gone = leave.filter((one) => !stay.some((other) => other[0]?.personId === one[0]?.personId));
    const all = [...stay, ...gone];
    const from = all.length === 0 ? 0 : turn % all.length;
    for (const one of [...all.slice(from), ...all.slice(0, from)].reverse()) tally.add(one);
    for (const one of gone) tally.remove(one);
    expect(sorted(tally.cells)).toEqual(sorted(tallied(stay)));
  }), { seed: 6, numRuns: 25 });
});

it('goes on from the cells that were kept', () => {
  const [before, after] = [[1, 2, 3].map(randomPerson), [4, 5].map(randomPerson)];
  const kept = new Map([...tallied(before)].map(([key, cell]) => [key, { ...cell }]));
  const tally = newTally(definitions, scope, DIMENSIONS, kept);
  for (const one of after) tally.add(one);
  for (const one of before) tally.remove(one);
  expect(sorted(tally.cells)).toEqual(sorted(tallied(after)));
});

it('narrows a figure to what its part says', () => {
  fc.assert(fc.property(crowd, fc.constantFrom(...DIMENSIONS), (people, dimension) => {
    for (const figure of figuresOf(definitions, tallied(people))) {
      for (const { value, cell } of figure.by[dimension] ?? []) {
        const narrowed = figuresOf(definitions, tallied(people, { [dimension]: value })).find(({ code }) => code === figure.code);
        expect(narrowed).toMatchObject({ total: cell, by: { [dimension]: [{ value, cell }] } });
      }
    }
  }), { seed: 6, numRuns: 15 });
});

it.each<[string, Slice, (one: readonly LearnerFacts[]) => boolean]>([
  ['women', { sex: 'female' }, ([first]) => first?.sex === 'female'],
  ['of unknown age', { age: 'unknown' }, ([first]) => !first?.birthYear || MIDDLE.to < `${first.birthYear + 6}`],
])('narrowed to %s, counts them and nobody else', (_, slice, belongs) => {
  fc.assert(fc.property(crowd, (people) => {
    const [narrowed, filtered] = [figuresOf(definitions, tallied(people, slice)), figuresOf(definitions, tallied(people.filter(belongs)))];
    for (const [index, definition] of definitions.entries()) if (canNarrow(definition, slice)) expect(narrowed[index]).toEqual(filtered[index]);
  }), { seed: 6, numRuns: 25 });
});

it('passes over centres that were not asked for, and indicators that a slice cannot narrow', () => {
  const people = Array.from({ length: 40 }, (_, index) => randomPerson(index));
  const tally = newTally(definitions, { ...scope, centreIds: ['centre-a'], slice: { month: '2025-03' } }, DIMENSIONS);
  for (const one of people) tally.add(one);
  const figures = figuresOf(definitions, tally.cells);
  expect(figures.flatMap(({ by }) => by.centre ?? []).map(({ value }) => value)).not.toContain('centre-b');
  expect(figures.find(({ code }) => code === 'officials-in-post')?.total.people).toBe(0);
  expect(figures.find(({ code }) => code === 'people-trained')?.total.people).toBeGreaterThan(0);
});

function sorted(cells: ReadonlyMap<string, Cell>): [string, Cell][] {
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1));
}

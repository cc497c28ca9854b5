import type { LearnerFacts, PostFacts } from '../facts/learner-facts.js';
import { reachOf, ReachTally, type OrganisationSum, type ReachCode } from './organisation-reach.js';
import { OrganisationSums } from './organisation-sums.js';

interface Held extends Omit<PostFacts, 'from' | 'until'> {
  personId: string;
  trained: boolean;
}

const post = (personId: string, code: string, more: Partial<Held> = {}): Held => ({
  organisationId: 'o', type: 'soup_kitchen', district: 'Villa El Salvador', sector: '2', personId, post: code, board: code === 'president', trained: true, ...more,
});

function sumOf(held: readonly Held[]): OrganisationSum {
  const sums = new OrganisationSums({ from: '2026-11-01', to: '2026-11-30' });
  for (const id of new Set(held.map(({ personId }) => personId))) {
    const own = held.filter(({ personId }) => personId === id);
    const marks = own.some(({ trained }) => trained) ? [['2026-11-02', 's', 90, 90, 1]] : [];
    sums.add([{ personId: id, centreId: 'c', courses: [{ marks }], posts: own.map((one) => ({ ...one, from: null, until: null })) } as unknown as LearnerFacts]);
  }
  return [...sums.organisations()][0] as OrganisationSum;
}

const OFFICE = { type: 'municipal_office', sector: null } as const;

type Row = [value: number, of: number, people: number, post: string | null];
const TABLE: [string, ReachCode, Held[], Row[]][] = [
  ['nobody came: not reached', 'organisations-reached', [post('p', 'member', { trained: false })], []],
  ['one came: reached once', 'organisations-reached', [post('p', 'member'), post('q', 'member', { trained: false })], [[1, 0, 1, null]]],
  ['somebody with two posts is one', 'organisations-reached', [post('p', 'president'), post('p', 'delegate')], [[1, 0, 1, null]]],
  ['a board of which one came', 'board-reach', [post('p', 'president'), post('q', 'treasurer', { board: true, trained: false })], [[1, 2, 2, null]]],
  ['a board of which nobody came, but a member did', 'board-reach', [post('p', 'president', { trained: false }), post('q', 'member')], [[0, 1, 1, null]]],
  ['no board on record', 'board-reach', [post('p', 'member')], []],
  ['a board of an organisation that was not reached', 'board-reach', [post('p', 'president', { trained: false })], []],
  ['two who held one post of the municipality', 'official-posts-trained', [post('p', 'officer', OFFICE), post('q', 'officer', OFFICE)], [[1, 0, 2, 'officer']]],
  ['two posts, of which one has nobody who came', 'official-posts-trained', [post('p', 'officer', OFFICE), post('q', 'manager', { ...OFFICE, trained: false })], [[1, 0, 1, 'officer']]],
  ['words of its own for a post of an office', 'official-posts-trained', [post('p', 'Chofer', OFFICE)], [[1, 0, 1, 'Chofer']]],
  ['a mayor, wherever she is written down', 'official-posts-trained', [post('p', 'mayor', { type: 'other' })], [[1, 0, 1, 'mayor']]],
  ['a president of a kitchen is no official', 'official-posts-trained', [post('p', 'president')], []],
];

describe('reachOf', () => {
  it.each(TABLE)('%s', (_name, code, posts, rows) => {
    expect(reachOf(code, sumOf(posts)).map(({ value, of, people, post: which }): Row => [value, of, people, which])).toEqual(rows);
  });
});

describe('ReachTally', () => {
  const DEFINITION = { code: 'organisations-reached', dimensions: ['organisationType', 'sector', 'centre'] as const };
  const KITCHEN = sumOf([post('p', 'member')]);
  const YOUTH = sumOf([post('p', 'member', { organisationId: 'u', type: 'youth' }), post('q', 'member', { organisationId: 'u', type: 'youth' })]);

  it('counts organisations, and in each the people who make it count', () => {
    const tally = new ReachTally([DEFINITION], {}, ['organisationType']);
    for (const sum of [KITCHEN, YOUTH]) tally.add(sum);
    expect(Object.fromEntries(tally.cells)).toEqual({
      'organisations-reached': { value: 2, of: 0, people: 3 },
      'organisations-reached|organisationType|soup_kitchen': { value: 1, of: 0, people: 1 }, 'organisations-reached|organisationType|youth': { value: 1, of: 0, people: 2 },
    });
  });

  it('takes off what it added, and goes on from what another left', () => {
    const [both, one] = [new ReachTally([DEFINITION], {}, ['organisationType']), new ReachTally([DEFINITION], {}, ['organisationType'])];
    for (const sum of [KITCHEN, YOUTH]) both.add(sum);
    one.add(YOUTH);
    const after = new ReachTally([DEFINITION], {}, ['organisationType'], new Map(both.cells));
    after.remove(KITCHEN);
    expect(new Map(after.cells)).toEqual(one.cells);
  });

  it('keeps to its slice, the unknown among its values', () => {
    const valueOf = (slice: object): number => {
      const tally = new ReachTally([DEFINITION], slice);
      tally.add(sumOf([post('p', 'member', { sector: null })]));
      return tally.cells.size;
    };
    expect([{}, { sector: 'unknown' }, { sector: 'Villa El Salvador · 2' }, { centre: 'c' }, { centre: 'd' }].map(valueOf)).toEqual([1, 1, 0, 1, 0]);
  });
});

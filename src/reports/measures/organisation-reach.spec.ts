import { reachOf, ReachTally, type HeldPost, type ReachCode } from './organisation-reach.js';

const post = (personId: string, code: string, more: Partial<HeldPost> = {}): HeldPost => ({
  organisationId: 'o', centreId: 'c', type: 'soup_kitchen', district: 'Villa El Salvador', sector: '2', personId, post: code, board: code === 'president', trained: true, ...more,
});
const OFFICE = { type: 'municipal_office', sector: null } as const;

type Row = [value: number, of: number, people: string[], post: string | null];
const TABLE: [string, ReachCode, HeldPost[], Row[]][] = [
  ['nobody came: not reached', 'organisations-reached', [post('p', 'member', { trained: false })], []],
  ['one came: reached once', 'organisations-reached', [post('p', 'member'), post('q', 'member', { trained: false })], [[1, 0, ['p'], null]]],
  ['somebody with two posts is one', 'organisations-reached', [post('p', 'president'), post('p', 'delegate')], [[1, 0, ['p'], null]]],
  ['a board of which one came', 'board-reach', [post('p', 'president'), post('q', 'treasurer', { board: true, trained: false })], [[1, 2, ['p', 'q'], null]]],
  ['a board of which nobody came, but a member did', 'board-reach', [post('p', 'president', { trained: false }), post('q', 'member')], [[0, 1, ['p'], null]]],
  ['no board on record', 'board-reach', [post('p', 'member')], []],
  ['a board of an organisation that was not reached', 'board-reach', [post('p', 'president', { trained: false })], []],
  ['two who held one post of the municipality', 'official-posts-trained', [post('p', 'officer', OFFICE), post('q', 'officer', OFFICE)], [[1, 0, ['p', 'q'], 'officer']]],
  ['two posts, of which one has nobody who came', 'official-posts-trained', [post('p', 'officer', OFFICE), post('q', 'manager', { ...OFFICE, trained: false })], [[1, 0, ['p'], 'officer']]],
  ['words of its own for a post of an office', 'official-posts-trained', [post('p', 'Chofer', OFFICE)], [[1, 0, ['p'], 'Chofer']]],
  ['a mayor, wherever she is written down', 'official-posts-trained', [post('p', 'mayor', { type: 'other' })], [[1, 0, ['p'], 'mayor']]],
  ['a president of a kitchen is no official', 'official-posts-trained', [post('p', 'president')], []],
];

describe('reachOf', () => {
  it.each(TABLE)('%s', (_name, code, posts, rows) => {
    expect(reachOf(code, posts).map(({ value, of, people, post: which }): Row => [value, of, [...people], which])).toEqual(rows);
  });
});

describe('ReachTally', () => {
  const DEFINITION = { code: 'organisations-reached', dimensions: ['organisationType', 'sector', 'centre'] as const };
  const KITCHEN = [post('p', 'member')];
  const YOUTH = [post('p', 'member', { organisationId: 'u', type: 'youth' }), post('q', 'member', { organisationId: 'u', type: 'youth' })];

  it('counts organisations, and in each the people who make it count', () => {
    const tally = new ReachTally([DEFINITION], {}, ['organisationType']);
    for (const posts of [KITCHEN, YOUTH]) tally.add(posts);
    expect(Object.fromEntries(tally.cells)).toEqual({
      'organisations-reached': { value: 2, of: 0, people: 3 },
      'organisations-reached|organisationType|soup_kitchen': { value: 1, of: 0, people: 1 }, 'organisations-reached|organisationType|youth': { value: 1, of: 0, people: 2 },
    });
  });

  it('takes off what it added, and goes on from what another left', () => {
    const [both, one] = [new ReachTally([DEFINITION], {}, ['organisationType']), new ReachTally([DEFINITION], {}, ['organisationType'])];
    for (const posts of [KITCHEN, YOUTH]) both.add(posts);
    one.add(YOUTH);
    const after = new ReachTally([DEFINITION], {}, ['organisationType'], new Map(both.cells));
    after.remove(KITCHEN);
    expect(new Map(after.cells)).toEqual(one.cells);
  });

  it('keeps to its slice, the unknown among its values', () => {
    const valueOf = (slice: object): number => {
      const tally = new ReachTally([DEFINITION], slice);
      tally.add([post('p', 'member', { sector: null })]);
      return tally.cells.size;
    };
    expect([{}, { sector: 'unknown' }, { sector: 'Villa El Salvador · 2' }, { centre: 'c' }, { centre: 'd' }].map(valueOf)).toEqual([1, 1, 0, 1, 0]);
  });
});

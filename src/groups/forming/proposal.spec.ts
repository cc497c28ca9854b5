import { edition, fixedGroup, hour, LATER_MORNING, learner, MORNING, SATURDAY } from '../../../test/groups/small-edition.js';
import type { FormingInput, Proposal } from '../group-forming.js';
import { formGroups } from './form-groups.js';

const propose = (input: FormingInput): Promise<Proposal> => formGroups(input, { deadline: Date.now() + 20_000, cancelled: () => false, onProgress: () => undefined });
const membersOf = ({ groups }: Proposal): Record<string, string[]> => Object.fromEntries(groups.map(({ key, memberIds }) => [key, [...memberIds].sort()]));
const reasonsOf = ({ notPlaced }: Proposal): Record<string, string> => Object.fromEntries(notPlaced.map(({ personId, reason }) => [personId, reason]));

const M = ['mwf-morning'] as const;
const mornings = (names: string, level: 0 | 1 | 2 | 3 = 0) => names.split(' ').map((name) => learner(name, level, [...M]));

describe('who is not placed, and why', () => {
  it.each<[string, FormingInput, Record<string, string>]>([
    ['nobody asked her', edition([learner('rosa', 0, null), ...mornings('ana')], [hour('h', MORNING)]), { rosa: 'availability-unknown' }],
    ['no hour fits', edition([learner('rosa', 0, ['evenings']), ...mornings('ana')], [hour('h', MORNING)]), { rosa: 'no-hour-fits' }],
    ['she is in another class at her only hour', edition(
      [learner('rosa', 0, [...M], { busy: [MORNING] }), ...mornings('ana')], [hour('h', MORNING), hour('s', SATURDAY)]), { rosa: 'in-class' }],
    ['nobody teaches then', { ...edition(mornings('rosa'), [hour('h', MORNING)]), trainers: [] }, { rosa: 'nobody-teaches-it' }],
    ['the only trainer teaches in the other room', edition(
      [...mornings('rosa'), ...mornings('a b', 2)], [hour('h', MORNING, 2), hour('other', MORNING, 2, 'other room')]), { rosa: 'teachers-busy' }],
    ['her hour is full', edition(mornings('a b c d'), [hour('h', MORNING)]), { d: 'hour-full' }],
    ['another level has the room', { ...edition([...mornings('rosa'), ...mornings('a b', 2)], [hour('h', MORNING)]) }, { rosa: 'room-taken' }],
    ['another edition has the room', {
      ...edition(mornings('rosa'), [hour('h', MORNING)]), occupied: [{ ...MORNING, roomId: 'room', trainerId: null }],
    }, { rosa: 'room-taken' }],
    ['too few of her level', edition([...mornings('a b'), learner('rosa', 0, ['sat-morning'])], [hour('h', MORNING), hour('s', SATURDAY)],
      { minimumSize: 2 }), { rosa: 'too-few' }],
    ['no more groups are wanted', edition([...mornings('a b'), learner('rosa', 0, ['sat-morning'])], [hour('h', MORNING), hour('s', SATURDAY)],
      { maximumGroups: 1 }), { rosa: 'no-more-groups' }],
  ])('%s', async (_, input, expected) => {
    expect(reasonsOf(await propose(input))).toEqual(expected);
  });

  it('names the hours in which she could have come', async () => {
    const proposal = await propose(edition(mornings('a b c d'), [hour('h', MORNING), hour('s', SATURDAY)]));
    expect(proposal.notPlaced).toEqual([{ personId: 'd', level: 0, reason: 'hour-full', keys: ['h'] }]);
  });
});

describe('levels', () => {
  it('stay apart where that costs nobody her seat', async () => {
    const proposal = await propose(edition([...mornings('a b'), ...mornings('c d', 1)], [hour('h', MORNING, 4), hour('l', LATER_MORNING, 4)]));
    expect(proposal.groups.map(({ level, memberIds }) => [level, memberIds.length]).sort()).toEqual([[0, 2], [1, 2]]);
  });

  it('sit together when next to each other and there is no other seat; the group has the level of the more', async () => {
    const proposal = await propose(edition([...mornings('a b'), ...mornings('c', 1)], [hour('h', MORNING, 4)]));
    expect(proposal.groups).toEqual([expect.objectContaining({ level: 0, memberIds: ['a', 'b', 'c'], offLevelIds: ['c'] })]);
  });

  it.each<[string, FormingInput, number]>([
    ['not two levels off', edition([...mornings('a b'), ...mornings('c', 2)], [hour('h', MORNING, 4)]), 2],
    ['three in one room, when the middle one is not outnumbered', edition([...mornings('a'), ...mornings('b c', 1), ...mornings('d', 2)], [hour('h', MORNING, 4)]), 4],
    ['not three of which none is half', edition([...mornings('a b'), ...mornings('c', 1), ...mornings('d', 2)], [hour('h', MORNING, 4)]), 3],
    ['not when nobody wants it', edition([...mornings('a b'), ...mornings('c', 1)], [hour('h', MORNING, 4)], { mixing: 'never' }), 2],
  ])('%s', async (_, input, placed) => {
    expect((await propose(input)).criteria[0]?.value).toBe(placed);
  });
});

describe('seats that are short', () => {
  it('go to the greatest gap weights, then to who stands first', async () => {
    const weights = [0, 0.2, -0.1, 0.2, 0];
    const learners = mornings('a b c d e').map((person, index) => ({ ...person, gapWeight: weights[index] ?? 0 }));
    expect(membersOf(await propose(edition(learners, [hour('h', MORNING)])))).toEqual({ h: ['a', 'b', 'd'] });
  });

  it('are found for her by moving others on, never out', async () => {
    const flexible = [learner('a', 0, [...M, 'sat-morning'], { gapWeight: 0.9 }), learner('b', 0, [...M, 'sat-morning'], { gapWeight: 0.8 })];
    const learners = [...flexible, learner('c', 0, [...M]), learner('d', 0, [...M])];
    const proposal = await propose(edition(learners, [hour('h', MORNING, 2), hour('s', SATURDAY, 2)]));
    expect(membersOf(proposal)).toEqual({ h: ['c', 'd'], s: ['a', 'b'] });
  });
});

describe('organisations', () => {
  const both = [hour('h', MORNING, 2), hour('l', LATER_MORNING, 2)];
  const two = ['x', 'y', 'x', 'y'].map((organisationId, index) => learner(`${organisationId}${index}`, 0, [...M], { organisationId }));
  it.each<['together' | 'apart', string[]]>([
    ['together', ['x0,x2', 'y1,y3']],
    ['apart', ['x0,y1', 'x2,y3']],
  ])('%s', async (organisations, expected) => {
    const groups = Object.values(membersOf(await propose(edition(two, both, { organisations }))));
    const kinds = groups.map((members) => members.map((name) => name[0]).join());
    expect(kinds.sort()).toEqual(expected.map((members) => members.split(',').map((name) => name[0]).join()).sort());
  });

  it('never cost anybody her seat', async () => {
    const learners = [...two.slice(0, 3), learner('z', 0, [...M])];
    expect((await propose(edition(learners, both, { organisations: 'together' }))).criteria[0]?.value).toBe(4);
  });
});

describe('fixed groups', () => {
  it('keep their members and take more', async () => {
    const input = { ...edition([...mornings('a b'), ...mornings('z', 3)], [hour('h', LATER_MORNING)]), fixedGroups: [fixedGroup('g', 0, MORNING, ['z'])] };
    const proposal = await propose(input);
    expect(membersOf(proposal)).toEqual({ g: ['a', 'b', 'z'] });
    expect([proposal.groups[0]?.memberIds[0], proposal.notPlaced]).toEqual(['z', []]);
  });

  it.each<[string, string, string, string[]]>([
    ['as many as are of their own level, those whom they hold counted', 'o', 'g', ['a', 'e']],
    ['as many as the members whom they hold bear', 'o p', '', ['a', 'e', 'f', 'h']],
    ['none where guests are the greater part already, though more of their own level', '', 'g', ['a']],
  ])('take guests: %s', async (_, own, guests, placed) => {
    const held = [own, guests].flatMap((names) => names.split(' ').filter(Boolean));
    const learners = [...mornings('o p a'), ...mornings('g e f h', 1)].filter(({ personId }) => !'opg'.includes(personId) || held.includes(personId));
    const standing = fixedGroup('g', 0, MORNING, held, 9, held.length - (guests ? 1 : 0));
    expect(membersOf(await propose({ ...edition(learners, []), fixedGroups: [standing] }))).toEqual({ g: [...held, ...placed].sort() });
  });

  it('hold their room and their trainer', async () => {
    const input = { ...edition(mornings('a b c d'), [hour('h', MORNING, 9, 'other room')]), fixedGroups: [fixedGroup('g', 0, MORNING, [])] };
    expect(membersOf(await propose(input))).toEqual({ g: ['a', 'b', 'c'] });
  });

  it('may hold more than there are seats, when a trainer made them so', async () => {
    const input = { ...edition(mornings('a b c'), [hour('h', LATER_MORNING)]), fixedGroups: [fixedGroup('g', 0, MORNING, ['a', 'b'], 1)] };
    expect(membersOf(await propose(input))).toEqual({ g: ['a', 'b'], h: ['c'] });
  });
});

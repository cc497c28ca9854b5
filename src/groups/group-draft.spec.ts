import type { Level } from '../shared/kernel/levels.js';
import { confirmRefusals, type ConfirmFacts } from './confirm-rules.js';
import type { EditionPerson } from './edition-people.js';
import type { FormingEdition, StandingGroup } from './forming-facts.js';
import { draftOf, EMPTY_DRAFT, freeName, settledDraft, withGroupAgain, withoutGroup, type DraftGroup, type GroupDraft } from './group-draft.js';
import type { Proposal } from './group-forming.js';

const MONDAYS = { days: 1, startsAt: '09:00', endsAt: '11:00' };
const COURSE = { levelNeeded: 0, levelReached: 3 } as FormingEdition;

function person(personId: string, more: Partial<EditionPerson> = {}): EditionPerson {
  return { personId, level: 0 as Level, groupId: null, ...more } as EditionPerson;
}

function group(more: Partial<DraftGroup> = {}): DraftGroup {
  return { key: 'h0', fixedGroupId: null, name: 'Grupo A', level: 0, roomId: 'room', trainerId: 'elena', seats: 18, memberIds: ['a', 'b'], ...MONDAYS, ...more };
}

function draft(groups: DraftGroup[], more: Partial<GroupDraft> = {}): GroupDraft {
  return { ...EMPTY_DRAFT, searching: false, groups, ...more };
}

describe('a draft', () => {
  const proposed = (key: string, level: Level, days: number, fixedGroupId: string | null = null): Proposal['groups'][number] => ({
    ...MONDAYS, key, hourId: null, fixedGroupId, level, days, roomId: 'room', trainerId: null, seats: 18, memberIds: [], offLevelIds: [],
  });

  it('names its groups by level and day, standing ones as they are', () => {
    const proposal: Proposal = {
      groups: [proposed('x', 2, 1), proposed('y', 0, 8), proposed('z', 0, 1), proposed('old', 1, 1, 'old')],
      notPlaced: [], criteria: [], gap: 0, status: 'optimal',
    };
    const { groups } = draftOf(proposal, [{ id: 'old', name: 'Grupo A' }], (letter) => `Grupo ${letter}`, 0);
    expect(groups.map(({ key, name }) => [key, name])).toEqual([['z', 'Grupo B'], ['y', 'Grupo C'], ['old', 'Grupo A'], ['x', 'Grupo D']]);
  });

  it('goes on after Z', () => {
    const taken = new Set<string>();
    const names = Array.from({ length: 28 }, () => freeName(taken, (letter) => letter));
    expect([names[0], names[25], names[26], names[27]]).toEqual(['A', 'Z', 'AA', 'AB']);
  });

  it('leaves out who withdrew or has another group, and takes in who came since', () => {
    const people = [person('a'), person('b', { groupId: 'other' }), person('c'), person('d', { level: null }), person('e'), person('f', { level: 3 })];
    const settled = settledDraft(draft([group({ memberIds: ['a', 'b', 'gone'] })], { notPlaced: [{ personId: 'c', reason: 'hour-full' }] }), people, COURSE);
    expect(settled.groups[0]?.memberIds).toEqual(['a']);
    expect(settled.notPlaced).toEqual([
      { personId: 'c', reason: 'hour-full' }, { personId: 'd', reason: 'no-level' }, { personId: 'e', reason: 'came-later' }, { personId: 'f', reason: 'level-beyond' },
    ]);
  });
});

describe('a group that is given up', () => {
  const groups = [group(), group({ key: 'h1', name: 'Grupo B', memberIds: ['c'] }), group({ key: 'h2', name: 'Grupo C', memberIds: ['d'] })];
  const before = draft(groups, { notPlaced: [{ personId: 'e', reason: 'hour-full' }], reasons: { c: 'Cambió de turno' } });

  it('leaves its people without a place, and comes back as the draft stood', () => {
    const without = withoutGroup(before, 'h1');
    expect(without).toMatchObject({ touched: true, groups: [{ key: 'h0' }, { key: 'h2' }], notPlaced: [{ personId: 'e' }, { personId: 'c', reason: 'by-hand' }] });
    expect(withGroupAgain(without)).toEqual({ ...before, givenUp: null });
  });

  it('comes back without whoever found another seat or left meanwhile', () => {
    const without = settledDraft(withoutGroup(before, 'h0'), ['a', 'c', 'd', 'e'].map((id) => person(id)), COURSE);
    expect(withGroupAgain(without).groups.map(({ key, memberIds }) => [key, memberIds])).toEqual([['h0', ['a']], ['h1', ['c']], ['h2', ['d']]]);
  });

  it('is none where it stands already, or where nothing was given up', () => {
    expect(() => withoutGroup(draft([group({ fixedGroupId: 'old' })]), 'h0')).toThrow('stands-already');
    expect(() => withoutGroup(before, 'h9')).toThrow('is not there');
    expect(() => withGroupAgain(before)).toThrow('not-given-up');
  });
});

describe('confirming', () => {
  const standing = (more: Partial<StandingGroup> = {}): StandingGroup => ({
    id: 's', editionId: 'other', editionName: 'Curso 2', name: 'Grupo Z', level: 1, roomId: 'elsewhere', trainerId: 'luis', capacity: 18, version: 1, startsOn: '2026-11-30', endsOn: '2027-01-22', ...MONDAYS, ...more,
  });
  const facts: ConfirmFacts = {
    editionId: 'this', editionName: 'Curso 1', standing: [], seats: new Map([['room', 18]]), trainerIds: new Set(['elena']), people: [person('a'), person('b')], busy: new Map(),
  };
  const reasons = (given: GroupDraft, others: StandingGroup[] = [], seats = 18): string[] => confirmRefusals(given, {
    ...facts, standing: others, seats: new Map([['room', seats]]),
  }).map(({ reason }) => reason.replace('groups:refusals.', ''));

  it.each<[string, GroupDraft, StandingGroup[], number, string[]]>([
    ['is in order', draft([group()]), [], 18, []],
    ['is not while the search goes on', draft([group()], { searching: true }), [], 18, ['still-searching']],
    ['wants a group', draft([]), [], 18, ['no-group']],
    ['wants members', draft([group({ memberIds: [] })]), [], 18, ['empty-group']],
    ['sees PCs that broke since', draft([group()]), [], 1, ['too-many-members']],
    ['sees a room that was taken since', draft([group()]), [standing({ roomId: 'room' })], 18, ['room-taken']],
    ['lets another day be', draft([group()]), [standing({ roomId: 'room', days: 2 })], 18, []],
    ['sees a trainer who was taken since', draft([group()]), [standing({ trainerId: 'elena' })], 18, ['trainer-taken']],
    ['sees a trainer who left', draft([group({ trainerId: 'ana' })]), [], 18, ['trainer-gone']],
    ['sees two of the draft in one room', draft([group(), group({ key: 'h1', name: 'Grupo B', trainerId: null })]), [], 18, ['room-taken', 'room-taken']],
    ['wants names of their own', draft([group(), group({ key: 'h1', days: 2 })]), [], 18, ['name-taken']],
    ['wants names that no standing group has', draft([group()]), [standing({ editionId: 'this', name: 'Grupo A' })], 18, ['name-taken']],
    ['keeps a standing group, full as it is', draft([group({ fixedGroupId: 's', memberIds: [] })]), [standing()], 0, []],
    ['misses a standing group that is gone', draft([group({ fixedGroupId: 's' })]), [], 18, ['group-gone']],
  ])('%s', (_, given, others, seats, expected) => {
    expect(reasons(given, others, seats)).toEqual(expected);
  });

  it('names who would be in two classes at once; those who have the seat already are not asked about', () => {
    const people = [person('a', { givenNames: 'Rosa', surnames: 'Quispe' }), person('b', { groupId: 's' })];
    const busy = new Map([['a', [{ days: 1, startsAt: '10:00', endsAt: '12:00' }]], ['b', [MONDAYS]]]);
    expect(confirmRefusals(draft([group()]), { ...facts, people, busy })).toEqual([
      { reason: 'groups:refusals.member-busy', params: { group: 'Grupo A', name: 'Rosa Quispe' } }]);
    expect(confirmRefusals(draft([group({ startsAt: '08:00', endsAt: '10:00' })]), { ...facts, people, busy: new Map([['a', busy.get('a') ?? []]]) })).toEqual([]);
  });
});

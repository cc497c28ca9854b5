import { covers, memberRefusals, termsOverlap, type MemberTies, type Term } from './member-rules.js';

const TODAY = '2026-11-23';
const term = (since: string, until: string | null = null): Term => ({ since, until });
const NO_TIES: MemberTies = { otherTerms: [], posts: [], assemblies: [] };

describe('the time of a member', () => {
  it.each<[string, Term, string, boolean]>([
    ['on its first day', term('2026-01-01'), '2026-01-01', true],
    ['the day before', term('2026-01-01'), '2025-12-31', false],
    ['on its last day', term('2026-01-01', '2026-06-30'), '2026-06-30', true],
    ['the day after', term('2026-01-01', '2026-06-30'), '2026-07-01', false],
  ])('covers or not: %s', (_, of, day, expected) => {
    expect(covers(of, day)).toBe(expected);
  });

  it.each<[Term, Term, boolean]>([
    [term('2026-01-01', '2026-06-30'), term('2026-07-01'), false],
    [term('2026-01-01', '2026-06-30'), term('2026-06-30'), true],
    [term('2026-01-01'), term('2027-01-01'), true],
    [term('2026-03-01', '2026-04-01'), term('2026-01-01', '2026-02-28'), false],
  ])('%j and %j overlap: %s', (a, b, expected) => {
    expect(termsOverlap(a, b)).toBe(expected);
    expect(termsOverlap(b, a)).toBe(expected);
  });

  it.each<[string, Term, Partial<MemberTies>, string[]]>([
    ['as usual', term('2026-01-01'), {}, []],
    ['in the next year', term('2027-01-01'), {}, []],
    ['in ten years', term('2036-01-01'), {}, ['since: since-far']],
    ['that ends before it begins', term('2026-05-01', '2026-04-30'), {}, ['until: until-before-since']],
    ['of one day', term('2026-05-01', '2026-05-01'), {}, []],
    ['while it is one already', term('2026-05-01'), { otherTerms: [term('2024-01-01')] }, ['since: member-already']],
    ['of one that came back', term('2026-05-01'), { otherTerms: [term('2024-01-01', '2025-12-31')] }, []],
    ['that begins after a post', term('2026-05-01'), { posts: [term('2026-04-01', '2026-12-31')] }, ['since: posts-before']],
    ['that ends before a post', term('2026-01-01', '2026-11-30'), { posts: [term('2026-04-01', '2026-12-31')] }, ['until: posts-after']],
    ['that ends while a post has no end', term('2026-01-01', '2026-11-30'), { posts: [term('2026-04-01')] }, ['until: posts-after']],
    ['that ends with a post', term('2026-01-01', '2026-12-31'), { posts: [term('2026-04-01', '2026-12-31')] }, []],
    ['without an assembly that it was at', term('2026-03-01', '2026-10-31'), { assemblies: ['2026-02-28', '2026-11-01'] }, ['since: assemblies-before', 'until: assemblies-after']],
  ])('%s', (_, wanted, ties, expected) => {
    const found = memberRefusals(wanted, { ...NO_TIES, ...ties }, TODAY).map(({ field, reason }) => `${field}: ${reason.replace('consortium:refusals.', '')}`);
    expect(found).toEqual(expected);
  });
});

import { mandateNotices, postRefusals, vacantSince, type HeldPost } from './post-rules.js';

const TODAY = '2026-11-23';
const held = (post: HeldPost['post'], personId: string, since: string, until: string | null = null): HeldPost => ({ post, personId, since, until });

describe('a post of the consortium', () => {
  const member = { since: '2025-01-01', until: null };
  it.each<[string, HeldPost, HeldPost[], { since: string; until: string | null }, string[]]>([
    ['is taken on', held('president', 'ana', '2026-01-01', '2027-12-31'), [], member, []],
    ['ends before it begins', held('president', 'ana', '2026-01-01', '2025-12-31'), [], member, ['until: until-before-since']],
    ['is hers before her organisation was a member', held('president', 'ana', '2024-12-31'), [], member, ['since: post-before-member']],
    ['has no end while her organisation leaves', held('president', 'ana', '2026-01-01'), [], { ...member, until: '2026-12-31' }, ['until: post-after-member']],
    ['ends after her organisation leaves', held('president', 'ana', '2026-01-01', '2027-01-01'), [], { ...member, until: '2026-12-31' }, ['until: post-after-member']],
    ['is somebody else’s', held('president', 'ana', '2026-01-01'), [held('president', 'luz', '2024-01-01', '2026-01-01')], member, ['post: post-taken']],
    ['follows somebody else', held('president', 'ana', '2026-01-02'), [held('president', 'luz', '2024-01-01', '2026-01-01')], member, []],
    ['is hers already', held('president', 'ana', '2026-01-01'), [held('president', 'ana', '2025-06-01')], member, ['person: post-held']],
    ['is one of several', held('board_member', 'ana', '2026-01-01'), [held('board_member', 'luz', '2025-06-01')], member, []],
    ['is one of several, but hers already', held('board_member', 'ana', '2026-01-01'), [held('board_member', 'ana', '2025-06-01')], member, ['person: post-held']],
    ['is another than the one she has', held('treasurer', 'ana', '2026-01-01'), [held('secretary', 'ana', '2025-06-01')], member, []],
  ])('%s', (_, wanted, others, of, expected) => {
    expect(postRefusals(wanted, others, of, TODAY).map(({ field, reason }) => `${field}: ${reason.replace('consortium:refusals.', '')}`)).toEqual(expected);
  });
});

describe('mandates', () => {
  it.each<[string, HeldPost[], string[]]>([
    ['nobody held anything', [], []],
    ['one runs', [held('president', 'ana', '2026-01-01', '2027-12-31')], []],
    ['one has no end', [held('president', 'ana', '2026-01-01')], []],
    ['one ends in two months', [held('president', 'ana', '2025-01-01', '2027-01-22')], ['ending president ana']],
    ['one ends in two months and a day', [held('president', 'ana', '2025-01-01', '2027-01-23')], []],
    ['one ends today', [held('president', 'ana', '2025-01-01', TODAY)], ['ending president ana']],
    ['one ends and somebody follows', [held('president', 'ana', '2025-01-01', '2026-12-31'), held('president', 'luz', '2027-01-01', '2028-12-31')], []],
    ['one ended yesterday', [held('president', 'ana', '2025-01-01', '2026-11-22')], ['vacant president ana']],
    ['several ended', [held('president', 'ana', '2025-01-01', '2026-11-22'), held('president', 'luz', '2023-01-01', '2024-12-31')], ['vacant president ana']],
    ['one ended and somebody is about to follow', [held('president', 'ana', '2025-01-01', '2026-11-22'), held('president', 'luz', '2026-12-01', '2028-11-30')], []],
    ['one of several ends, another stays', [held('delegate', 'ana', '2025-01-01', '2026-12-31'), held('delegate', 'luz', '2026-01-01', '2027-12-31')], ['ending delegate ana']],
    ['one of several ends and is elected again', [held('delegate', 'ana', '2025-01-01', '2026-12-31'), held('delegate', 'ana', '2027-01-01', '2028-12-31')], []],
    ['one of several ended', [held('delegate', 'ana', '2025-01-01', '2026-11-22')], []],
    ['two of two posts', [held('treasurer', 'ana', '2025-01-01', '2026-11-22'), held('president', 'luz', '2025-01-01', '2026-12-31')], ['ending president luz', 'vacant treasurer ana']],
  ])('%s', (_, posts, expected) => {
    expect(mandateNotices(posts, TODAY).map(({ state, holder }) => `${state} ${holder.post} ${holder.personId}`)).toEqual(expected);
  });

  it('leave a post open from the next day on', () => {
    expect(vacantSince({ since: '2025-01-01', until: '2025-12-31' })).toBe('2026-01-01');
  });
});

import { kindOf, type KindOfPost, weightiest } from './kind-of-posts.js';

const kitchen = (post: string): KindOfPost => ({ post, type: 'soup_kitchen' });
const office = (post: string): KindOfPost => ({ post, type: 'municipal_office' });

it.each<[string, KindOfPost[], string]>([
  ['nothing', [], 'member'],
  ['a member', [kitchen('member')], 'member'],
  ['a president', [kitchen('president')], 'leader'],
  ['a delegate and a member', [kitchen('member'), kitchen('delegate')], 'leader'],
  ['a post in words of its own', [kitchen('Jardinera')], 'member'],
  ['a manager', [office('manager')], 'official'],
  ['a post in words of its own, in an office', [office('Jardinera')], 'official'],
  ['a mayor whose office is not clear', [{ post: 'mayor', type: null }], 'official'],
  ['an official who leads her neighbours too', [kitchen('president'), office('officer')], 'official'],
])('%s', (_name, posts, kind) => {
  expect(kindOf(posts)).toBe(kind);
});

it('weighs an official most, then a leader', () => {
  expect(weightiest(['member', 'official', 'leader'])).toBe('official');
  expect(weightiest(['member', 'leader'])).toBe('leader');
  expect(weightiest([])).toBe('member');
});

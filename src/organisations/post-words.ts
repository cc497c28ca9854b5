import type { Sex } from '../people/person-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { postKey, POSTS } from './posts.js';

/** A post as it is said of a woman or a man; one that nobody foresaw, in its own words. */
export function postWord(t: Translate, post: string, sex: Sex | null): string {
  const key = postKey(post, sex);
  return key ? t(key) : post;
}

/** The posts that a field proposes: for women, then for men. */
export function postSuggestions(t: Translate): string[] {
  const codes = Object.keys(POSTS);
  return [...new Set([...codes.map((code) => postWord(t, code, 'female')), ...codes.map((code) => postWord(t, code, 'male'))])];
}

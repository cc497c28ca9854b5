import { LOCALES, translator } from '../shared/web/i18n.js';
import { postWord } from './post-words.js';
import { POSTS, readPost } from './posts.js';

describe.each(LOCALES)('the words of a post in %s', (locale) => {
  it.each(Object.keys(POSTS))('%s: are read back as the post', (post) => {
    for (const sex of ['female', 'male', null] as const) expect(readPost(postWord(translator(locale), post, sex)).post).toBe(post);
  });
});

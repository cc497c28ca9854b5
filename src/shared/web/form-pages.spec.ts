import { formPages } from './form-pages.js';

const routes = [
  'GET /', 'GET /placement/item', 'POST /placement/item/:ordinal', 'GET /stations', 'GET /stations/:id', 'POST /stations/codes', 'POST /stations/:id/codes',
  'GET /people/:id', 'GET /people/:id/access', 'POST /people/:id/cards', 'GET /people/:id/posts/new', 'POST /people/:id/posts', 'POST /people/:id/posts/:post',
  'POST /cards', 'GET /imports', 'POST /imports', 'GET /assets/a.b',
].map((line) => ({ method: line.split(' ')[0] as string, path: line.split(' ')[1] as string }));

describe('the page of a form', () => {
  it.each([
    ['/placement/item/3', '/placement/item'], ['/stations/codes', '/stations'], ['/stations/7/codes', '/stations/7'], ['/people/9/cards', '/people/9'],
    ['/people/9/posts', '/people/9'], ['/people/9/posts/4', '/people/9'], ['/cards', '/'],
    // Pages of their own, and what is nothing at all.
    ['/people/9/posts/new', null], ['/imports', null], ['/stations/7', null], ['/', null], ['/nothing', null], ['/assets/axb', null],
  ])('of %s is %s', (path, page) => {
    expect(formPages(routes)(path)).toBe(page);
  });
});

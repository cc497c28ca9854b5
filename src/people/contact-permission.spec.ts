import { contactIn, mayBeContacted } from './contact-permission.js';

it.each<[string, Parameters<typeof mayBeContacted>[0], boolean | null]>([
  ['nobody has asked', null, null],
  ['agreed to be called', { covers: ['training', 'contact'], withdrawnAt: null }, true],
  ['agreed, but not to be called', { covers: ['training', 'reports'], withdrawnAt: null }, false],
  ['took it back', { covers: ['training', 'contact'], withdrawnAt: 1 }, false],
])('%s', (_name, newest, may) => {
  expect(mayBeContacted(newest)).toBe(may);
});

it.each([[null, null], ['[]', false], ['["training"]', false], ['["training","contact"]', true]])('reads %s as %p', (covers, may) => {
  expect(contactIn(covers)).toBe(may);
});

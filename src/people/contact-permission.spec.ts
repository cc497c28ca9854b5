import { mayBeContacted } from './contact-permission.js';

it.each<[string, Parameters<typeof mayBeContacted>[0], boolean]>([
  ['nobody has asked', null, true],
  ['agreed to be called', { covers: ['training', 'contact'], withdrawnAt: null }, true],
  ['agreed, but not to be called', { covers: ['training', 'reports'], withdrawnAt: null }, false],
  ['took it back', { covers: ['training', 'contact'], withdrawnAt: 1 }, false],
])('%s', (_name, newest, may) => {
  expect(mayBeContacted(newest)).toBe(may);
});

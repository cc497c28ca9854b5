import type { Role } from '../kernel/roles.js';
import { isOwnPath, redirect } from './page.js';
import { allow, anyone, describePolicy, onlyStation, ruling, signedIn, type PolicyRule } from './policies.js';
import { canonical } from './submission.js';
import type { Viewer } from './viewer.js';

const viewer = (...roles: Role[]): Viewer => ({
  accountId: 'a', personId: null, name: 'Ana', kind: roles.includes('station') ? 'station' : roles.includes('learner') ? 'learner' : 'staff',
  givenNames: null, centreId: 'c', centreName: 'VES', roles, severalCentres: false, locale: 'es', largePrint: false, highContrast: false, stationId: null, inClass: false, tillLeftOpen: null,
});

describe('policies', () => {
  const staff = allow('trainer', 'coordinator');

  it.each<[string, PolicyRule | undefined, Viewer | null, string]>([
    ['nobody ruled, an administrator', undefined, viewer('administrator'), 'denied'],
    ['anyone, nobody', anyone, null, 'allowed'],
    ['signed in, nobody', signedIn, null, 'sign-in'],
    ['signed in, a learner', signedIn, viewer('learner'), 'allowed'],
    ['signed in, a station', signedIn, viewer('station'), 'sign-in'],
    ['a role, nobody', staff, null, 'sign-in'],
    ['a role, who has it beside another', staff, viewer('treasurer', 'trainer'), 'allowed'],
    ['a role, an administrator without it', staff, viewer('administrator'), 'denied'],
    ['a role, a station', staff, viewer('station'), 'sign-in'],
    ['a station, a station', onlyStation, viewer('station'), 'allowed'],
    ['a station, a learner at it', onlyStation, viewer('learner'), 'home'],
    ['a station, nobody', onlyStation, null, 'sign-in'],
  ])('%s', (_, rule, who, expected) => {
    expect(ruling(rule, who)).toBe(expected);
  });

  it('can be printed', () => {
    expect([anyone, signedIn, staff, undefined].map(describePolicy)).toEqual(['anyone', 'signed-in', 'trainer, coordinator', 'NOBODY RULED']);
  });
});

describe('paths to go on with', () => {
  it.each(['/', '/people?q=ñ', '/a/b#c'])('%s is our own', (path) => expect(isOwnPath(path)).toBe(true));
  it.each(['', 'people', '//x', '/\\x', '/a\nb', '/a b', 'https://x', null, ['/']])('%j is not', (path) => expect(isOwnPath(path)).toBe(false));
  it('refuses to lead elsewhere', () => expect(() => redirect('//x')).toThrow());
});

describe('the canonical body', () => {
  it('is the same in any order, and another for another body', () => {
    expect(canonical({ b: [1, { d: 'x', c: null }], a: 'y' })).toBe(canonical({ a: 'y', b: [1, { c: null, d: 'x' }] }));
    expect(canonical({ a: ['1', '2'] })).not.toBe(canonical({ a: ['2', '1'] }));
    expect(canonical({ a: '1', b: undefined })).toBe('{"a":"1"}');
  });
});

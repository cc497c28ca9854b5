import type { AccountKind } from '../shared/web/viewer.js';
import type { MinkaSession } from './session-data.js';
import { classUntil, expiryOf, TOUCH_EVERY, viewerOf, type AccountRow } from './session-rules.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 1_800_000_000_000;

const session = (more: Partial<MinkaSession> = {}): MinkaSession => ({
  accountId: 'a', centreId: 'ves', centreName: 'Villa El Salvador', credentialsVersion: 3, stationId: null, signedInAt: NOW, ...more,
});

const row = (more: Partial<AccountRow> = {}): AccountRow => ({
  kind: 'staff', person_id: null, display_name: 'Julia Condori', given_names: null, locale: 'es', large_print: 0, high_contrast: 0,
  credentials_version: 3, disabled_at: null, role: 'trainer', role_centre_id: 'ves', till_left_open: null, ...more,
});

describe('a session ends', () => {
  // The quiet time runs from a touch that may lie a minute back.
  const quiet = (minutes: number): number => minutes * MINUTE + TOUCH_EVERY;

  it.each<[string, Partial<MinkaSession> | null, AccountKind, boolean, number]>([
    ['after a quarter of an hour, while the second step is owed', null, 'staff', false, 15 * MINUTE],
    ['when a member of the staff was quiet for half an hour', {}, 'staff', false, quiet(30)],
    ['sooner at a station, whoever it is', { stationId: 's' }, 'staff', true, quiet(5)],
    ['when a learner was quiet for a quarter of an hour', {}, 'learner', false, quiet(15)],
    ['sooner for a learner at a station', { stationId: 's' }, 'learner', false, quiet(5)],
    ['later for a learner at a station, before a lesson', { stationId: 's' }, 'learner', true, quiet(15)],
    ['later still in class', { stationId: 's', classUntil: NOW + 1 }, 'learner', false, quiet(30)],
    ['as without a class once that is over', { stationId: 's', classUntil: NOW }, 'learner', false, quiet(5)],
    ['never by being quiet for a station by itself, but after half a day', {}, 'station', false, 12 * HOUR],
    ['after half a day, however busy', { signedInAt: NOW - 12 * HOUR + MINUTE }, 'staff', false, MINUTE],
  ])('%s', (_name, signedIn, kind, atWork, after) => {
    expect(expiryOf(NOW, signedIn ? session(signedIn) : undefined, kind, atWork) - NOW).toBe(after);
  });
});

describe('who a session is', () => {
  it.each<[string, AccountRow[]]>([
    ['whose account is gone', []],
    ['whose account is disabled', [row({ disabled_at: NOW - 1 })]],
    ['who changed her secret since', [row({ credentials_version: 4 })]],
    ['who has no role any more', [row({ role: null, role_centre_id: null })]],
    ['whose roles are of another centre', [row({ role_centre_id: 'vmt' })]],
  ])('is nobody: %s', (_name, rows) => {
    expect(viewerOf(session(), rows, NOW)).toBeNull();
  });

  it.each<[string, AccountRow[], string[], boolean]>([
    ['with the role of the centre', [row()], ['trainer'], false],
    ['with a role of all centres', [row({ role: 'administrator', role_centre_id: null })], ['administrator'], true],
    ['with several roles, each once', [row(), row({ role: 'coach' }), row()], ['trainer', 'coach'], false],
    ['without the roles of another centre', [row(), row({ role: 'coordinator', role_centre_id: 'vmt' })], ['trainer'], true],
    ['whose version the driver gives as text', [row({ credentials_version: '3' as unknown as number })], ['trainer'], false],
  ])('is somebody %s', (_name, rows, roles, severalCentres) => {
    expect(viewerOf(session(), rows, NOW)).toMatchObject({ roles, severalCentres, centreId: 'ves' });
  });

  it('reads as she chose, and in Spanish where she chose no language that there is', () => {
    const viewer = viewerOf(session(), [row({ locale: 'xx', large_print: 1, high_contrast: true })], NOW);
    expect(viewer).toMatchObject({ locale: 'es', largePrint: true, highContrast: true, givenNames: null, inClass: false });
    expect(viewerOf(session({ classUntil: NOW + 1 }), [row({ locale: 'en' })], NOW)).toMatchObject({ locale: 'en', inClass: true });
  });
});

it.each<[string, [number, number][], number | null]>([
  ['there is none', [], null],
  ['one goes on', [[-HOUR, HOUR]], HOUR],
  ['one begins in half an hour', [[30 * MINUTE, 2 * HOUR]], 2 * HOUR],
  ['one begins later', [[30 * MINUTE + 1, 2 * HOUR]], null],
  ['one ends now', [[-HOUR, 0]], null],
  ['one goes on and the next is about to begin', [[-HOUR, 10 * MINUTE], [20 * MINUTE, HOUR]], HOUR],
])('knows until when a class goes on: %s', (_name, sessions, until) => {
  const found = classUntil(sessions.map(([startsAt, endsAt]) => ({ startsAt: NOW + startsAt, endsAt: NOW + endsAt })), NOW);
  expect(found === null ? null : found - NOW).toBe(until);
});

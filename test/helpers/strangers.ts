import type { PolicyRule } from '../../src/shared/web/policies.js';
import { listRoutes, type Route } from '../../src/shared/web/routes.js';
import type { Role } from '../../src/shared/kernel/roles.js';
import type { TestApp, Visitor } from './app.js';

/** Who works at one centre alone; administrators see all centres. */
const AT_ONE_CENTRE: readonly Role[] = ['trainer', 'coach', 'coordinator', 'treasurer', 'funder', 'learner', 'station'];

const OWN = 'SELECT id FROM ';
const PERSON = 'SELECT person_id FROM learners';

/**
 * Where a record for each route with an id is found among the sample centres': the longest beginning of the path counts.
 * The columns fill the parameters of the path in their order; what is left over is filled from `REST`.
 */
const RECORDS: Record<string, string> = {
  '/accounts/:id': 'SELECT r.account_id FROM account_roles r JOIN accounts a ON a.id = r.account_id WHERE r.role = \'trainer\'',
  '/accounts/:id/roles/:roleId': 'SELECT account_id, id FROM account_roles WHERE role = \'trainer\'',
  '/actions/:id': `${OWN}civic_actions`,
  '/alliances/:id': `${OWN}alliances`,
  '/alliances/:id/promises/:promiseId': 'SELECT alliance_id, id FROM alliance_promises',
  '/centres/:centreId': `${OWN}centres`,
  '/centres/:centreId/holidays/:id': 'SELECT centre_id, id FROM holidays',
  '/centres/:centreId/rooms/:roomId': 'SELECT centre_id, id FROM rooms',
  '/centres/:centreId/workstations/:id': 'SELECT r.centre_id, w.id FROM workstations w JOIN rooms r ON r.id = w.room_id',
  '/charges/:id': `${OWN}charges`,
  '/coaching/bookings/:id': `${OWN}bookings`,
  '/coaching/coaches/:id': `${OWN}coaches`,
  '/coaching/notes/:personId': 'SELECT person_id FROM bookings',
  '/contributions/:id': `${OWN}contributions`,
  '/editions/:id': `${OWN}editions`,
  '/enrolments/:id': `${OWN}enrolments`,
  '/expenses/:id': `${OWN}expenses`,
  '/group-proposals/:id': `${OWN}group_proposals`,
  '/groups/:groupId': `${OWN}learning_groups`,
  '/groups/:id': `${OWN}learning_groups`,
  '/imports/:id': `${OWN}imports`,
  '/jobs/:id': `${OWN}jobs`,
  '/my-actions/:id': `${OWN}civic_actions`,
  '/organisations/:id': `${OWN}organisations`,
  '/people/:id': PERSON,
  '/people/:id/distinct/:other': 'SELECT MIN(person_id), MAX(person_id) FROM learners',
  '/people/:id/merge/:other': 'SELECT MIN(person_id), MAX(person_id) FROM learners',
  '/people/:id/posts/:post': 'SELECT person_id, id FROM memberships',
  '/people/:personId': PERSON,
  '/placement/queue/:personId': PERSON,
  '/projects/:id': `${OWN}projects`,
  '/projects/:id/indicators/:indicatorId': 'SELECT r.project_id, i.id FROM project_indicators i JOIN project_results r ON r.id = i.result_id',
  '/projects/:id/indicators/:indicatorId/figures/:figureId': 'SELECT r.project_id, f.indicator_id, f.id FROM typed_figures f JOIN project_indicators i ON i.id = f.indicator_id JOIN project_results r ON r.id = i.result_id',
  '/projects/:id/indicators/:indicatorId/targets/:targetId': 'SELECT r.project_id, t.indicator_id, t.id FROM indicator_targets t JOIN project_indicators i ON i.id = t.indicator_id JOIN project_results r ON r.id = i.result_id',
  '/projects/:id/results/:resultId': 'SELECT project_id, id FROM project_results',
  '/projects/:projectId': `${OWN}projects`,
  '/receipts/:id': `${OWN}receipts`,
  '/reports/:id': `${OWN}reports`,
  '/sessions/:id': `${OWN}sessions`,
  '/sessions/:id/marks/:personId': 'SELECT session_id, person_id FROM attendance_marks',
  '/station/groups/:groupId': `${OWN}learning_groups`,
  '/station/groups/:groupId/people/:personId': 'SELECT group_id, person_id FROM enrolments WHERE group_id IS NOT NULL',
  '/stations/:workstationId': `${OWN}workstations`,
  '/survey/:edition': 'SELECT edition_id FROM survey_answers',
  '/surveys/:id': `${OWN}editions`,
  '/till-sessions/:id': `${OWN}till_sessions`,
  '/trainers/:accountId': 'SELECT account_id FROM trainer_hours',
};

/** What else stands in a path, so that it is the record alone which is not there. */
const REST: Record<string, string> = { kind: 'xlsx', code: '1A-01', moment: 'before', question: '1' };

/** Whose records belong to nobody's centre: to all, to the viewer herself, or to those whom a test of their own names. */
const OF_ALL: readonly string[] = [
  '/centre-pictures', '/course-pictures', '/courses', '/definitions', '/figures', '/gaps', '/lessons', '/learning', '/ledger', '/months', '/consortium',
  '/course-packages', '/placement/item', '/placement/questions', '/endline/item', '/coaching/mine',
];

/** Records that the sample centres have none of. */
const NONE_THERE: readonly string[] = [
  '/certificates/:id', '/coaching/coaches/:id/exceptions/:exceptionId', '/coaching/offers/:id', '/coaching/waits/:id', '/payouts/:id',
  '/projects/:id/log/:entryId', '/sessions/:id/walk-ins/:walkIn', '/waivers/:id',
];

/**
 * Asks for a record of somebody's centre on every route that takes an id, as everybody whom the route lets in and who
 * works at another centre. @param find the first row of a query @returns how often, and what was answered otherwise than by 404
 */
export async function askEverywhere(world: TestApp, find: (sql: string) => string[]): Promise<{ asked: number; letIn: string[] }> {
  const strangers = new Map<Role, Visitor>();
  for (const role of AT_ONE_CENTRE) strangers.set(role, await world.signIn(role));
  const letIn: string[] = [];
  let asked = 0;
  for (const route of listRoutes(world.app)) {
    for (const role of rolesLetIn(route.rule)) {
      const address = addressOfRecord(route, find);
      if (address === null) continue;
      const stranger = strangers.get(role) as Visitor;
      const { status } = await (route.method === 'GET' ? stranger.get(address) : stranger.post(address, { version: '1', key: 'x' }));
      asked += 1;
      if (status !== 404) letIn.push(`${role}: ${route.method} ${route.path} ${status}`);
    }
  }
  return { asked, letIn };
}

/** Those at one centre whom a route lets in. */
function rolesLetIn(rule: PolicyRule | undefined): readonly Role[] {
  if (!rule || rule.who === 'anyone') return [];
  if (rule.who === 'station') return ['station'];
  return rule.who === 'roles' ? AT_ONE_CENTRE.filter((role) => rule.roles.includes(role)) : AT_ONE_CENTRE.filter((role) => role !== 'station');
}

/** Where a route leads to a record of somebody's centre; null where it leads to none. @throws where nobody said which */
function addressOfRecord({ path }: Route, find: (sql: string) => string[]): string | null {
  if (!path.includes('/:') || [...OF_ALL, ...NONE_THERE].some((beginning) => path.startsWith(beginning))) return null;
  const beginning = Object.keys(RECORDS).filter((known) => `${path}/`.startsWith(`${known}/`)).sort((a, b) => b.length - a.length)[0];
  if (!beginning) throw new Error(`where is a record for ${path}? Say it in test/helpers/strangers.ts`);
  const ids = find(RECORDS[beginning] as string);
  return path.replace(/:(\w+)/gu, (_, name: string) => ids.shift() ?? REST[name] ?? missing(path, name));
}

function missing(path: string, name: string): never {
  throw new Error(`what stands for ${name} in ${path}? Say it in test/helpers/strangers.ts`);
}

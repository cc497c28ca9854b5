import type { Role } from '../kernel/roles.js';
import type { Translate } from './i18n.js';
import type { Navigation, NavItem } from './shell.js';
import type { Viewer } from './viewer.js';

/** A place in the bar on top: for whoever has one of the roles. */
interface Place {
  href: string;
  /** A catalogue key. */
  text: string;
  roles: readonly Role[];
  /** Other addresses that belong to the place. */
  also?: readonly string[];
}

const PEOPLE = '/people';

/** What every day brings, in the order in which it stands in the bar. A feature adds its line with its routes. */
const DAILY: readonly Place[] = [
  { href: '/', text: 'web:nav.home', roles: ['learner', 'trainer', 'coach', 'coordinator', 'treasurer', 'administrator', 'funder'] },
  { href: '/learning', text: 'learning:lessons.title', roles: ['learner'] },
  { href: '/sessions', text: 'attendance:sessions.title', roles: ['trainer', 'coordinator', 'administrator'] },
  { href: '/calls', text: 'attendance:calls.title', roles: ['trainer', 'coach', 'coordinator', 'administrator'] },
  { href: '/coaching', text: 'coaching:desk.title', roles: ['trainer', 'coach', 'coordinator', 'administrator'] },
  { href: PEOPLE, text: 'people:list.title', roles: ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator'] },
  { href: '/placement/queue', text: 'levels:queue.title', roles: ['trainer', 'coordinator', 'administrator'] },
  { href: '/groups', text: 'groups:centre.nav', roles: ['trainer', 'coach', 'coordinator', 'administrator'] },
  {
    href: '/editions', text: 'web:nav.courses',
    also: ['/courses', '/lessons', '/course-packages', '/trainers', '/group-proposals', '/enrolments', '/certificates'],
    roles: ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator'],
  },
  { href: '/till', text: 'till:queue.title', also: ['/till-sessions'], roles: ['treasurer', 'administrator'] },
  { href: '/calendar', text: 'web:nav.calendar', roles: ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator'] },
];

/** What is looked after now and then, by what it is about: folded away, so that the bar stays one line. */
const OFFICE: readonly { title: string; places: readonly Place[] }[] = [
  {
    title: 'web:nav.people',
    places: [
      { href: '/organisations', text: 'organisations:list.title', roles: ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator'] },
      { href: '/imports', text: 'imports:list.title', roles: ['coordinator', 'administrator', 'trainer'] },
      { href: '/actions', text: 'actions:list.title', roles: ['trainer', 'coach', 'coordinator', 'administrator'] },
      { href: '/surveys', text: 'surveys:list.title', roles: ['trainer', 'coach', 'coordinator', 'administrator'] },
    ],
  },
  {
    title: 'web:nav.money',
    places: [
      { href: '/arrears', text: 'fees:nav', also: ['/waivers', '/charges', '/fees'], roles: ['treasurer', 'coordinator', 'administrator'] },
      { href: '/receipts', text: 'receipts:list.title', roles: ['treasurer', 'administrator'] },
      { href: '/till-sessions', text: 'till:sessions.title', roles: ['coordinator'] },
      { href: '/expenses', text: 'expenses:list.title', roles: ['coordinator', 'treasurer', 'administrator'] },
      { href: '/contributions', text: 'contributions:list.title', also: ['/alliances'], roles: ['coordinator', 'treasurer', 'administrator'] },
      { href: '/ledger', text: 'ledger:journal.title', roles: ['coordinator', 'treasurer', 'administrator'] },
      { href: '/months', text: 'statements:list.title', roles: ['coordinator', 'treasurer', 'administrator'] },
    ],
  },
  {
    title: 'web:nav.results',
    places: [
      { href: '/figures', text: 'figures:title', also: ['/definitions'], roles: ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator'] },
      { href: '/gaps', text: 'gaps:title', roles: ['trainer', 'coordinator', 'administrator'] },
      { href: '/projects', text: 'projects:list.title', roles: ['coordinator', 'treasurer', 'administrator', 'funder'] },
    ],
  },
  {
    title: 'web:nav.centre',
    places: [
      { href: '/centres', text: 'web:nav.centres', roles: ['coordinator', 'administrator'] },
      { href: '/consortium', text: 'consortium:title', roles: ['coordinator', 'treasurer', 'administrator'] },
      { href: '/accounts', text: 'web:nav.accounts', also: ['/stations'], roles: ['coordinator', 'administrator'] },
      { href: '/audit', text: 'web:nav.audit', roles: ['coordinator', 'administrator'] },
    ],
  },
];

/** The places that a viewer may go to, the one of this path marked as current. */
export function navigationFor(viewer: Viewer, path: string, t: Translate): Navigation {
  const daily = itemsOf(DAILY, viewer, path, t);
  const office = OFFICE.map(({ title, places }) => ({ title: t(title), items: itemsOf(places, viewer, path, t) })).filter(({ items }) => items.length > 0);
  const folded = office.flatMap(({ items }) => items);
  return { daily, office, inOffice: folded.some(({ current }) => current), folds: daily.length + folded.length > FEW, find: findFor(daily, path) };
}

/** Where whoever may find people looks for them; nowhere on the page that does just that. */
function findFor(daily: readonly NavItem[], path: string): string | null {
  return path !== PEOPLE && daily.some(({ href }) => href === PEOPLE) ? PEOPLE : null;
}

/** So many places stand beside each other on a phone. */
const FEW = 3;

function itemsOf(places: readonly Place[], viewer: Viewer, path: string, t: Translate): NavItem[] {
  const items: NavItem[] = [];
  for (const { href, text, roles, also = [] } of places) {
    if (viewer.roles.some((role) => roles.includes(role))) items.push({ href, text: t(text), current: [href, ...also].some((place) => isAt(path, place)) });
  }
  return items;
}

function isAt(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}

import { editionHead } from '../courses/edition-tabs.js';
import type { EditionView } from '../courses/editions.repository.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import { gridView, groupLine, legendOf, statsOf, type GridAsk, type GroupAttendance } from './group-attendance.presenter.js';

/** What `attendance/edition` shows: the attendance of each group, one under the other. */
export function editionView(t: Translate, edition: EditionView, groups: readonly GroupAttendance[], { roles, ...ask }: GridAsk & { roles: readonly Role[] }): object {
  return {
    ...editionHead(t, edition, 'sessions', roles), sessionsUrl: `/editions/${edition.id}/sessions`,
    stats: { items: statsOf(t, groups, ask.now, 'attendance:edition.share') }, legend: legendOf(t),
    csv: groups.some(({ people }) => people.length > 0) ? `/editions/${edition.id}/attendance/exports` : null,
    groups: groups.map((group) => ({ href: `/groups/${group.head.id}/attendance`, line: groupLine(t, group.head), ...gridView(t, group, ask) })),
  };
}

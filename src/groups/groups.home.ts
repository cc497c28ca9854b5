import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import { dayWords } from '../shared/web/date-words.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { timeWords } from './group-words.js';

/** What groups put on the homes: groups to form and seats to give for the staff, her own group for the learner. */
@Injectable()
export class GroupsHome implements OnModuleInit {
  constructor(
    private readonly sections: HomeSections, @Inject(DataSource) private readonly dataSource: DataSource, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.add({ roles: ['trainer', 'coordinator'], order: 22, title: 'groups:home.section', load: (viewer, t) => this.toForm(viewer, t) });
    this.sections.add({
      roles: ['learner'], order: 3, title: 'groups:home.learner', rows: (viewer) => this.ownRows(viewer),
      load: (_, t, __, { own = [] }) => this.ownGroups(t, own),
    });
  }

  /** One query. */
  private async toForm(viewer: Viewer, t: Translate): Promise<HomeItem[]> {
    const today = localDateAt(this.clock.now());
    const rows = await this.dataSource.query<EditionRow[]>(EDITIONS, [viewer.centreId]);
    return rows.flatMap((row) => editionItem(t, row, today) ?? []);
  }

  private ownRows({ personId, centreId }: Viewer): Record<string, Selection> {
    if (!personId) return {};
    const now = this.clock.now();
    const today = localDateAt(now);
    return { own: { columns: OWN, from: FROM_OWN, parameters: [today, today, localTimeAt(now), personId, centreId] } };
  }

  private ownGroups(t: Translate, rows: readonly OwnRow[]): HomeItem[] {
    const today = localDateAt(this.clock.now());
    return rows.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1)).map((row) => ownItem(t, row, today));
  }
}

interface EditionRow {
  id: Id;
  name: string;
  without: number | string;
  waiting: number | string;
  groupCount: number | string;
  freeSeats: number | string | null;
  draftId: Id | null;
  draftAt: number | string | null;
}

/** The newest draft goes before everything else: somebody has begun. */
function editionItem(t: Translate, row: EditionRow, today: string): HomeItem | null {
  const [without, waiting] = [Number(row.without), Number(row.waiting)];
  if (row.draftId) {
    const day = dayWords(t, localDateAt(Number(row.draftAt)), today);
    return { text: t('groups:home.draft', { edition: row.name }), about: t('groups:home.draft-about', { day }), href: `/group-proposals/${row.draftId}` };
  }
  if (Number(row.groupCount) === 0) {
    if (without === 0) return null;
    return { text: t('groups:home.to-form', { edition: row.name }), about: t('groups:home.to-form-about', { count: without }), href: `/editions/${row.id}/groups/new`, number: without };
  }
  if (waiting === 0 || Number(row.freeSeats ?? 0) <= 0) return null;
  return { text: t('groups:home.seats', { edition: row.name }), about: t('groups:home.seats-about', { count: waiting }), href: `/editions/${row.id}/waiting-list`, number: waiting };
}

const EDITIONS = `
  SELECT e.id, e.name,
    (SELECT COUNT(*) FROM enrolments n WHERE n.edition_id = e.id AND n.status = 'enrolled' AND n.group_id IS NULL) AS without,
    (SELECT COUNT(*) FROM enrolments n WHERE n.edition_id = e.id AND n.status = 'waiting') AS waiting,
    (SELECT COUNT(*) FROM learning_groups g WHERE g.edition_id = e.id) AS groupCount,
    (SELECT SUM(CASE WHEN seats.free > 0 THEN seats.free ELSE 0 END) FROM (
      SELECT g.edition_id, g.capacity - (SELECT COUNT(*) FROM enrolments n WHERE n.group_id = g.id AND n.status IN ('enrolled', 'completed')) AS free
      FROM learning_groups g) seats WHERE seats.edition_id = e.id) AS freeSeats,
    p.id AS draftId, p.created_at AS draftAt
  FROM editions e
  LEFT JOIN group_proposals p ON p.id =
    (SELECT d.id FROM group_proposals d WHERE d.edition_id = e.id AND d.status = 'draft' ORDER BY d.created_at DESC, d.id DESC LIMIT 1)
  WHERE e.centre_id = ? AND e.status IN ('open', 'running') ORDER BY e.starts_on`;

interface OwnRow {
  startsOn: LocalDate;
  editionName: string;
  status: 'enrolled' | 'waiting';
  groupName: string | null;
  days: number;
  startsAt: string;
  endsAt: string;
  nextSession: string | null;
}

function ownItem(t: Translate, row: OwnRow, today: string): HomeItem {
  if (row.groupName === null) {
    const state = row.status === 'waiting' ? 'waiting' : 'enrolled';
    return { text: t(`groups:home.${state}`, { edition: row.editionName }), about: t(`groups:home.${state}-about`) };
  }
  const when = timeWords(t, row);
  const about = row.nextSession
    ? t('groups:home.my-next', { when, day: dayWords(t, row.nextSession.slice(0, 10), today), time: row.nextSession.slice(11) })
    : t('groups:home.my-group', { when });
  return { text: row.groupName, about };
}

const OWN = {
  startsOn: 'e.starts_on', editionName: 'e.name', status: 'n.status', groupName: 'g.name', days: 'g.days', startsAt: 'g.starts_at', endsAt: 'g.ends_at',
  nextSession: `(SELECT MIN(CONCAT(s.date, ' ', s.starts_at)) FROM sessions s
    WHERE s.group_id = g.id AND s.date >= ? AND s.cancelled_at IS NULL AND (s.date > ? OR s.ends_at > ?))`,
};
const FROM_OWN = `
  FROM enrolments n JOIN editions e ON e.id = n.edition_id LEFT JOIN learning_groups g ON g.id = n.group_id
  WHERE n.person_id = ? AND e.centre_id = ? AND n.status IN ('enrolled', 'waiting') AND e.status IN ('open', 'running')`;

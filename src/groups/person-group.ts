import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PersonSections, type PersonSectionView, type WayFact } from '../people/person-sections.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';
import type { EnrolmentStatus } from './enrolment.entity.js';
import { timeWords } from './group-words.js';

interface EnrolledRow {
  editionId: Id;
  edition: string;
  editionStatus: string;
  status: EnrolmentStatus;
  groupId: Id | null;
  group: string | null;
  days: number;
  startsAt: string;
  endsAt: string;
}

/** The courses and groups of a person on her page, the newest first. */
@Injectable()
export class PersonGroup implements OnModuleInit {
  constructor(private readonly sections: PersonSections, private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator'], order: 20, load: (viewer, personId, t) => this.load(viewer, personId, t),
    });
  }

  private async load(viewer: Viewer, personId: Id, t: Translate): Promise<PersonSectionView> {
    const rows = await this.dataSource.query<EnrolledRow[]>(
      `SELECT d.id AS "editionId", d.name AS edition, d.status AS "editionStatus", e.status, g.id AS "groupId", g.name AS "group", g.days,
         g.starts_at AS "startsAt", g.ends_at AS "endsAt"
       FROM enrolments e JOIN editions d ON d.id = e.edition_id LEFT JOIN learning_groups g ON g.id = e.group_id
       WHERE e.person_id = ? AND e.centre_id = ? ORDER BY e.enrolled_at DESC, e.id DESC LIMIT 3`, [personId, viewer.centreId]);
    if (rows.length === 0) return { facts: [{ label: t('groups:person.course'), text: t('groups:person.none') }], next: enrol(t, viewer) };
    const facts = rows.flatMap((row) => enrolmentFacts(t, viewer, row));
    return { facts, next: nextOf(t, viewer, rows[0] as EnrolledRow) };
  }
}

function enrolmentFacts(t: Translate, viewer: Viewer, row: EnrolledRow): WayFact[] {
  const course = {
    label: t('groups:person.course'), text: t('groups:person.in', { edition: row.edition, status: t(`groups:person.statuses.${row.status}`) }),
    href: `/editions/${row.editionId}/enrolments`,
  };
  if (row.groupId === null || row.status !== 'enrolled') return [course];
  const text = t('groups:person.group-at', { group: row.group as string, when: timeWords(t, row) });
  return [course, { label: t('groups:person.group'), text, ...(hasRole(viewer, 'treasurer') && viewer.roles.length === 1 ? {} : { href: `/groups/${row.groupId}` }) }];
}

function nextOf(t: Translate, viewer: Viewer, { status, groupId, editionId, editionStatus }: EnrolledRow): PersonSectionView['next'] {
  if (editionStatus === 'closed' || status === 'withdrawn' || status === 'completed') return enrol(t, viewer);
  const mayMove = hasRole(viewer, 'trainer', 'coordinator', 'administrator', 'coach');
  if (status === 'waiting') return { text: t('groups:person.next.waiting'), ...(mayMove ? { href: `/editions/${editionId}/waiting-list` } : {}) };
  return groupId === null ? { text: t('groups:person.next.group'), ...(mayMove ? { href: `/editions/${editionId}/groups` } : {}) } : null;
}

function enrol(t: Translate, viewer: Viewer): PersonSectionView['next'] {
  return hasRole(viewer, 'trainer', 'coordinator', 'administrator') ? { text: t('groups:person.next.enrol'), href: '/editions' } : null;
}

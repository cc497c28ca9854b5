import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonSections, type PersonSectionView, type WayFact } from '../people/person-sections.js';
import type { Selection } from '../shared/database/selections.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';
import type { EnrolmentStatus } from './enrolment.entity.js';
import { timeWords } from './group-words.js';
import { ENROLLERS, GROUP_READERS } from './groups.policy.js';

/** So many of the newest. */
const SHOWN = 3;

interface EnrolledRow {
  enrolledAt: number;
  id: Id;
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
  constructor(private readonly sections: PersonSections) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator'], order: 20,
      rows: ({ centreId }, personId) => ({ enrolled: enrolledSelection(centreId, personId) }), load: (viewer, _, t, { enrolled = [] }) => viewOf(t, viewer, enrolled),
    });
  }
}

function enrolledSelection(centreId: Id, personId: Id): Selection {
  return {
    columns: {
      enrolledAt: 'e.enrolled_at', id: 'e.id', editionId: 'd.id', edition: 'd.name', editionStatus: 'd.status', status: 'e.status', groupId: 'g.id',
      group: 'g.name', days: 'g.days', startsAt: 'g.starts_at', endsAt: 'g.ends_at',
    },
    from: 'FROM enrolments e JOIN editions d ON d.id = e.edition_id LEFT JOIN learning_groups g ON g.id = e.group_id WHERE e.person_id = ? AND e.centre_id = ?',
    parameters: [personId, centreId],
  };
}

function viewOf(t: Translate, viewer: Viewer, enrolled: readonly EnrolledRow[]): PersonSectionView {
  const rows = [...enrolled].sort((a, b) => Number(b.enrolledAt) - Number(a.enrolledAt) || (a.id < b.id ? 1 : -1)).slice(0, SHOWN);
  if (rows.length === 0) return { facts: [{ label: t('groups:person.course'), text: t('groups:person.none') }], next: enrol(t, viewer) };
  return { facts: rows.flatMap((row) => enrolmentFacts(t, viewer, row)), next: nextOf(t, viewer, rows[0] as EnrolledRow) };
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
  const mayLook = hasRole(viewer, ...GROUP_READERS);
  if (status === 'waiting') return { text: t('groups:person.next.waiting'), ...(mayLook ? { href: `/editions/${editionId}/waiting-list` } : {}) };
  return groupId === null ? { text: t('groups:person.next.group'), ...(mayLook ? { href: `/editions/${editionId}/groups` } : {}) } : null;
}

function enrol(t: Translate, viewer: Viewer): PersonSectionView['next'] {
  return hasRole(viewer, ...ENROLLERS) ? { text: t('groups:person.next.enrol'), href: '/editions' } : null;
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { inGroups, ownEnrolments, type OwnEnrolment } from '../groups/own-enrolments.js';
import { PersonSections } from '../people/person-sections.js';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import { addDays, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { ownItems, personSection } from './certificate.presenter.js';
import { READERS } from './certificates.policy.js';
import { CertificatesRepository, ownCertificates, type OwnCertificate } from './certificates.repository.js';
import { LAST_DAYS } from './endline-rules.js';
import { openedTests, type OpenedTest } from './endline.repository.js';

/** What certificates put elsewhere: on a learner's home, and on the page of a person. */
@Injectable()
export class CertificatesHome implements OnModuleInit {
  constructor(
    private readonly homes: HomeSections, private readonly sections: PersonSections, private readonly certificates: CertificatesRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.homes.add({
      roles: ['learner'], order: 3, title: 'certificates:home.title',
      rows: (viewer) => ({ ...(viewer.personId ? { own: ownCertificates(viewer.personId), ...this.ownSelections(viewer) } : {}) }),
      load: (_, t, __, { own = [], enrolments = [] }) => [...ownItems(t, own), ...onTheWay(t, own, enrolments)],
    });
    this.homes.add({
      roles: ['learner'], order: 6, title: 'certificates:endline.title', rows: (viewer) => this.ownSelections(viewer),
      more: (viewer, _, { enrolments = [] }) => this.openedFor(viewer, enrolments),
      load: (_, t, __, { opened = [] }) => testAtTheEnd(t, opened),
    });
    this.sections.add({
      roles: READERS, order: 40,
      load: async ({ centreId }, personId, t) => personSection(t, await this.certificates.ofPerson(personId, centreId)),
    });
  }

  private ownSelections({ personId, centreId }: Viewer): Record<string, Selection> {
    const now = this.clock.now();
    return personId ? { enrolments: ownEnrolments(personId, centreId, localDateAt(now), localTimeAt(now)) } : {};
  }

  /** Nothing to look for before the last days of a course of hers. */
  private openedFor({ personId, centreId }: Viewer, enrolments: readonly OwnEnrolment[]): Record<string, Selection> {
    const today = this.clock.today();
    const mayBeOpen = enrolments.some(({ editionStatus, endsOn }) => editionStatus === 'closed' || endsOn <= addDays(today, LAST_DAYS));
    return personId && mayBeOpen ? { opened: openedTests(centreId, personId, today) } : {};
  }
}

/** The way to the certificate of the course that she is in, or was in last, unless she has it. */
function onTheWay(t: Translate, own: readonly OwnCertificate[], enrolments: readonly OwnEnrolment[]): HomeItem[] {
  const [last] = inGroups(enrolments).filter(({ editionStatus }) => editionStatus === 'running' || editionStatus === 'closed')
    .toSorted((a, b) => (a.endsOn < b.endsOn ? 1 : -1));
  if (!last || own.some(({ editionId }) => editionId === last.editionId)) return [];
  return [{ text: t('certificates:own.offer'), about: t('certificates:own.offer-about'), href: '/my-certificate' }];
}

/** The newest that is open to her; nothing once she has taken it. */
function testAtTheEnd(t: Translate, tests: readonly OpenedTest[]): HomeItem[] {
  const [newest] = tests.toSorted((a, b) => b.openedAt - a.openedAt);
  if (!newest || newest.closedAt !== null || (newest.takenAt !== null && newest.takenAt >= newest.openedAt)) return [];
  return [{ text: t('certificates:endline.offer'), about: t('certificates:endline.offer-about', { edition: newest.editionName }), href: '/endline' }];
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonSections } from '../people/person-sections.js';
import { PlacementRepository } from '../placement/placement.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { ownItems, personSection } from './certificate.presenter.js';
import { CertificatesRepository } from './certificates.repository.js';
import { EndlineRepository } from './endline.repository.js';

/** What certificates put elsewhere: on a learner's home, and on the page of a person. */
@Injectable()
export class CertificatesHome implements OnModuleInit {
  constructor(
    private readonly homes: HomeSections, private readonly sections: PersonSections, private readonly certificates: CertificatesRepository,
    private readonly endline: EndlineRepository, private readonly placement: PlacementRepository, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.homes.add({
      roles: ['learner'], order: 8, title: 'certificates:home.title',
      load: async ({ personId }, t) => (personId ? ownItems(t, await this.certificates.ofPerson(personId)) : []),
    });
    this.homes.add({ roles: ['learner'], order: 6, title: 'certificates:endline.title', load: (viewer, t) => this.testAtTheEnd(viewer, t) });
    this.sections.add({
      roles: ['trainer', 'coach', 'coordinator', 'administrator'], order: 40,
      load: async ({ centreId }, personId, t) => personSection(t, await this.certificates.ofPerson(personId, centreId)),
    });
  }

  /** Two queries. Nothing once she has taken it. */
  private async testAtTheEnd(viewer: Viewer, t: Translate): Promise<HomeItem[]> {
    if (!viewer.personId) return [];
    const opened = await this.endline.openedFor(viewer.centreId, viewer.personId, localDateAt(this.clock.now()));
    const taken = opened && await this.placement.finishedTest(viewer.centreId, viewer.personId, 'endline');
    if (!opened || (taken?.finishedAt && taken.finishedAt >= opened.openedAt)) return [];
    return [{ text: t('certificates:endline.offer'), about: t('certificates:endline.offer-about', { edition: opened.editionName }), href: '/endline' }];
  }
}

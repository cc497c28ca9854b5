import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonSections } from '../people/person-sections.js';
import { HomeSections } from '../shared/web/home-sections.js';
import { ownItems, personSection } from './certificate.presenter.js';
import { CertificatesRepository } from './certificates.repository.js';

/** What certificates put elsewhere: on a learner's home, and on the page of a person. */
@Injectable()
export class CertificatesHome implements OnModuleInit {
  constructor(
    private readonly homes: HomeSections, private readonly sections: PersonSections, private readonly certificates: CertificatesRepository,
  ) {}

  onModuleInit(): void {
    this.homes.add({
      roles: ['learner'], order: 8, title: 'certificates:home.title',
      load: async ({ personId }, t) => (personId ? ownItems(t, await this.certificates.ofPerson(personId)) : []),
    });
    this.sections.add({
      roles: ['trainer', 'coach', 'coordinator', 'administrator'], order: 20,
      load: async ({ centreId }, personId, t) => personSection(t, await this.certificates.ofPerson(personId, centreId)),
    });
  }
}

import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PlacementModule } from '../placement/placement.module.js';
import { BadgeKeys } from './badge-keys.js';
import { BadgeKeysController } from './badge-keys.controller.js';
import { BadgesController } from './badges.controller.js';
import { BadgesService } from './badges.service.js';
import { CertificateController } from './certificate.controller.js';
import { CertificatesHome } from './certificates.home.js';
import { CertificatesRepository } from './certificates.repository.js';
import { CertificatesService } from './certificates.service.js';
import { CompletionController } from './completion.controller.js';
import { CompletionRepository } from './completion.repository.js';
import { EndlineController } from './endline.controller.js';
import { EndlineRepository } from './endline.repository.js';
import { PublicCertificateController } from './public-certificate.controller.js';

/** When a course counts as completed, certificates on paper and as badges, and what they prove to others. */
@Module({
  imports: [AccountsModule, CoursesModule, PeopleModule, PlacementModule],
  controllers: [BadgesController, BadgeKeysController, CertificateController, CompletionController, EndlineController, PublicCertificateController],
  providers: [BadgeKeys, BadgesService, CertificatesHome, CertificatesRepository, CertificatesService, CompletionRepository, EndlineRepository],
  exports: [CertificatesService],
})
export class CertificatesModule {}

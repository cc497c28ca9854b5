import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { RegisterEvents } from '../attendance/register-events.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EditionEvents } from '../courses/edition-events.js';
import { LearningModule } from '../learning/learning.module.js';
import { PracticeEvents } from '../learning/practice-events.js';
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
import { CompletedEnrolments } from './completed-enrolments.js';
import { CompletionController } from './completion.controller.js';
import { CompletionRepository } from './completion.repository.js';
import { EndlineController } from './endline.controller.js';
import { EndlineRepository } from './endline.repository.js';
import { OwnCompletionController } from './own-completion.controller.js';
import { PublicCertificateController } from './public-certificate.controller.js';

/** When a course counts as completed, certificates on paper and as badges, and what they prove to others. */
@Module({
  imports: [AccountsModule, AttendanceModule, CoursesModule, LearningModule, PeopleModule, PlacementModule],
  controllers: [BadgesController, BadgeKeysController, CertificateController, CompletionController, EndlineController, OwnCompletionController, PublicCertificateController],
  providers: [BadgeKeys, BadgesService, CertificatesHome, CertificatesRepository, CertificatesService, CompletedEnrolments, CompletionRepository, EndlineRepository],
  exports: [CertificatesService],
})
export class CertificatesModule implements OnModuleInit {
  constructor(
    private readonly completed: CompletedEnrolments, private readonly editions: EditionEvents, private readonly registers: RegisterEvents,
    private readonly practices: PracticeEvents,
  ) {}

  onModuleInit(): void {
    this.editions.whenMoved((tx, { id, from, to }) => (from === 'closed' || to === 'closed' ? this.completed.settle(tx, id) : Promise.resolve()));
    this.registers.whenMarked((tx, groupId) => this.completed.settleGroup(tx, groupId));
    this.practices.whenPractised((tx, personId) => this.completed.settlePerson(tx, personId));
  }
}

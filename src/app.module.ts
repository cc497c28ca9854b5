import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.js';
import { AttendanceModule } from './attendance/attendance.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CentresModule } from './centres/centres.module.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { CivicActionsModule } from './civic-actions/civic-actions.module.js';
import { CoachingModule } from './coaching/coaching.module.js';
import { ConsortiumModule } from './consortium/consortium.module.js';
import { CoursesModule } from './courses/courses.module.js';
import { FeesModule } from './fees/fees.module.js';
import { TillModule } from './fees/till.module.js';
import { GroupsModule } from './groups/groups.module.js';
import { HomeModule } from './home/home.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { LearningModule } from './learning/learning.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlacementModule } from './placement/placement.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { StatementsModule } from './statements/statements.module.js';
import { JobsModule } from './shared/jobs/jobs.module.js';
import { StyleguideModule } from './shared/web/styleguide.module.js';

/** The table of contents: what Minka does, one module a line. */
@Module({
  imports: [
    AccountsModule,
    AttendanceModule,
    AuditModule,
    CentresModule,
    CertificatesModule,
    CivicActionsModule,
    CoachingModule,
    ConsortiumModule,
    CoursesModule,
    FeesModule,
    GroupsModule,
    HomeModule,
    ImportsModule,
    LearningModule,
    LedgerModule,
    OrganisationsModule,
    PeopleModule,
    PlacementModule,
    ReportsModule,
    StatementsModule,
    JobsModule,
    StyleguideModule,
    TillModule,
  ],
})
export class AppModule {}

import { Module } from '@nestjs/common';
import { CoursesModule } from '../courses/courses.module.js';
import { ClassFollowers } from './class-followers.js';
import { ConfirmingService } from './confirming.service.js';
import { DraftEditsController } from './draft-edits.controller.js';
import { DraftEditsService } from './draft-edits.service.js';
import { EnrolmentChangesController } from './enrolment-changes.controller.js';
import { EnrolmentEvents } from './enrolment-events.js';
import { EnrolmentsController } from './enrolments.controller.js';
import { EnrolmentsRepository } from './enrolments.repository.js';
import { EnrolmentsService } from './enrolments.service.js';
import { GroupEvents } from './group-events.js';
import { GroupsController } from './groups.controller.js';
import { GroupsHome } from './groups.home.js';
import { GroupsRepository } from './groups.repository.js';
import { GroupsService } from './groups.service.js';
import { MembersExportController } from './members-export.controller.js';
import { PeopleModule } from '../people/people.module.js';
import { PersonGroup } from './person-group.js';
import { ProposalsController } from './proposals.controller.js';
import { ProposalsRepository } from './proposals.repository.js';
import { ProposalsService } from './proposals.service.js';
import { TimetablesController } from './timetables.controller.js';
import { TimetablesRepository } from './timetables.repository.js';
import { TimetablesService } from './timetables.service.js';
import { WithdrawalNotes } from './withdrawal-notes.js';

/** Enrolments, groups formed by level, the waiting list. */
@Module({
  imports: [CoursesModule, PeopleModule],
  controllers: [DraftEditsController, EnrolmentChangesController, EnrolmentsController, GroupsController, MembersExportController, ProposalsController, TimetablesController],
  providers: [
    ClassFollowers, ConfirmingService, DraftEditsService, EnrolmentEvents, EnrolmentsService, EnrolmentsRepository, GroupEvents, GroupsHome, GroupsRepository, GroupsService, ProposalsRepository,
    PersonGroup, ProposalsService, TimetablesRepository, TimetablesService, WithdrawalNotes,
  ],
  exports: [
    ClassFollowers, ConfirmingService, DraftEditsService, EnrolmentEvents, EnrolmentsService, GroupEvents, GroupsService, ProposalsService, TimetablesService, WithdrawalNotes,
  ],
})
export class GroupsModule {}

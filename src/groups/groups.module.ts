import { Module } from '@nestjs/common';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsController } from './enrolments.controller.js';
import { EnrolmentsRepository } from './enrolments.repository.js';
import { EnrolmentsService } from './enrolments.service.js';
import { GroupEvents } from './group-events.js';

/** Enrolments, groups formed by level, the waiting list. */
@Module({
  imports: [CoursesModule],
  controllers: [EnrolmentsController],
  providers: [EnrolmentsService, EnrolmentsRepository, GroupEvents],
  exports: [EnrolmentsService, EnrolmentsRepository, GroupEvents],
})
export class GroupsModule {}

import { Module, type OnModuleInit } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentEvents } from '../groups/enrolment-events.js';
import { GroupsModule } from '../groups/groups.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PersonEvents } from '../people/person-events.js';
import { ArrearsController } from './arrears.controller.js';
import { ArrearsRepository } from './arrears.repository.js';
import { ChargesController } from './charges.controller.js';
import { ChargesRepository } from './charges.repository.js';
import { FeeRulesController } from './fee-rules.controller.js';
import { FeeRulesService } from './fee-rules.service.js';
import { FeesHome } from './fees-home.js';
import { FeesReading } from './fees-reading.js';
import { chargeForComing, postponeUntilSeated, settleMerged, settleWithdrawal } from './follow-enrolments.js';
import { UnsentWaivers } from './unsent-waivers.js';
import { WaiversController } from './waivers.controller.js';
import { WaiversRepository } from './waivers.repository.js';
import { WaiversService } from './waivers.service.js';

/** What learners owe and pay: charges, waivers, arrears. */
@Module({
  imports: [AttendanceModule, CoursesModule, GroupsModule, PeopleModule],
  controllers: [ArrearsController, ChargesController, FeeRulesController, WaiversController],
  providers: [ArrearsRepository, ChargesRepository, FeeRulesService, FeesHome, FeesReading, UnsentWaivers, WaiversRepository, WaiversService],
  exports: [WaiversService],
})
export class FeesModule implements OnModuleInit {
  constructor(private readonly enrolments: EnrolmentEvents, private readonly people: PersonEvents) {}

  onModuleInit(): void {
    this.enrolments.whenEnrolled(chargeForComing);
    this.enrolments.whenBroughtBack(chargeForComing);
    this.enrolments.whenSeated(postponeUntilSeated);
    this.enrolments.whenWithdrawn(settleWithdrawal);
    this.people.whenMerged(settleMerged);
  }
}

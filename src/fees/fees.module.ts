import { Module, type OnModuleInit } from '@nestjs/common';
import { EnrolmentEvents } from '../groups/enrolment-events.js';
import { GroupsModule } from '../groups/groups.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PersonEvents } from '../people/person-events.js';
import { ArrearsRepository } from './arrears.repository.js';
import { chargeForComing, settleMerged, settleWithdrawal } from './follow-enrolments.js';
import { WaiversRepository } from './waivers.repository.js';
import { WaiversService } from './waivers.service.js';

/** What learners owe and pay: charges, waivers, arrears. */
@Module({
  imports: [GroupsModule, PeopleModule],
  providers: [ArrearsRepository, WaiversRepository, WaiversService],
  exports: [WaiversService],
})
export class FeesModule implements OnModuleInit {
  constructor(private readonly enrolments: EnrolmentEvents, private readonly people: PersonEvents) {}

  onModuleInit(): void {
    this.enrolments.whenEnrolled(chargeForComing);
    this.enrolments.whenBroughtBack(chargeForComing);
    this.enrolments.whenWithdrawn(settleWithdrawal);
    this.people.whenMerged(settleMerged);
  }
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { EnrolmentEvents } from '../groups/enrolment-events.js';
import { GroupsModule } from '../groups/groups.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PersonEvents } from '../people/person-events.js';
import { chargeForComing, settleMerged, settleWithdrawal } from './follow-enrolments.js';

/** What learners owe and pay: charges, waivers, arrears. */
@Module({
  imports: [GroupsModule, PeopleModule],
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

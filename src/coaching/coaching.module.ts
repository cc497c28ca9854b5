import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CentresModule } from '../centres/centres.module.js';
import { PeopleModule } from '../people/people.module.js';

/** One-on-one coaching: coaches and their hours, bookings, who waits, and what came of it. */
@Module({
  imports: [AccountsModule, CentresModule, PeopleModule],
})
export class CoachingModule {}

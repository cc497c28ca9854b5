import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CentresModule } from '../centres/centres.module.js';
import { PeopleModule } from '../people/people.module.js';
import { BookingEvents } from './booking-events.js';
import { BookingsService } from './bookings.service.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { SlotRace } from './slot-race.js';

/** One-on-one coaching: coaches and their hours, bookings, who waits, and what came of it. */
@Module({
  imports: [AccountsModule, CentresModule, PeopleModule],
  providers: [BookingEvents, BookingsService, CoachingFactsRepository, SlotRace],
  exports: [BookingEvents, BookingsService, CoachingFactsRepository],
})
export class CoachingModule {}

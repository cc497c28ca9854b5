import { Module, type OnModuleInit } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CentresModule } from '../centres/centres.module.js';
import { GroupsModule } from '../groups/groups.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PersonEvents } from '../people/person-events.js';
import { BookingChangesController } from './booking-changes.controller.js';
import { BookingEvents } from './booking-events.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsHome } from './bookings.home.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import { CalendarFeedController } from './calendar-feed.controller.js';
import { CalendarFeedRepository } from './calendar-feed.repository.js';
import { CoachCalendarController } from './coach-calendar.controller.js';
import { CoachCalendarService } from './coach-calendar.service.js';
import { CoachHoursController } from './coach-hours.controller.js';
import { CoachHoursService } from './coach-hours.service.js';
import { CoachesController } from './coaches.controller.js';
import { CoachesRepository } from './coaches.repository.js';
import { CoachesService } from './coaches.service.js';
import { CoachingEffectRepository } from './coaching-effect.repository.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { CoachingSettingsController } from './coaching-settings.controller.js';
import { CoachingSettingsService } from './coaching-settings.service.js';
import { CoachingHome } from './coaching.home.js';
import { DayController } from './day.controller.js';
import { DeskHome } from './desk.home.js';
import { DeskBookingController } from './desk-booking.controller.js';
import { EffectController } from './effect.controller.js';
import { joinPersonCells } from './held-cells.js';
import { MisfitsRepository } from './misfits.repository.js';
import { NoteReadersController } from './note-readers.controller.js';
import { NoteReadersService } from './note-readers.service.js';
import { NotesController } from './notes.controller.js';
import { NotesRepository } from './notes.repository.js';
import { NotesService } from './notes.service.js';
import { OfferNotices } from './offer-notices.js';
import { Offering } from './offering.js';
import { OwnBookingController } from './own-booking.controller.js';
import { OwnCoachingController } from './own-coaching.controller.js';
import { PersonCoaching } from './person-coaching.js';
import { PlaceChanges } from './place-changes.js';
import { ProposalsController } from './proposals.controller.js';
import { CoachingProposalsRepository } from './proposals.repository.js';
import { Reminders } from './reminders.js';
import { SeriesService } from './series.service.js';
import { SlotRace } from './slot-race.js';
import { WaitsTimer } from './waits-timer.js';
import { WaitsController } from './waits.controller.js';
import { WaitsRepository } from './waits.repository.js';
import { WaitsService } from './waits.service.js';

/** One-on-one coaching: coaches and their hours, bookings, who waits, and what came of it. Fixed addresses stand before those with an id in them. */
@Module({
  imports: [AccountsModule, CentresModule, GroupsModule, PeopleModule],
  controllers: [
    CoachesController, CoachHoursController, CoachCalendarController, CalendarFeedController, CoachingSettingsController,
    OwnBookingController, OwnCoachingController, BookingChangesController, ProposalsController, NotesController, NoteReadersController, EffectController,
    DayController, DeskBookingController, BookingsController, WaitsController,
  ],
  providers: [
    BookingEvents, BookingsHome, BookingsRepository, BookingsService, CoachingFactsRepository, DeskHome, MisfitsRepository, SlotRace, SeriesService,
    WaitsService, WaitsTimer, OfferNotices, Offering, CoachingProposalsRepository, Reminders, CoachesService, CoachHoursService, CoachCalendarService,
    CoachingSettingsService, CoachesRepository, CalendarFeedRepository, CoachingHome, NotesService, NotesRepository, NoteReadersService,
    CoachingEffectRepository, PersonCoaching, PlaceChanges, WaitsRepository,
  ],
  exports: [
    BookingEvents, BookingsRepository, BookingsService, CoachingFactsRepository, MisfitsRepository, SeriesService, WaitsService, WaitsTimer,
    CoachingProposalsRepository, CoachesService, CoachHoursService, CoachingSettingsService, CoachesRepository,
    CoachingEffectRepository,
  ],
})
export class CoachingModule implements OnModuleInit {
  constructor(private readonly persons: PersonEvents) {}

  onModuleInit(): void {
    this.persons.whenMerged(joinPersonCells);
  }
}

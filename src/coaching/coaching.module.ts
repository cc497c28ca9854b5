import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { CentresModule } from '../centres/centres.module.js';
import { PeopleModule } from '../people/people.module.js';
import { BookingEvents } from './booking-events.js';
import { BookingsService } from './bookings.service.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { SlotRace } from './slot-race.js';
import { CalendarFeedController } from './calendar-feed.controller.js';
import { CalendarFeedRepository } from './calendar-feed.repository.js';
import { CoachCalendarController } from './coach-calendar.controller.js';
import { CoachCalendarService } from './coach-calendar.service.js';
import { CoachHoursController } from './coach-hours.controller.js';
import { CoachHoursService } from './coach-hours.service.js';
import { CoachesController } from './coaches.controller.js';
import { CoachesRepository } from './coaches.repository.js';
import { CoachesService } from './coaches.service.js';
import { CoachingHome } from './coaching.home.js';
import { CoachingSettingsController } from './coaching-settings.controller.js';
import { CoachingSettingsService } from './coaching-settings.service.js';
import { CoachingEffectRepository } from './coaching-effect.repository.js';
import { EffectController } from './effect.controller.js';
import { NoteReadersController } from './note-readers.controller.js';
import { NoteReadersService } from './note-readers.service.js';
import { NotesController } from './notes.controller.js';
import { NotesRepository } from './notes.repository.js';
import { NotesService } from './notes.service.js';

/** One-on-one coaching: coaches and their hours, bookings, who waits, and what came of it. */
@Module({
  imports: [AccountsModule, CentresModule, PeopleModule],
  controllers: [CoachesController, CoachHoursController, CoachCalendarController, CalendarFeedController, CoachingSettingsController, NotesController, NoteReadersController, EffectController],
  providers: [
    BookingEvents, BookingsService, CoachingFactsRepository, SlotRace, CoachesService, CoachHoursService, CoachCalendarService, CoachingSettingsService, CoachesRepository, CalendarFeedRepository, CoachingHome,
    NotesService, NotesRepository, NoteReadersService, CoachingEffectRepository,
  ],
  exports: [CoachingEffectRepository, BookingEvents, BookingsService, CoachingFactsRepository, CoachesService, CoachHoursService, CoachingSettingsService, CoachesRepository],
})
export class CoachingModule {}

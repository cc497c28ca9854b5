import { Module } from '@nestjs/common';
import { BrokenPcFollowers } from './broken-pc-followers.js';
import { CalendarFollowers } from './calendar-followers.js';
import { CentreAccess } from './centre-access.js';
import { CentreHoursController } from './centre-hours.controller.js';
import { CentreHoursService } from './centre-hours.service.js';
import { CentresHome } from './centres-home.js';
import { CentresController } from './centres.controller.js';
import { CentresRepository } from './centres.repository.js';
import { CentresService } from './centres.service.js';
import { RoomsController } from './rooms.controller.js';
import { RoomsService } from './rooms.service.js';

/** Centres with their rooms, PCs, opening hours and holidays. */
@Module({
  controllers: [CentresController, RoomsController, CentreHoursController],
  providers: [CentresService, RoomsService, CentreHoursService, CentresRepository, CentreAccess, CentresHome, BrokenPcFollowers, CalendarFollowers],
  exports: [BrokenPcFollowers, CalendarFollowers, CentresService, RoomsService, CentreHoursService, CentresRepository, CentreAccess],
})
export class CentresModule {}

import { Module } from '@nestjs/common';
import { CoursesModule } from '../courses/courses.module.js';
import { DiagnosesService } from './diagnoses.service.js';
import { DiagnosisController } from './diagnosis.controller.js';
import { PeopleModule } from '../people/people.module.js';
import { PersonLevel } from './person-level.js';
import { PlacementHome } from './placement.home.js';
import { PlacementQueueController } from './placement-queue.controller.js';
import { PlacementQueueExportsController } from './placement-queue-exports.controller.js';
import { PlacementRepository } from './placement.repository.js';
import { PlacementTestsService } from './placement-tests.service.js';
import { PlacementsService } from './placements.service.js';
import { SittingController } from './sitting.controller.js';

/** Diagnosis, placement by doing, and the trainer's decision. */
@Module({
  imports: [CoursesModule, PeopleModule],
  // The exports first: their path is a person's by the look of it.
  controllers: [DiagnosisController, SittingController, PlacementQueueExportsController, PlacementQueueController],
  providers: [DiagnosesService, PlacementTestsService, PlacementsService, PlacementRepository, PlacementHome, PersonLevel],
  exports: [DiagnosesService, PlacementTestsService, PlacementsService, PlacementRepository],
})
export class PlacementModule {}

import { Module } from '@nestjs/common';
import { CentresModule } from '../centres/centres.module.js';
import { FilesModule } from '../shared/files/files.module.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarRepository } from './calendar.repository.js';
import { CentrePicturesController, CoursePicturesController } from './course-pictures.controller.js';
import { CoursesHome } from './courses-home.js';
import { CourseLessons } from './course-lessons.js';
import { CoursesController } from './courses.controller.js';
import { CoursesRepository } from './courses.repository.js';
import { EditionEvents } from './edition-events.js';
import { EditionPartsController } from './edition-parts.controller.js';
import { EditionsController } from './editions.controller.js';
import { EditionsRepository } from './editions.repository.js';
import { EditionsService } from './editions.service.js';
import { LessonTextsRepository } from './lesson-texts.repository.js';
import { LessonEditingController } from './lessons/lesson-editing.controller.js';
import { LessonEditingService } from './lessons/lesson-editing.service.js';
import { LessonEditsRepository } from './lessons/lesson-edits.repository.js';
import { LessonHistoryController } from './lessons/lesson-history.controller.js';
import { LessonsController } from './lessons/lessons.controller.js';
import { CoursePackageController, CoursePackagesController, ShippedCourseController } from './packages/course-packages.controller.js';
import { CoursePackagesRepository } from './packages/course-packages.repository.js';
import { CoursePackagesService } from './packages/course-packages.service.js';
import { OutlineTitlesController } from './titles/outline-titles.controller.js';
import { OutlineTitlesRepository } from './titles/outline-titles.repository.js';
import { OutlineTitlesService } from './titles/outline-titles.service.js';
import { TrainerHoursService } from './trainer-hours.service.js';
import { TrainersController } from './trainers.controller.js';

/** Courses and their content, editions, trainers' hours, the calendar. */
@Module({
  imports: [CentresModule, FilesModule],
  controllers: [
    CoursesController, OutlineTitlesController, CoursePicturesController, CentrePicturesController, LessonsController, LessonEditingController, LessonHistoryController,
    CoursePackageController, CoursePackagesController, ShippedCourseController,
    EditionsController, EditionPartsController, TrainersController, CalendarController,
  ],
  providers: [
    EditionEvents, EditionsService, TrainerHoursService, LessonEditingService, OutlineTitlesService, CoursePackagesService, CoursesRepository, EditionsRepository, CalendarRepository, LessonTextsRepository,
    LessonEditsRepository, OutlineTitlesRepository, CourseLessons, CoursePackagesRepository, CoursesHome,
  ],
  exports: [EditionEvents, EditionsService, TrainerHoursService, CoursesRepository, CourseLessons, EditionsRepository, CalendarRepository, LessonTextsRepository],
})
export class CoursesModule {}

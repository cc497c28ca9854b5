import { Module } from '@nestjs/common';
import { CoursesModule } from '../courses/courses.module.js';
import { CurrentLesson } from './current-lesson.js';
import { LearningHome } from './learning.home.js';
import { LearningRepository } from './learning.repository.js';
import { LessonController } from './lesson.controller.js';
import { LessonProgressService } from './lesson-progress.service.js';
import { PracticeController } from './practice.controller.js';
import { PracticeTrialController } from './practice-trial.controller.js';
import { OpenedLessonsService } from './opened-lessons.service.js';
import { PracticeEvents } from './practice-events.js';
import { PracticeService } from './practice.service.js';
import { RoomController } from './room.controller.js';
import { RoomRepository } from './room.repository.js';

/** Lessons and practice as learners take them. */
@Module({
  imports: [CoursesModule],
  controllers: [PracticeController, PracticeTrialController, LessonController, RoomController],
  providers: [CurrentLesson, LearningHome, LearningRepository, LessonProgressService, OpenedLessonsService, PracticeEvents, PracticeService, RoomRepository],
  exports: [LearningRepository, PracticeEvents],
})
export class LearningModule {}

import { Module } from '@nestjs/common';
import { OwnSurveyController } from './own-survey.controller.js';
import { OwnSurveyRepository } from './own-survey.repository.js';
import { SurveysController } from './surveys.controller.js';
import { SurveysHome } from './surveys.home.js';
import { SurveysRepository } from './surveys.repository.js';
import { SurveysService } from './surveys.service.js';

/** A short survey about an edition, as it begins and when it is over. */
@Module({
  controllers: [OwnSurveyController, SurveysController],
  providers: [OwnSurveyRepository, SurveysHome, SurveysRepository, SurveysService],
  exports: [SurveysService],
})
export class SurveysModule {}

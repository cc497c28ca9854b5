import { Module } from '@nestjs/common';
import { FilesModule } from '../../shared/files/files.module.js';
import { FiguresModule } from '../figures/figures.module.js';
import { FrameworkRepository } from './framework.repository.js';
import { IndicatorsController } from './indicators.controller.js';
import { IndicatorsService } from './indicators.service.js';
import { NewIndicatorsController } from './new-indicators.controller.js';
import { ProjectsController } from './projects.controller.js';
import { ProjectsService } from './projects.service.js';
import { ResultsController } from './results.controller.js';
import { ResultsService } from './results.service.js';
import { TargetProgress } from './target-progress.js';
import { TargetsController } from './targets.controller.js';
import { TargetsService } from './targets.service.js';
import { TypedFiguresController } from './typed-figures.controller.js';

/** What projects promise their funders: results, indicators, baselines and targets. */
@Module({
  imports: [FilesModule, FiguresModule],
  controllers: [ProjectsController, ResultsController, NewIndicatorsController, IndicatorsController, TargetsController, TypedFiguresController],
  providers: [FrameworkRepository, IndicatorsService, ProjectsService, ResultsService, TargetProgress, TargetsService],
  exports: [FrameworkRepository, IndicatorsService, ProjectsService, TargetsService],
})
export class FrameworkModule {}

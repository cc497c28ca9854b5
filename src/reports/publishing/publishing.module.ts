import { Module } from '@nestjs/common';
import { FilesModule } from '../../shared/files/files.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { FiguresModule } from '../figures/figures.module.js';
import { FrameworkModule } from '../framework/framework.module.js';
import { LogModule } from '../log/log.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { ProjectReportsController } from './project-reports.controller.js';
import { GatheredFigures } from './gathered-figures.js';
import { ReportGathering } from './report-gathering.js';
import { ReportGroundRepository } from './report-ground.repository.js';
import { ReportTextsController } from './report-texts.controller.js';
import { ReportsController } from './reports.controller.js';
import { ReportsHome } from './reports.home.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportsService } from './reports.service.js';

/** Reports of projects: gathered from the records, signed, and frozen for ever. */
@Module({
  imports: [FilesModule, FactsModule, FiguresModule, FrameworkModule, LogModule, MeasuresModule],
  controllers: [ProjectReportsController, ReportsController, ReportTextsController],
  providers: [GatheredFigures, ReportGathering, ReportGroundRepository, ReportsHome, ReportsRepository, ReportsService],
  exports: [ReportsRepository, ReportsService],
})
export class PublishingModule {}

import { Module } from '@nestjs/common';
import { FilesModule } from '../../shared/files/files.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { FiguresService } from '../figures/figures.service.js';
import { FrameworkModule } from '../framework/framework.module.js';
import { ProjectReportsController } from './project-reports.controller.js';
import { ReportGathering } from './report-gathering.js';
import { ReportGroundRepository } from './report-ground.repository.js';
import { ReportsController } from './reports.controller.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportsService } from './reports.service.js';

/** Reports of projects: gathered from the records, signed, and frozen for ever. */
@Module({
  imports: [FilesModule, FactsModule, FrameworkModule],
  controllers: [ProjectReportsController, ReportsController],
  providers: [FiguresService, ReportGathering, ReportGroundRepository, ReportsRepository, ReportsService],
  exports: [ReportsRepository, ReportsService],
})
export class PublishingModule {}

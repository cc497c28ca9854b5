import { Module } from '@nestjs/common';
import { StatementsModule } from '../../statements/statements.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { ReportsRepository } from '../publishing/reports.repository.js';
import { RegistersRepository } from './registers.repository.js';
import { ReportFilesController } from './report-files.controller.js';
import { ReportFilesService } from './report-files.service.js';

/** What leaves of a report as a file. */
@Module({
  imports: [FactsModule, StatementsModule],
  controllers: [ReportFilesController],
  providers: [ReportsRepository, RegistersRepository, ReportFilesService],
})
export class ReportFilesModule {}

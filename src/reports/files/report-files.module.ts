import { Module } from '@nestjs/common';
import { StatementsModule } from '../../statements/statements.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { PublishingModule } from '../publishing/publishing.module.js';
import { RegistersRepository } from './registers.repository.js';
import { ReportFilesController } from './report-files.controller.js';
import { ReportFilesService } from './report-files.service.js';

/** What leaves of a report as a file. */
@Module({
  imports: [FactsModule, StatementsModule, PublishingModule],
  controllers: [ReportFilesController],
  providers: [RegistersRepository, ReportFilesService],
})
export class ReportFilesModule {}

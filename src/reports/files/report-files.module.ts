import { Module } from '@nestjs/common';
import { FilesModule } from '../../shared/files/files.module.js';
import { StatementsModule } from '../../statements/statements.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { PublishingModule } from '../publishing/publishing.module.js';
import { LogDocumentsRepository } from './log-documents.repository.js';
import { ReportRegistersRepository } from './report-registers.repository.js';
import { ReportFilesController } from './report-files.controller.js';
import { ReportFilesService } from './report-files.service.js';

/** What leaves of a report as a file. */
@Module({
  imports: [FilesModule, FactsModule, StatementsModule, PublishingModule],
  controllers: [ReportFilesController],
  providers: [LogDocumentsRepository, ReportRegistersRepository, ReportFilesService],
})
export class ReportFilesModule {}

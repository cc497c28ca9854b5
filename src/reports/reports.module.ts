import { Module } from '@nestjs/common';
import { ChartsModule } from './charts/charts.module.js';
import { FactsModule } from './facts/facts.module.js';
import { FiguresService } from './figures/figures.service.js';
import { ReportFilesModule } from './files/report-files.module.js';
import { FrameworkModule } from './framework/framework.module.js';
import { PublishingModule } from './publishing/publishing.module.js';

/** What the centres tell their funders, and themselves: every figure opens to the records that prove it. */
@Module({
  imports: [FactsModule, FrameworkModule, ChartsModule, PublishingModule, ReportFilesModule],
  providers: [FiguresService],
  exports: [FiguresService],
})
export class ReportsModule {}

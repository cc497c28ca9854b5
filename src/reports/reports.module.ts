import { Module } from '@nestjs/common';
import { ChartsModule } from './charts/charts.module.js';
import { FactsModule } from './facts/facts.module.js';
import { FiguresModule } from './figures/figures.module.js';
import { ReportFilesModule } from './files/report-files.module.js';
import { FrameworkModule } from './framework/framework.module.js';
import { GapsModule } from './gaps/gaps.module.js';
import { LogModule } from './log/log.module.js';
import { MeasuresModule } from './measures/measures.module.js';
import { ProofModule } from './proof/proof.module.js';
import { PublishingModule } from './publishing/publishing.module.js';

/** What the centres tell their funders, and themselves: every figure opens to the records that prove it. */
@Module({
  imports: [ChartsModule, FactsModule, FiguresModule, FrameworkModule, GapsModule, LogModule, MeasuresModule, ProofModule, PublishingModule, ReportFilesModule],
})
export class ReportsModule {}

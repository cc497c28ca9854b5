import { Module } from '@nestjs/common';
import { FactsRepository } from './facts/facts.repository.js';
import { FrameworkModule } from './framework/framework.module.js';
import { FiguresService } from './figures/figures.service.js';

/** What the centres tell their funders, and themselves: every figure opens to the records that prove it. */
@Module({
  imports: [FrameworkModule],
  providers: [FactsRepository, FiguresService],
  exports: [FiguresService],
})
export class ReportsModule {}

import { Module } from '@nestjs/common';
import { FactsModule } from '../facts/facts.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { FiguresModule } from '../figures/figures.module.js';
import { ProofReading } from './proof-reading.js';
import { ProofRecordsRepository } from './proof-records.repository.js';
import { ProofController } from './proof.controller.js';
import { ProofService } from './proof.service.js';

/** The records behind each figure. */
@Module({
  imports: [FactsModule, MeasuresModule, FiguresModule],
  controllers: [ProofController],
  providers: [ProofReading, ProofRecordsRepository, ProofService],
})
export class ProofModule {}

import { Module } from '@nestjs/common';
import { FactsModule } from '../facts/facts.module.js';
import { AccountSumsRepository } from './account-sums.repository.js';
import { MeasureProof } from './measure-proof.js';
import { MeasureProofRepository } from './measure-proof.repository.js';
import { MeasuresRepository } from './measures.repository.js';
import { MeasuresService } from './measures.service.js';

/** What is measured from the records of centres. */
@Module({
  imports: [FactsModule],
  providers: [MeasuresRepository, AccountSumsRepository, MeasuresService, MeasureProofRepository, MeasureProof],
  exports: [MeasuresService, AccountSumsRepository, MeasureProof],
})
export class MeasuresModule {}

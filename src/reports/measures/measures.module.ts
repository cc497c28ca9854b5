import { Module } from '@nestjs/common';
import { AccountSumsRepository } from './account-sums.repository.js';
import { HeldPostsRepository } from './held-posts.repository.js';
import { MeasureProof } from './measure-proof.js';
import { MeasureProofRepository } from './measure-proof.repository.js';
import { MeasuresRepository } from './measures.repository.js';
import { MeasuresService } from './measures.service.js';

/** What is measured from the records of centres. */
@Module({
  providers: [MeasuresRepository, AccountSumsRepository, HeldPostsRepository, MeasuresService, MeasureProofRepository, MeasureProof],
  exports: [MeasuresService, AccountSumsRepository, MeasureProof],
})
export class MeasuresModule {}

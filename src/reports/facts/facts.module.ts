import { Module } from '@nestjs/common';
import { FactsKeeper } from './facts-keeper.service.js';
import { FactsTimer } from './facts-timer.js';
import { FactsRepository } from './facts.repository.js';
import { KeptTallies } from './kept-tallies.service.js';

/** What figures are added up from: drawn from the records, and kept up to date with them. */
@Module({
  providers: [FactsRepository, FactsKeeper, FactsTimer, KeptTallies],
  exports: [FactsRepository, FactsKeeper, KeptTallies],
})
export class FactsModule {}

import { Module } from '@nestjs/common';
import { FrameworkRepository } from './framework.repository.js';

/** What projects promise their funders: results, indicators, baselines and targets. */
@Module({
  providers: [FrameworkRepository],
  exports: [FrameworkRepository],
})
export class FrameworkModule {}

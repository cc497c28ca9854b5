import { Module } from '@nestjs/common';
import { FactsModule } from '../facts/facts.module.js';
import { FiguresModule } from '../figures/figures.module.js';
import { GapsController } from './gaps.controller.js';
import { GapsHome } from './gaps.home.js';
import { GapsRepository } from './gaps.repository.js';
import { GapsService } from './gaps.service.js';

/** The path of a centre's people, and what helps those who stayed behind. */
@Module({
  imports: [FactsModule, FiguresModule],
  controllers: [GapsController],
  providers: [GapsHome, GapsRepository, GapsService],
})
export class GapsModule {}

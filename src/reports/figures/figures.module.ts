import { Module } from '@nestjs/common';
import { FactsModule } from '../facts/facts.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { DefinitionsController } from './definitions.controller.js';
import { FigureAsking } from './figure-asking.js';
import { FigureGroundRepository } from './figure-ground.repository.js';
import { FigureWarmth } from './figure-warmth.js';
import { FiguresController } from './figures.controller.js';
import { FiguresHome } from './figures.home.js';
import { FiguresService } from './figures.service.js';

/** The figures of the catalogue: what they say, on pages and for whatever tells them on. */
@Module({
  imports: [FactsModule, MeasuresModule],
  controllers: [FiguresController, DefinitionsController],
  providers: [FigureAsking, FigureGroundRepository, FigureWarmth, FiguresHome, FiguresService],
  exports: [FiguresService, FigureAsking],
})
export class FiguresModule {}

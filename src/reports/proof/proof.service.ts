import { Injectable } from '@nestjs/common';
import { FactsRepository } from '../facts/facts.repository.js';
import type { IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { rowCollector, type CollectedRows } from './collect-rows.js';

/** Finds the very rows behind a cell. */
@Injectable()
export class ProofService {
  constructor(private readonly facts: FactsRepository) {}

  async rows(definition: IndicatorDefinition, scope: Scope): Promise<CollectedRows> {
    const collector = rowCollector(definition, scope);
    await this.facts.eachPerson(scope.centreIds, (facts) => collector.add(facts));
    return collector.collected();
  }
}

import { Injectable } from '@nestjs/common';
import type { Translate } from '../../shared/web/i18n.js';
import { pageAsked } from '../../shared/web/tables.js';
import type { Viewer } from '../../shared/web/viewer.js';
import { FactsRepository } from '../facts/facts.repository.js';
import { type Cell, type IndicatorDefinition, isProvenByPeople, type Scope } from '../indicators/indicator.js';
import { MeasureProof } from '../measures/measure-proof.js';
import { peopleFiguresFor } from '../measures/measures.service.js';
import { rowCollector } from './collect-rows.js';
import { ProofReading, type ProofFilter, type ProofPage } from './proof-reading.js';
import { PAGE_SIZE, sumOf } from './proof-rows.js';

/** The rows behind a cell: a page of them, how many there are, and what all of them add up to. */
export interface FoundProof extends ProofPage {
  rows: number;
  sum: Cell;
  /** The figure of people that makes up the other part of a measure, and is proved by itself. */
  partly: string | null;
}

/** Finds the very rows behind a cell. */
@Injectable()
export class ProofService {
  constructor(private readonly facts: FactsRepository, private readonly reading: ProofReading, private readonly measures: MeasureProof) {}

  find(viewer: Viewer, definition: IndicatorDefinition, scope: Scope, figure: Cell, filter: ProofFilter, t: Translate): Promise<FoundProof> {
    return isProvenByPeople(definition) ? this.ofPeople(viewer, definition, scope, filter, t) : this.ofRecords(viewer, definition, scope, figure, filter, t);
  }

  private async ofPeople(viewer: Viewer, definition: IndicatorDefinition, scope: Scope, filter: ProofFilter, t: Translate): Promise<FoundProof> {
    const collector = rowCollector(definition, scope);
    await this.facts.eachPerson(scope.centreIds, (facts) => collector.add(facts));
    const { rows, people } = collector.collected();
    const page = await this.reading.page(viewer, definition, scope, rows, filter, t);
    return { ...page, rows: definition.proof === 'surveys' ? page.filtered : rows.length, sum: sumOf(rows, people), partly: null };
  }

  /** What people make up of a measure is taken from its figure: it is proved where that figure of people is. */
  private async ofRecords(viewer: Viewer, { code, form }: IndicatorDefinition, scope: Scope, figure: Cell, filter: ProofFilter, t: Translate): Promise<FoundProof> {
    const page = pageAsked(filter.page, Number.MAX_SAFE_INTEGER, PAGE_SIZE);
    const found = await this.measures.page(t, code, scope, viewer.centreId, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    const [partly = null] = peopleFiguresFor([code]);
    const sum = { value: partly && form === 'ratio' ? figure.value : found.value, of: partly && form === 'mean' ? figure.of : found.of, people: figure.people };
    return {
      shown: found.shown.map(({ key, value, of }) => ({ key, personId: null, records: [key], value, of, people: 0 })), page, filtered: found.rows, rows: found.rows,
      names: new Map(), records: new Map(found.shown.map((row) => [row.key, row])), sum, partly,
    };
  }
}

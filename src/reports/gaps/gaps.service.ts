import { Injectable } from '@nestjs/common';
import type { Id } from '../../shared/kernel/ids.js';
import { pageAsked } from '../../shared/web/tables.js';
import { FactsRepository } from '../facts/facts.repository.js';
import { FiguresService } from '../figures/figures.service.js';
import type { Scope } from '../indicators/indicator.js';
import { PATH } from '../indicators/path.js';
import { dropCollector, type DropPerson } from './drop-people.js';
import type { OpenEdition } from './drop-help.js';
import { gapPath, SIDES, type Drop, type GapPath } from './gap-path.js';
import { GapsRepository, type ReachedPerson } from './gaps.repository.js';

const STEPS = PATH.map(({ code }) => code);
export const DROP_PAGE = 30;

/** A page of the people behind a drop. */
export interface FoundDrop {
  shown: readonly DropPerson[];
  /** Those of them who are learners of the centre still. */
  people: ReadonlyMap<Id, ReachedPerson>;
  editions: readonly OpenEdition[];
  page: number;
  count: number;
}

/** The path of a centre's people, and who stands where on it. */
@Injectable()
export class GapsService {
  constructor(private readonly figures: FiguresService, private readonly facts: FactsRepository, private readonly repository: GapsRepository) {}

  async path(scope: Scope): Promise<GapPath> {
    return gapPath(await this.figures.of(scope, STEPS, SIDES));
  }

  openEditions(centreId: Id): Promise<OpenEdition[]> {
    return this.repository.openEditions(centreId);
  }

  /** Three queries. */
  async drop(centreId: Id, drop: Drop, scope: Scope, asked: unknown): Promise<FoundDrop> {
    const collector = dropCollector(drop, scope);
    await this.facts.eachPerson(scope.centreIds, (facts) => collector.add(facts));
    const all = collector.collected();
    const page = pageAsked(asked, all.length, DROP_PAGE);
    const shown = all.slice((page - 1) * DROP_PAGE, page * DROP_PAGE);
    const people = await this.repository.people(centreId, shown.map(({ personId }) => personId));
    return { shown, people, editions: await this.repository.openEditions(centreId), page, count: all.length };
  }
}

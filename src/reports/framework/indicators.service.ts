import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../../shared/kernel/local-date.js';
import { NotThere, refuseFor, Refused } from '../../shared/kernel/refusal.js';
import { canonical } from '../../shared/web/submission.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import { BaselineCorrection } from './baseline-correction.entity.js';
import { holdProject, indicatorOf, indicatorsOf, kindOf, resultOf, type FrameworkOptions } from './framework-ground.js';
import { baselineRefusals, indicatorRefusals, neighbours } from './framework-rules.js';
import type { WrittenValue } from './figure-value.js';
import { ProjectIndicator } from './project-indicator.entity.js';
import { nextOrdinal } from './results.service.js';

/** What may change of an indicator at any time; what it counts stays. */
export type IndicatorDraft = Pick<ProjectIndicator, 'slice' | 'title' | 'definition' | 'unit' | 'denominator' | 'source' | 'english' | 'level' | 'criteria' | 'descending'>;

export interface BaselineDraft {
  value: WrittenValue;
  on: LocalDate;
  source: string;
}

/** The indicators of a project: what is measured, and from where it began. */
@Injectable()
export class IndicatorsService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @throws NotThere */
  add(resultId: Id, draft: IndicatorDraft & Pick<ProjectIndicator, 'code' | 'form'>, options: FrameworkOptions): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      await resultOf(tx, options.projectId, resultId);
      refuseFor(indicatorRefusals(draft, definitionOf(draft.code)));
      const id = newId();
      await tx.insert(ProjectIndicator, { ...NO_BASELINE, ...draft, id, resultId, ordinal: nextOrdinal(await indicatorsOf(tx, resultId)), removedAt: null, version: 1 });
      return id;
    }, options);
  }

  /** Once its baseline is frozen, what it counts and which way is better stay: it would be held against another thing. @throws Refused, StaleEdit, NotThere */
  change(id: Id, { version, ...draft }: IndicatorDraft & { version: number }, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      const known = await indicatorOf(tx, options.projectId, id);
      refuseFor(indicatorRefusals({ ...draft, form: known.form }, definitionOf(known.code)));
      if (version === known.version && known.baselineFrozenAt !== null && !countsAlike(known, draft)) throw new Refused({ reason: 'projects:refusals.counts-another' });
      // What the catalogue says of one that Minka computes is not the project's to change.
      const own = known.code === null ? draft : { ...draft, definition: null, unit: known.unit, denominator: null, source: null };
      await tx.update(ProjectIndicator, { ...known, version }, own);
    }, options);
  }

  /** @throws NotThere */
  move(id: Id, direction: 'up' | 'down', options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      const { resultId } = await indicatorOf(tx, options.projectId, id);
      const pair = neighbours(await indicatorsOf(tx, resultId), id, direction);
      if (!pair) return;
      await tx.update(ProjectIndicator, pair[0], { ordinal: pair[1].ordinal });
      await tx.update(ProjectIndicator, pair[1], { ordinal: pair[0].ordinal });
    }, options);
  }

  /** Takes it out; its targets and figures stay on record. @throws NotThere */
  remove(id: Id, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdProject(tx, options);
      await tx.update(ProjectIndicator, await indicatorOf(tx, options.projectId, id), { removedAt: tx.now });
    }, options);
  }

  /** Sets the baseline, which is frozen from then on. @throws Refused, StaleEdit, NotThere */
  freeze(id: Id, draft: BaselineDraft & { version: number }, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      const known = await indicatorOf(tx, options.projectId, id);
      if (known.baselineFrozenAt !== null) throw new Refused({ reason: 'projects:refusals.frozen' });
      refuseFor(baselineRefusals(draft, { ...kindOf(known), project, today: localDateAt(tx.now) }));
      await tx.update(ProjectIndicator, { ...known, version: draft.version }, {
        baseline: draft.value.value, baselineOn: draft.on, baselineSource: draft.source, baselineFrozenAt: tx.now, baselineFrozenBy: tx.actor.accountId,
      });
    }, options);
  }

  /** Puts a frozen baseline right; what it was stays on record beside the reason. @throws Refused, StaleEdit, NotThere */
  correct(id: Id, { reason, version, ...draft }: BaselineDraft & { reason: string; version: number }, options: FrameworkOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const project = await holdProject(tx, options);
      const known = await indicatorOf(tx, options.projectId, id);
      if (known.baseline === null || known.baselineOn === null || known.baselineFrozenAt === null) throw new Refused({ reason: 'projects:refusals.not-frozen' });
      refuseFor(baselineRefusals(draft, { ...kindOf(known), project, today: localDateAt(tx.now) }));
      await tx.update(ProjectIndicator, { ...known, version }, { baseline: draft.value.value, baselineOn: draft.on, baselineSource: draft.source });
      await tx.insert(BaselineCorrection, {
        id: newId(), indicatorId: id, formerValue: known.baseline, formerOn: known.baselineOn, formerSource: known.baselineSource,
        value: draft.value.value, valueOn: draft.on, source: draft.source, reason, correctedAt: tx.now, correctedBy: tx.actor.accountId,
      });
    }, options);
  }
}

/** @returns null for one of the project's own @throws NotThere for a code that the catalogue does not have */
function definitionOf(code: string | null): IndicatorDefinition | null {
  if (code === null) return null;
  const known = CATALOGUE.get(code);
  if (!known) throw new NotThere('indicator of the catalogue');
  return known;
}

function countsAlike(known: Pick<IndicatorDraft, 'slice' | 'descending'>, draft: Pick<IndicatorDraft, 'slice' | 'descending'>): boolean {
  return known.descending === draft.descending && canonical(known.slice ?? {}) === canonical(draft.slice ?? {});
}

export const NO_BASELINE = { baseline: null, baselineOn: null, baselineSource: null, baselineFrozenAt: null, baselineFrozenBy: null };

import type { Tx } from '../../shared/database/tx.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { addDays, dateOf, localDateAt, type LocalDate } from '../../shared/kernel/local-date.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Span } from './framework-rules.js';
import { IndicatorTarget } from './indicator-target.entity.js';
import { NO_BASELINE } from './indicators.service.js';
import { ProjectIndicator } from './project-indicator.entity.js';
import { ProjectResult } from './project-result.entity.js';
import type { Project } from './project.entity.js';
import type { ReadyFramework, ReadyIndicator, ReadyResult } from './ready-framework.js';

/**
 * Writes a ready framework into a new project, to be changed there like any other. Its baselines are proposals: they are
 * frozen once somebody of the project has looked at them. Targets of years that the project does not have are left out.
 */
export async function layOut(tx: Tx, project: Project, ready: ReadyFramework): Promise<void> {
  const laid = new Laid(project, localDateAt(tx.now));
  for (const outcome of ready.outcomes) {
    const outcomeId = laid.result('outcome', outcome, null);
    for (const output of outcome.outputs) {
      const outputId = laid.result('output', output, outcomeId);
      for (const activity of output.activities) laid.result('activity', activity, outputId);
    }
  }
  await tx.insert(ProjectResult, laid.results);
  await tx.insert(ProjectIndicator, laid.indicators);
  await tx.insert(IndicatorTarget, laid.targets);
}

class Laid {
  readonly results: ProjectResult[] = [];
  readonly indicators: ProjectIndicator[] = [];
  readonly targets: IndicatorTarget[] = [];

  constructor(private readonly project: Project, private readonly today: LocalDate) {}

  result(kind: ProjectResult['kind'], { title, description, english, indicators }: ReadyResult, leadsToId: Id | null): Id {
    const id = newId();
    this.results.push({
      id, projectId: this.project.id, kind, leadsToId, ordinal: this.results.length + 1, title, description: description ?? null, english, removedAt: null, version: 1,
    });
    indicators.forEach((indicator, index) => this.indicator(id, indicator, index + 1));
    return id;
  }

  private indicator(resultId: Id, ready: ReadyIndicator, ordinal: number): void {
    const id = newId();
    const { baseline } = ready;
    // What begins with the project is said of its first day, or of today where that is still to come.
    const start = this.project.startsOn < this.today ? this.project.startsOn : this.today;
    const on = baseline?.on === 'start' ? start : baseline?.on;
    this.indicators.push({
      ...NO_BASELINE, id, resultId, ordinal, title: ready.title, slice: ready.slice ?? null, ...kindOf(ready), removedAt: null, version: 1,
      ...(baseline && on ? { baseline: baseline.value, baselineOn: on, baselineSource: baseline.source } : {}),
    });
    for (const { in: when, value, since, comment } of ready.targets) {
      const span = when === 'all' ? this.project : yearOf(this.project, when);
      if (span) this.targets.push({ id: newId(), indicatorId: id, startsOn: span.startsOn, endsOn: span.endsOn, fromStart: since === 'start', value, comment: comment ?? null, version: 1 });
    }
  }
}

function kindOf(ready: ReadyIndicator): Pick<ProjectIndicator, 'code' | 'definition' | 'unit' | 'denominator' | 'source' | 'form' | 'level' | 'criteria' | 'descending' | 'english'> {
  if (!('code' in ready)) {
    const { definition, unit, denominator, source, form, level, criteria, descending, english } = ready;
    return { code: null, definition, unit, denominator: denominator ?? null, source, form, level, criteria, descending, english };
  }
  const known = CATALOGUE.get(ready.code);
  if (!known) throw new Error(`the catalogue has no indicator ${ready.code}`);
  return {
    code: known.code, definition: null, unit: known.unit, denominator: null, source: null, form: known.form, level: ready.level ?? known.level,
    criteria: [...ready.criteria ?? known.criteria], descending: ready.descending, english: ready.english,
  };
}

/** The days of a project's year, counted from 1 and from the day on which it begins; null where it has ended by then. */
export function yearOf({ startsOn, endsOn }: Span, year: number): Span | null {
  const from = anniversary(startsOn, year - 1);
  if (from > endsOn) return null;
  const last = addDays(anniversary(startsOn, year), -1);
  return { startsOn: from, endsOn: last < endsOn ? last : endsOn };
}

function anniversary(date: LocalDate, years: number): LocalDate {
  const [year, month, day] = [Number(date.slice(0, 4)) + years, Number(date.slice(5, 7)), Number(date.slice(8))];
  return dateOf(year, month, day) ?? dateOf(year, month, 28) ?? date;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { en } from 'zod/locales';
import { PROJECT_ROOT } from '../../shared/web/project-root.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { CRITERIA, DIMENSIONS, GDF_LEVELS, type IndicatorDefinition } from '../indicators/indicator.js';
import { INDICATOR_FORMS } from './project-indicator.entity.js';

const FOLDER = join(PROJECT_ROOT, 'seeds', 'reports');

const words = (longest: number) => z.string().trim().min(1).max(longest);
const english = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).partial();

/** A number with its day: of the reference project, or nothing where the project begins at nothing. */
const baseline = z.strictObject({ value: z.number(), on: z.union([z.iso.date(), z.literal('start')]), source: words(300) });

/** What is to be reached in a year of the project (counted from 1), or in all of it; with `since: start` from the project's first day to the end of that year. */
const target = z.strictObject({ in: z.union([z.int().min(1).max(10), z.literal('all')]), value: z.number(), since: z.literal('start').optional(), comment: words(300).optional() });

const measured = { title: words(200), slice: z.partialRecord(z.enum(DIMENSIONS), words(80)).optional(), baseline: baseline.optional(), targets: z.array(target).max(12).default([]) };

const computed = z.strictObject({
  code: words(40), ...measured, level: z.enum(GDF_LEVELS).optional(), criteria: z.array(z.enum(CRITERIA)).min(1).optional(), descending: z.boolean().default(false), english: english({ title: words(200) }),
});

const typed = z.strictObject({
  ...measured, definition: words(2_000), unit: words(60), denominator: words(1_000).optional(), source: words(300), form: z.enum(INDICATOR_FORMS),
  level: z.enum(GDF_LEVELS), criteria: z.array(z.enum(CRITERIA)).min(1), descending: z.boolean().default(false),
  english: english({ title: words(200), definition: words(2_000), unit: words(60), denominator: words(1_000), source: words(300) }),
});

const result = { title: words(200), description: words(2_000).optional(), english: english({ title: words(200), description: words(2_000) }), indicators: z.array(z.union([computed, typed])).default([]) };
const activity = z.strictObject(result);
const output = z.strictObject({ ...result, activities: z.array(activity).min(1) });
const outcome = z.strictObject({ ...result, outputs: z.array(output).min(1) });
const framework = z.strictObject({ name: words(160), about: words(600), outcomes: z.array(outcome).min(1) });

export type ReadyResult = z.output<typeof activity>;
export type ReadyIndicator = ReadyResult['indicators'][number];
type FrameworkFile = z.output<typeof framework>;

/** A framework that a project can begin with. */
export interface ReadyFramework extends FrameworkFile {
  /** The name of its file without the ending. */
  key: string;
}

/** A file of seeds/reports/ is faulty: each line says where. */
export class FrameworkFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'FrameworkFault';
  }
}

/** @throws FrameworkFault */
export function readyFrameworks(folder = FOLDER, catalogue: ReadonlyMap<string, IndicatorDefinition> = CATALOGUE): ReadyFramework[] {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort()
    .map((name) => ({ key: name.slice(0, -'.yaml'.length), ...readFramework(name, readFileSync(join(folder, name), 'utf8'), catalogue) }));
}

/** @param name of the file, for its faults @throws FrameworkFault */
export function readFramework(name: string, text: string, catalogue: ReadonlyMap<string, IndicatorDefinition> = CATALOGUE): FrameworkFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const fault = (offset: number, message: string): string => `${name}:${counter.linePos(offset).line}: ${message}`;
  if (document.errors.length > 0) throw new FrameworkFault(document.errors.slice(0, 10).map(({ message, pos }) => fault(pos[0], message)));
  const at = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return node.range[0];
    }
    return 0;
  };
  const say = (path: readonly PropertyKey[], message: string): string => fault(at(path), `${path.join('.') || 'framework'}: ${message}`);
  const parsed = framework.safeParse(document.toJS(), { error: en().localeError });
  if (!parsed.success) throw new FrameworkFault(parsed.error.issues.flatMap(plainIssues).map(({ path, message }) => say(path, message)));
  const faults = indicatorsIn(parsed.data).flatMap(({ indicator, path }) => meaningFaults(indicator, catalogue).map(([part, message]) => say([...path, part], message)));
  if (faults.length > 0) throw new FrameworkFault(faults);
  return parsed.data;
}

/** Of an indicator that fits neither shape, what is wrong with the one that it comes closer to: one with a code is computed. */
function plainIssues(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path: issue.path, message: issue.message }];
  const [one = [], other = []] = issue.errors;
  const closer = one.some(({ path }) => path[0] === 'code') ? other : one;
  return closer.map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}

interface Placed {
  indicator: ReadyIndicator;
  path: PropertyKey[];
}

function indicatorsIn({ outcomes }: FrameworkFile): Placed[] {
  const placed = ({ indicators }: ReadyResult, path: PropertyKey[]): Placed[] => indicators.map((indicator, index) => ({ indicator, path: [...path, 'indicators', index] }));
  return outcomes.flatMap((top, a) => [
    ...placed(top, ['outcomes', a]),
    ...top.outputs.flatMap((middle, b) => [
      ...placed(middle, ['outcomes', a, 'outputs', b]),
      ...middle.activities.flatMap((low, c) => placed(low, ['outcomes', a, 'outputs', b, 'activities', c])),
    ]),
  ]);
}

/** What a schema does not see. */
function meaningFaults(indicator: ReadyIndicator, catalogue: ReadonlyMap<string, IndicatorDefinition>): [string, string][] {
  const faults: [string, string][] = [];
  if (indicator.targets.length > 0 && !indicator.baseline) faults.push(['targets', 'a target needs a baseline']);
  if (new Set(indicator.targets.map((one) => one.in)).size < indicator.targets.length) faults.push(['targets', 'two targets for one period']);
  if (indicator.targets.some((one) => one.in === 'all') && indicator.targets.length > 1) faults.push(['targets', 'a target for all of the project overlaps with those of its years']);
  if (!('code' in indicator)) return faults;
  const definition = catalogue.get(indicator.code);
  if (!definition) return [...faults, ['code', `the catalogue has no indicator ${indicator.code}`]];
  const odd = Object.keys(indicator.slice ?? {}).filter((dimension) => !definition.dimensions.some((known) => known === dimension));
  return odd.length > 0 ? [...faults, ['slice', `${indicator.code} is not split by ${odd.join(', ')}`]] : faults;
}

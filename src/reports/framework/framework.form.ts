import { z } from 'zod';
import { isId } from '../../shared/kernel/ids.js';
import { choice } from '../../ledger/amount.form.js';
import { date, line, name, optionalLine, optionalVersion, several, ticked } from '../../shared/web/form-schemas.js';
import { CRITERIA, DIMENSIONS, GDF_LEVELS, type Slice } from '../indicators/indicator.js';
import { englishOf, longText, writtenValue } from './fields.form.js';
import { INDICATOR_FORMS } from './project-indicator.entity.js';
import { RESULT_KINDS } from './project-result.entity.js';

const resultFields = {
  leadsTo: z.string().refine(isId, 'web:errors.not-a-choice').nullish().transform((id) => id ?? null), title: name(200, 'projects:errors.result-title'), description: longText(6_000),
  titleEnglish: optionalLine(200), descriptionEnglish: longText(6_000), version: optionalVersion(),
};

export const newResultForm = z.object({ kind: choice(RESULT_KINDS, 'projects:errors.kind'), ...resultFields }).transform(resultDraft);
export const resultForm = z.object(resultFields).transform(resultDraft);

function resultDraft<T extends { leadsTo: string | null; titleEnglish: string | null; descriptionEnglish: string | null }>(
  { leadsTo, titleEnglish, descriptionEnglish, ...rest }: T,
): Omit<T, 'leadsTo' | 'titleEnglish' | 'descriptionEnglish'> & { leadsToId: string | null; english: { title?: string; description?: string } | null } {
  return { ...rest, leadsToId: leadsTo, english: englishOf({ title: titleEnglish, description: descriptionEnglish }) };
}

const weighed = { level: choice(GDF_LEVELS, 'projects:errors.level'), criteria: several(CRITERIA).refine((chosen) => chosen.length > 0, 'projects:errors.criteria'), descending: ticked(), titleEnglish: optionalLine(200), version: optionalVersion() };

/** An indicator of the catalogue: its words and its unit are the catalogue's. A dimension that is left out is not narrowed. */
export const computedForm = z.object({ title: name(200, 'projects:errors.indicator-title'), ...weighed, ...Object.fromEntries(DIMENSIONS.map((name) => [`by-${name}`, optionalLine(80)])) })
  .transform(({ title, level, criteria, descending, titleEnglish, version: seen, ...narrowed }) => ({
    title, level, criteria, descending, version: seen, english: englishOf({ title: titleEnglish }), slice: sliceOf(narrowed), definition: null, denominator: null, source: null,
  }));

function sliceOf(narrowed: Readonly<Record<string, unknown>>): Slice | null {
  const chosen = DIMENSIONS.flatMap((name): [string, string][] => (typeof narrowed[`by-${name}`] === 'string' ? [[name, narrowed[`by-${name}`] as string]] : []));
  return chosen.length === 0 ? null : Object.fromEntries(chosen);
}

/** What a typed-in indicator is called, and the rest of its words. */
const typedFields = {
  title: name(200, 'projects:errors.indicator-title'), definition: longText(3_000).refine((text) => text !== null, 'projects:errors.definition'),
  unit: line(60, 'projects:errors.unit'), denominator: longText(2_000), source: line(300, 'projects:errors.source'), ...weighed,
  definitionEnglish: longText(3_000), unitEnglish: optionalLine(60), denominatorEnglish: longText(2_000), sourceEnglish: optionalLine(300),
};

export const newTypedForm = z.object({ form: choice(INDICATOR_FORMS, 'projects:errors.form'), ...typedFields }).transform(typedDraft);
export const typedForm = z.object(typedFields).transform(typedDraft);

interface SaidInEnglish {
  titleEnglish: string | null;
  definitionEnglish: string | null;
  unitEnglish: string | null;
  denominatorEnglish: string | null;
  sourceEnglish: string | null;
}

function typedDraft<T extends SaidInEnglish>({ titleEnglish, definitionEnglish, unitEnglish, denominatorEnglish, sourceEnglish, ...rest }: T) {
  const english = englishOf({ title: titleEnglish, definition: definitionEnglish, unit: unitEnglish, denominator: denominatorEnglish, source: sourceEnglish });
  return { ...rest, slice: null, english };
}

const measured = { value: writtenValue(), on: date('projects:errors.on'), source: line(300, 'projects:errors.baseline-source'), version: optionalVersion() };

export const baselineForm = z.object(measured);
export const correctionForm = z.object({ ...measured, reason: line(300, 'projects:errors.reason') });

const ofPeriod = { startsOn: date('projects:errors.from'), endsOn: date('projects:errors.until'), value: writtenValue() };

/** From when on what a target is of is counted: from its own first day, or from the project's. */
export const COUNTED = ['period', 'start'] as const;

export const targetForm = z.object({ ...ofPeriod, counted: choice(COUNTED, 'projects:errors.counted'), comment: optionalLine(300), version: optionalVersion() })
  .transform(({ counted, ...target }) => ({ ...target, fromStart: counted === 'start' }));
export const figureForm = z.object({ ...ofPeriod, source: line(300, 'projects:errors.figure-source') });
export const withdrawalForm = z.object({ reason: line(300, 'projects:errors.reason') });

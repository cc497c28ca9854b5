import { z } from 'zod';
import { date, id, name, optionalDate, optionalLine, optionalVersion, soles, ticked } from '../../shared/web/form-schemas.js';
import { choice } from '../../ledger/amount.form.js';
import type { ProjectDraft } from './projects.service.js';
import { PROJECT_STATUSES } from './project.entity.js';
import { englishOf, longText } from './fields.form.js';
import { parseValue } from './figure-value.js';
import { IATI_ACTIVITY, IATI_ORGANISATION } from './iati-codes.js';

/** Soles for a dollar: more than nothing, at most 100. */
const rate = z.string().transform((text, context): number => {
  const read = parseValue(text);
  if (read && !read.percent && read.value > 0 && read.value <= 100) return read.value;
  context.addIssue({ code: 'custom', message: 'projects:errors.rate' });
  return z.NEVER;
}).nullish().transform((value) => value ?? null);

const iatiOrganisation = z.string().max(60, 'web:errors.too-long').regex(IATI_ORGANISATION, 'projects:errors.iati-organisation').nullish().transform((text) => text ?? null);
const iatiActivity = z.string().max(60, 'web:errors.too-long').regex(IATI_ACTIVITY, 'projects:errors.iati-activity').nullish().transform((text) => text ?? null);

const centres = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(id()).min(1, 'projects:errors.centres'));

export const projectForm = z.object({
  title: name(200, 'projects:errors.title'), funder: name(160, 'projects:errors.funder'), reference: optionalLine(60),
  startsOn: date('projects:errors.starts-on'), endsOn: date('projects:errors.ends-on'), budget: soles('projects:errors.budget'),
  dollarRate: rate, dollarRateOn: optionalDate(), status: choice(PROJECT_STATUSES, 'projects:errors.status'), centres,
  summary: longText(6_000), titleEnglish: optionalLine(200), summaryEnglish: longText(6_000), iatiOrganisation, iatiActivity, iatiReporter: optionalLine(160),
  booksAreItsOwn: ticked(), version: optionalVersion(),
}).transform(({ budget, centres: centreIds, titleEnglish, summaryEnglish, ...rest }): ProjectDraft & { version: number } => (
  { ...rest, budgetCents: budget, centreIds, english: englishOf({ title: titleEnglish, summary: summaryEnglish }) }));

import type { Translate } from '../../shared/web/i18n.js';
import type { Period } from '../indicators/indicator.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { asShown, standing, type Standing } from '../framework/target-rules.js';
import { standingWords } from '../framework/target-words.js';
import type { ReportIndicator, ReportTarget } from './report-content.js';
import { figureSaid, isMeasuredBy, numberOf, statedWords } from './told-numbers.js';
import type { Speech } from './told-report.js';

/** A target with what is held against it, in words and in the unit that the words say. */
export interface ToldTarget {
  told: ReportTarget;
  value: string;
  /** Its days, or from the beginning until when, in words. */
  daysWords: string;
  /** What days are held against it. */
  days: Period | null;
  /** Null where nothing can be held against it. */
  actual: number | null;
  /** What was counted, and from when to when, where that is not the report's own figure; null where it is. */
  counted: { from: string; to: string; value: string } | null;
  standing: Standing | null;
  /** `Hasta ahora, 50 % del avance previsto` */
  words: string | null;
}

/** The targets of an indicator as a report tells them, the one that it is measured against first. */
export function toldTargets(speech: Speech, indicator: ReportIndicator): ToldTarget[] {
  return [...indicator.target ? [indicator.target] : [], ...indicator.furtherTargets ?? []].map((target) => toldTarget(speech, indicator, target));
}

function toldTarget(speech: Speech, indicator: ReportIndicator, target: ReportTarget): ToldTarget {
  const { t, content: { period } } = speech;
  const { form, figure, unit, descending, baseline } = indicator;
  const said = { form, unit: figure?.unit ?? null, word: unit };
  const measured = measuredOf(indicator, target, speech);
  const actual = measured && (measured.figure ? measured.figure.total && numberOf(measured.figure.total, measured.figure) : measured.typed);
  const found = actual === null ? null : standing({ actual: asShown(actual, form), target: target.value, baseline: baseline?.value ?? null, descending, over: target.endsOn <= period.to });
  const typed = measured?.typed ?? null;
  const value = measured?.figure ? figureSaid(t, measured.figure.total, measured.figure) : typed === null ? null : statedWords(t, typed, said);
  const isOwn = measured?.from === period.from && measured.to === period.to;
  return {
    told: target, value: statedWords(t, target.value, said), actual, standing: found, days: measured && { from: measured.from, to: measured.to },
    daysWords: targetDaysWords(t, target),
    counted: measured && value !== null && !isOwn ? { from: formatLocalDate(measured.from), to: formatLocalDate(measured.to), value } : null,
    words: found ? standingWords(t, found) : measured || target.measured !== undefined ? null : t('reports:standing.other-days', { from: formatLocalDate(target.startsOn), to: formatLocalDate(target.endsOn) }),
  };
}

/** Of which days a target is: `del 01/01/2026 al 31/12/2026`, `desde el inicio del proyecto hasta el 31/12/2026`. */
export function targetDaysWords(t: Translate, { startsOn, endsOn, fromStart = false }: Pick<ReportTarget, 'startsOn' | 'endsOn' | 'fromStart'>): string {
  return t(fromStart ? 'reports:target-days.start' : 'reports:target-days.period', { from: formatLocalDate(startsOn), to: formatLocalDate(endsOn) });
}

/** What is held against a target; of an older report its own figure, where the target is of its days. */
function measuredOf({ form, figure, typed }: ReportIndicator, target: ReportTarget, { content: { period } }: Speech): NonNullable<ReportTarget['measured']> | null {
  if (target.measured !== undefined) return target.measured;
  if (!isMeasuredBy({ target, form }, period)) return null;
  return figure || typed ? { from: period.from, to: period.to, figure, typed: figure ? null : typed?.value ?? null } : null;
}

import { POPULATION } from './estimate.js';
import type { Prior } from './estimate.js';

/**
 * What of a diagnosis says something about the skill at the PC. Everything is optional: what was not answered moves
 * nothing and leaves the prior wider. Sex, age, mother tongue and organisation are left out on purpose: two people with
 * the same habits begin alike.
 */
export interface DiagnosisSigns {
  /** How often she uses a computer. */
  computerUse?: 'never' | 'sometimes' | 'weekly' | 'daily' | null;
  /** Where there is a computer for her: none, somebody else's (a cabina, work, a relative's), at home. */
  computerAccess?: 'none' | 'elsewhere' | 'home' | null;
  phone?: 'none' | 'basic' | 'smart' | null;
  internetUse?: 'never' | 'sometimes' | 'weekly' | 'daily' | null;
  /** No mailbox, one that somebody reads with her, one that she uses alone. */
  emailUse?: 'none' | 'with-help' | 'alone' | null;
  /** For how many different things she uses computer and internet (writing, procedures, study, work, news …). */
  purposes?: number | null;
  /** How afraid of the computer she says she is. */
  fear?: 'much' | 'some' | 'none' | null;
}

interface Sign {
  field: keyof DiagnosisSigns;
  /** Its share of what a whole diagnosis tells. The shares sum to 1. */
  share: number;
  /** Where on the scale of θ, from the population's mean, those are who answer so. */
  shift: (answer: string | number) => number | undefined;
}

/**
 * The weights. They are set by judgement from the reference project's evaluation (those who had never used a computer
 * were nearly all below level 1; a mailbox of one's own was the best single sign of autonomy; fear was common at every
 * level, so it weighs little). Their spread is such that the sum has the correlation below. To be estimated anew by
 * regression of θ on the answers as soon as a centre has some 200 finished tests.
 */
const SIGNS: readonly Sign[] = [
  { field: 'computerUse', share: 0.35, shift: table({ never: -1.5, sometimes: 0.1, weekly: 1.1, daily: 1.9 }) },
  { field: 'emailUse', share: 0.2, shift: table({ none: -0.7, 'with-help': 0.5, alone: 2 }) },
  { field: 'internetUse', share: 0.15, shift: table({ never: -1.2, sometimes: 0, weekly: 0.8, daily: 1.3 }) },
  { field: 'computerAccess', share: 0.1, shift: table({ none: -0.8, elsewhere: 0.4, home: 1 }) },
  { field: 'purposes', share: 0.1, shift: (answer) => Math.min(2, Number(answer) * 0.6 - 0.8) },
  { field: 'phone', share: 0.05, shift: table({ none: -0.9, basic: -0.6, smart: 0.4 }) },
  { field: 'fear', share: 0.05, shift: table({ much: -0.8, some: 0, none: 0.8 }) },
];

/** How well a whole diagnosis is taken to foretell θ: the assumption that the simulator also makes. */
export const DIAGNOSIS_CORRELATION = 0.6;

/** No survey alone may put anybody further than this from the population's mean. */
const FURTHEST = 1.5;

/**
 * What a diagnosis lets one believe of θ before the first item: the answers' mean shift, and a spread that narrows
 * with what was answered, from the population's 1.1 to 1.1·√(1-0.6²) = 0.88 for a whole diagnosis (the residual
 * spread of a regression).
 */
export function priorFrom(signs: DiagnosisSigns): Prior {
  let shift = 0;
  let told = 0;
  for (const sign of SIGNS) {
    const answer = signs[sign.field];
    const value = answer === null || answer === undefined ? undefined : sign.shift(answer);
    if (value === undefined || Number.isNaN(value)) continue;
    shift += sign.share * value;
    told += sign.share;
  }
  const explained = DIAGNOSIS_CORRELATION ** 2 * told;
  return {
    mean: POPULATION.mean + Math.max(-FURTHEST, Math.min(FURTHEST, shift)),
    deviation: POPULATION.deviation * Math.sqrt(1 - explained),
  };
}

/** An answer that the table does not know tells nothing: older diagnoses may hold words that are gone. */
function table(shifts: Record<string, number>): Sign['shift'] {
  return (answer) => (Object.hasOwn(shifts, answer) ? shifts[answer] : undefined);
}

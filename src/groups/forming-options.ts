import type { Id } from '../shared/kernel/ids.js';
import type { FormingOptions } from './group-forming.js';
import type { WeeklyTime } from './weekly-time.js';

/** What a trainer asks a proposal for: hours of the week, the rooms that may be used, and her wishes. */
export interface FormingRequest extends FormingOptions {
  hours: WeeklyTime[];
  roomIds: Id[];
}

/** A usual hour of the centres: the trainer ticks it, or changes when it begins and ends. */
export interface UsualHour extends WeeklyTime {
  /** Names its line of the form. */
  code: string;
}

const MWF = 0b0010101;
const TT = 0b0001010;
const SATURDAY = 0b0100000;
const SUNDAY = 0b1000000;

/** Groups meet two or three times a week for two hours, or once at the weekend for longer. */
export const USUAL_HOURS: readonly UsualHour[] = [
  { code: 'mwf-early', days: MWF, startsAt: '09:00', endsAt: '11:00' },
  { code: 'mwf-late', days: MWF, startsAt: '11:00', endsAt: '13:00' },
  { code: 'mwf-afternoon', days: MWF, startsAt: '15:00', endsAt: '17:00' },
  { code: 'mwf-evening', days: MWF, startsAt: '18:00', endsAt: '20:00' },
  { code: 'tt-early', days: TT, startsAt: '09:00', endsAt: '11:00' },
  { code: 'tt-late', days: TT, startsAt: '11:00', endsAt: '13:00' },
  { code: 'tt-afternoon', days: TT, startsAt: '15:00', endsAt: '17:00' },
  { code: 'tt-evening', days: TT, startsAt: '18:00', endsAt: '20:00' },
  { code: 'saturday-morning', days: SATURDAY, startsAt: '09:00', endsAt: '12:00' },
  { code: 'saturday-afternoon', days: SATURDAY, startsAt: '15:00', endsAt: '18:00' },
  { code: 'sunday-morning', days: SUNDAY, startsAt: '09:00', endsAt: '12:00' },
];

/** Free lines of the form, for hours that are not usual: their days are ticked one by one. */
export const OWN_LINES = ['own-1', 'own-2'] as const;

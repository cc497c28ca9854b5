import { z } from 'zod';
import { version, whole } from '../shared/web/form-schemas.js';
import { BOOKING_MINUTES, SETTING_BOUNDS } from './settings-rules.js';

const CHOICES = BOOKING_MINUTES.map(String) as [string, ...string[]];

/** `version` is 0 where the centre has said nothing yet. */
export const settingsForm = z.object({
  bookingMinutes: z.enum(CHOICES).transform(Number),
  horizonDays: whole(...SETTING_BOUNDS.horizonDays),
  noticeMinutes: whole(...SETTING_BOUNDS.noticeMinutes),
  freeCancelHours: whole(...SETTING_BOUNDS.freeCancelHours),
  openAccessPcs: whole(...SETTING_BOUNDS.openAccessPcs),
  offerMinutes: whole(...SETTING_BOUNDS.offerMinutes),
  version: version(0),
});

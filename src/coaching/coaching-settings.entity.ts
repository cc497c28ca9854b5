import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Ref, Version, Whole } from '../shared/database/columns.js';

/** How a centre holds its coaching; a centre without a row goes by `COACHING_DEFAULTS`. */
@Entity('coaching_settings')
@Unique('uq_coaching_settings_centre_id', ['centreId'])
export class CoachingSettings {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  /** How long a booking lasts: a multiple of the cell of 15 minutes. */
  @Whole() bookingMinutes: number;
  /** How many days ahead can be booked. */
  @Whole() horizonDays: number;
  /** How long before it begins a booking can still be made. */
  @Whole() noticeMinutes: number;
  /** Until how many hours before the beginning a cancellation is free of blame. */
  @Whole() freeCancelHours: number;
  /** PCs of a room that stay free for whoever comes without a booking. */
  @Whole() openAccessPcs: number;
  /** How long an offer to somebody who waits stands. */
  @Whole() offerMinutes: number;
  @Version() version: number;
}

/** What a centre goes by until it says otherwise. */
export const COACHING_DEFAULTS = {
  bookingMinutes: 45, horizonDays: 14, noticeMinutes: 30, freeCancelHours: 24, openAccessPcs: 2, offerMinutes: 120,
} as const satisfies Omit<CoachingSettings, 'id' | 'centreId' | 'version'>;

/** How a centre holds its coaching (see `CoachingSettings` for the units). */
export type CoachingRules = Record<keyof typeof COACHING_DEFAULTS, number>;

/** @param row what is kept of a centre's settings; nothing, or nulls, where it has not said how it does it */
export function rulesOf(row: { [Name in keyof CoachingRules]?: number | null } | null | undefined): CoachingRules {
  const names = Object.keys(COACHING_DEFAULTS) as (keyof CoachingRules)[];
  return Object.fromEntries(names.map((name) => [name, Number(row?.[name] ?? COACHING_DEFAULTS[name])])) as CoachingRules;
}

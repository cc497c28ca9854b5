import type { Translate } from '../shared/web/i18n.js';
import { listWords, weekdayWord } from '../shared/web/date-words.js';
import { ALWAYS, type Availability } from '../shared/kernel/availability.js';
import { splitAvailability, type Slot } from './availability-format.js';

/** `lunes por la noche y domingo por la tarde` */
export function slotWords(t: Translate, slots: readonly Slot[]): string {
  return listWords(t, slots.map(({ weekday, part }) => t(`people:slots.${part}`, { day: weekdayWord(t, weekday) })));
}

/** When somebody can come, one text a band; empty where nobody asked. */
export function availabilityWords(t: Translate, available: Availability | null): string[] {
  if (available === null) return [];
  if (available === 0) return [t('people:slots.never')];
  if (available === ALWAYS) return [t('people:slots.always')];
  const { bands, rest } = splitAvailability(available);
  return [...bands.map((band) => t(`people:bands.${band}`)), ...(rest.length > 0 ? [slotWords(t, rest)] : [])];
}

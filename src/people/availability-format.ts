import { BANDS, bandsOf, fromBands, PARTS_OF_DAY, type Availability, type Band, type PartOfDay } from '../shared/kernel/availability.js';
import type { Weekday } from '../shared/kernel/local-date.js';

/** A part of one day. */
export interface Slot {
  weekday: Weekday;
  part: PartOfDay;
}

/** The words that `readAvailability` reads back. */
const BAND_WORDS: Readonly<Record<Band, string>> = {
  'mwf-morning': 'L-M-V mañana', 'mwf-afternoon': 'L-M-V tarde', 'tt-morning': 'Ma-J mañana', 'tt-afternoon': 'Ma-J tarde',
  'sat-morning': 'sábado mañana', 'sat-afternoon': 'sábado tarde', 'sun-morning': 'domingo mañana', evenings: 'noches',
};
const DAY_WORDS: Readonly<Record<Weekday, string>> = {
  1: 'lunes', 2: 'martes', 3: 'miércoles', 4: 'jueves', 5: 'viernes', 6: 'sábado', 7: 'domingo',
};
const PART_WORDS: Readonly<Record<PartOfDay, string>> = { morning: 'mañana', afternoon: 'tarde', evening: 'noche' };

/** An availability as the bands in which people are asked, and what is left of it beside them. */
export function splitAvailability(available: Availability): { bands: Band[]; rest: Slot[] } {
  const bands = bandsOf(available);
  return { bands, rest: slotsOf(available & ~fromBands(bands)) };
}

/** The same as a list writes it and `readAvailability` reads it: `L-M-V mañana, martes noche`. Empty for never. */
export function writeAvailability(available: Availability): string {
  const { bands, rest } = splitAvailability(available);
  return [...bands.map((band) => BAND_WORDS[band]), ...rest.map(writeSlot)].join(', ');
}

export function writeSlot({ weekday, part }: Slot): string {
  return `${DAY_WORDS[weekday]} ${PART_WORDS[part]}`;
}

/** All bands, in the order in which they are asked. */
export const ALL_BANDS = Object.keys(BANDS) as Band[];

function slotsOf(bits: Availability): Slot[] {
  const slots: Slot[] = [];
  for (let bit = 0; bit < 21; bit += 1) {
    if (bits & (1 << bit)) slots.push({ weekday: (Math.floor(bit / 3) + 1) as Weekday, part: PARTS_OF_DAY[bit % 3] as PartOfDay });
  }
  return slots;
}

import type { Availability, Band, PartOfDay } from '../shared/kernel/availability.js';
import { ALWAYS, availabilityOf, BANDS, PARTS_OF_DAY } from '../shared/kernel/availability.js';
import type { Weekday } from '../shared/kernel/local-date.js';
import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { searchable, tidy } from '../shared/kernel/text.js';
import { saysNothing } from '../shared/kernel/vocabulary.js';
import { WEEKDAYS } from '../shared/kernel/weekdays.js';

const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];

const DAYS: Readonly<Record<string, readonly Weekday[]>> = {
  l: [1], lu: [1], lun: [1], lunes: [1], ma: [2], mar: [2], martes: [2], mi: [3], mie: [3], x: [3], miercoles: [3],
  j: [4], ju: [4], jue: [4], jueves: [4], v: [5], vi: [5], vie: [5], viernes: [5],
  s: [6], sa: [6], sab: [6], sabado: [6], sabados: [6], d: [7], do: [7], dom: [7], domingo: [7], domingos: [7],
  semana: [6, 7], todos: WEEKDAYS, diario: WEEKDAYS,
};

const PARTS: Readonly<Record<string, readonly PartOfDay[]>> = {
  manana: ['morning'], mananas: ['morning'], am: ['morning'], tarde: ['afternoon'], tardes: ['afternoon'], pm: ['afternoon'],
  noche: ['evening'], noches: ['evening'], libre: PARTS_OF_DAY,
};

/** Said of the week's working days, whatever stood before them. */
const STANDALONE = new Set(['noches', 'mananas', 'tardes']);

const FILLERS = new Set(['por', 'la', 'las', 'en', 'los', 'el', 'de', 'y', 'o', 'solo', 'turno', 'dia', 'dias', 'fin', 'fines', 'horario',
  'todo', 'toda', 'todas']);

/**
 * Reads when somebody can come, as lists say it (`L-M-V mañana, Ma-J tarde, Sábado tarde, noches`,
 * `lunes, miércoles y viernes por la mañana`, `L-V tardes`, `siempre`) or as the form's codes of bands.
 * Null when nobody asked. What cannot be read is refused with its own words.
 */
export function readAvailability(texts: readonly string[]): Reading<Availability | null> {
  let bits: Availability | null = null;
  for (const text of texts) {
    if (saysNothing(text)) continue;
    const reading = readText(text);
    if (!reading.ok) return reading;
    bits = (bits ?? 0) | reading.value;
  }
  return readAs(bits);
}

function readText(text: string): Reading<Availability> {
  if (Object.hasOwn(BANDS, text)) return readAs(BANDS[text as Band]);
  if (/^(?:siempre|cualquier (?:hora|dia|horario)|todo el dia|disponible)$/u.test(searchable(text))) return readAs(ALWAYS);
  let bits = 0;
  let days: readonly Weekday[] = [];
  let settled = true;
  for (const segment of text.split(/[,;+/]/u)) {
    const part = readSegment(segment, days, settled);
    if (!part) return unreadable('people:refusals.availability-unknown', { words: tidy(segment).slice(0, 60) });
    bits |= part.bits;
    days = part.days;
    settled = part.settled;
  }
  return readAs(settled ? bits : bits | over(days, PARTS_OF_DAY));
}

/** What one segment adds; `settled` is false while its days still wait for a part of the day (`lunes, miércoles y viernes tarde`). */
interface Segment {
  bits: Availability;
  days: readonly Weekday[];
  settled: boolean;
}

function readSegment(text: string, before: readonly Weekday[], settled: boolean): Segment | null {
  const words = searchable(text).split(' ').filter((word) => word !== '');
  const named = daysIn(words);
  const parts = words.flatMap((word) => (Object.hasOwn(PARTS, word) ? PARTS[word] ?? [] : []));
  if (!named || !words.every(isKnown)) return null;
  if (words.length === 0) return { bits: 0, days: before, settled };
  const days = [...(settled && named.length > 0 ? [] : before), ...named];
  if (parts.length === 0) return named.length > 0 ? { bits: 0, days, settled: false } : null;
  const alone = named.length === 0 && settled && (before.length === 0 || words.some((word) => STANDALONE.has(word)));
  return { bits: over(alone ? WORKDAYS : days, parts), days: alone ? [] : days, settled: true };
}

function isKnown(word: string): boolean {
  return word === 'm' || word === 'a' || FILLERS.has(word) || Object.hasOwn(DAYS, word) || Object.hasOwn(PARTS, word);
}

/** The days that words name; null where a lone `M` may be martes or miércoles. */
function daysIn(words: readonly string[]): Weekday[] | null {
  const range = rangeIn(words);
  if (range) return range;
  const days: Weekday[] = [];
  const letters = words.filter((word) => word === 'm').length;
  for (const word of words) {
    if (word === 'm') {
      const day = letterM(words, letters, days);
      if (!day) return null;
      days.push(day);
    } else if (Object.hasOwn(DAYS, word)) days.push(...(DAYS[word] ?? []));
  }
  return days;
}

/** `L-M-V`: miércoles; `M-J`: martes; `L-M-M-J-V`: one after the other. */
function letterM(words: readonly string[], letters: number, before: readonly Weekday[]): Weekday | null {
  if (letters === 2) return before.includes(2) ? 3 : 2;
  if (words.includes('j')) return 2;
  return words.includes('v') ? 3 : null;
}

/** `lunes a viernes`, and `L-V`, which nobody means as two days (but `lunes y viernes` are two). */
function rangeIn(words: readonly string[]): Weekday[] | null {
  const named = words.filter((word) => word === 'm' || Object.hasOwn(DAYS, word));
  const [first, last] = named.map((word) => DAYS[word]?.[0]);
  const spans = words.includes('a') || (!words.includes('y') && first === 1 && last !== undefined && last >= 5);
  if (named.length !== 2 || !spans || !first || !last) return null;
  return WEEKDAYS.filter((day) => day >= first && day <= last);
}

function over(days: readonly Weekday[], parts: readonly PartOfDay[]): Availability {
  return parts.reduce((bits, part) => bits | availabilityOf(days, part), 0);
}

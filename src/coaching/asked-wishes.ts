import { MOTHER_TONGUES } from '../people/person-words.js';
import { PARTS_OF_DAY } from '../shared/kernel/availability.js';
import type { Id } from '../shared/kernel/ids.js';
import { isLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { COACH_SEXES, COACHING_TOPICS, type CoachingTopic } from './coaching-words.js';
import type { CoachingWishes } from './coaching-wait.entity.js';
import type { SlotSearch } from './free-slots.js';

/** Languages that somebody may ask to be coached in; Spanish is what everybody can expect. */
export const OTHER_LANGUAGES = MOTHER_TONGUES.filter((language) => language !== 'spanish' && language !== 'other');

/** What an address says that somebody wishes of an hour: it is kept from page to page until she has chosen one. */
export interface AskedWishes {
  topic: CoachingTopic | null;
  wishes: CoachingWishes;
  /** Hours before this date are not shown. */
  from: LocalDate | null;
  /** Of this date all hours are shown, of the others a few. Said by one link alone, and not kept. */
  day?: LocalDate | null;
}

/** Reads the wishes of an address; what makes no sense is as if it had not been said. */
export function readWishes(query: Readonly<Record<string, unknown>>): AskedWishes {
  const sex = oneOf(COACH_SEXES, query.with);
  const part = oneOf(PARTS_OF_DAY, query.part);
  const language = oneOf(OTHER_LANGUAGES, query.language);
  return {
    topic: oneOf(COACHING_TOPICS, query.topic), wishes: { ...(sex ? { sex } : {}), ...(part ? { part } : {}), ...(language ? { language } : {}) },
    from: dateIn(query.from), day: dateIn(query.day),
  };
}

function dateIn(said: unknown): LocalDate | null {
  return typeof said === 'string' && isLocalDate(said) ? said : null;
}

/** What a person looks for who wishes that. */
export function searchFor(personId: Id, { wishes, topic }: AskedWishes): SlotSearch {
  return { personId, wishes, ...(topic ? { topic } : {}) };
}

/** True where fewer hours are shown than there are. */
export function hasWishes({ wishes, from }: AskedWishes): boolean {
  return Object.keys(wishes).length > 0 || from !== null;
}

/** The same as an address has them, with what comes to them; null takes one off. */
export function wishesQuery({ topic, wishes, from }: AskedWishes, more: Record<string, string | null> = {}): string {
  const named = { topic, with: wishes.sex ?? null, part: wishes.part ?? null, language: wishes.language ?? null, from, ...more };
  const said = Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== null);
  return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`;
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | null {
  return values.find((one) => one === value) ?? null;
}

/** The wishes as a form sends them on. */
export function wishFields({ sex, part, language }: CoachingWishes): { name: string; value: string }[] {
  return Object.entries({ with: sex, part, language }).flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { hasPictographs, searchable, tidy } from '../shared/kernel/text.js';
import { GIVEN_NAMES } from './given-names.js';
import { isParticle, tidyCase } from './name-case.js';

export interface PersonName {
  surnames: string;
  givenNames: string;
}

/** A name read from one text; `certain` is false where another reading is possible and somebody should look. */
export interface SplitName extends PersonName {
  certain: boolean;
}

const LONGEST = 100;

export function readSurnames(text: string): Reading<string> {
  return readNamePart(text, 'people:refusals.surnames-missing');
}

export function readGivenNames(text: string): Reading<string> {
  return readNamePart(text, 'people:refusals.given-names-missing');
}

/** How a list writes names that have no comma in them. */
export type NameOrder = 'surnames-first' | 'given-first';

/**
 * Splits a whole name as lists carry it: `Huamán Quispe, Ana María`, or without a comma, surnames first.
 * Without a comma the first two names are the surnames (`De la Cruz` is one); capitals set surnames apart
 * (`HUAMÁN QUISPE Ana`); two names only, five and more, or a given name in front leave a doubt. In a list that says
 * that given names come first the last two names are the surnames.
 */
export function readFullName(text: string, order: NameOrder = 'surnames-first'): Reading<SplitName> {
  const name = clean(text);
  if (!/\p{L}/u.test(name) && !hasPictographs(name)) return unreadable('people:refusals.name-missing');
  const split = name.includes(',') ? splitAtComma(name) : splitWords(name, order);
  const surnames = readSurnames(split.surnames);
  if (!surnames.ok) return surnames;
  const givenNames = readGivenNames(split.givenNames);
  if (!givenNames.ok) return givenNames;
  return readAs({ surnames: surnames.value, givenNames: givenNames.value, certain: split.certain });
}

/** `Huamán Quispe, Ana María`, as lists are sorted and headed. */
export function surnamesFirst(name: PersonName): string {
  return `${name.surnames}, ${name.givenNames}`;
}

/** `Ana María Huamán Quispe`, as she is spoken of. */
export function givenNamesFirst(name: PersonName): string {
  return `${name.givenNames} ${name.surnames}`;
}

/** What the column `searchName` holds: surnames first, without accents. */
export function searchNameOf(name: PersonName): string {
  return searchable(`${name.surnames} ${name.givenNames}`);
}

/**
 * What the column `sortName` holds: text that sorts by code points as Spanish lists do, surnames before given names and
 * ñ after n (`Núñez`, `Ñahui`). Two spaces end the surnames: `Huamán, Zoila` comes before `Huamán Quispe, Ana`.
 */
export function sortNameOf(name: PersonName): string {
  return `${sortable(name.surnames)}  ${sortable(name.givenNames)}`;
}

/** The words of a name in an order of their own, so that `Ana Huamán` and `Huamán, Ana` are one. */
export function nameTokens(name: PersonName): string[] {
  return searchNameOf(name).split(' ').filter((word) => !isParticle(word)).sort();
}

/** As `searchable`, but for ñ: `{` stands behind z. */
function sortable(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ñ', 'n{').normalize('NFD').replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}{]+/gu, ' ').trim();
}

function readNamePart(text: string, missing: string): Reading<string> {
  const name = clean(text);
  if (hasPictographs(name)) return unreadable('people:refusals.name-pictures');
  // A dash or a dot alone says that there is none.
  if (!/\p{L}/u.test(name)) return unreadable(/^[\s.,'’-]*$/u.test(name) ? missing : 'people:refusals.name-characters');
  if (name.length > LONGEST) return unreadable('people:refusals.name-length', { longest: LONGEST });
  if (/[^\p{L}\p{M} .'’-]/u.test(name)) return unreadable('people:refusals.name-characters');
  return readAs(tidyCase(name));
}

/** Invisible marks (byte order, directions, joiners) come with texts copied from a web page. */
function clean(text: string): string {
  return tidy(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').replace(/\p{Cf}/gu, ''));
}

function splitAtComma(name: string): SplitName {
  const [surnames = '', ...rest] = name.split(',').map((part) => part.trim());
  return { surnames, givenNames: rest.join(' ').trim(), certain: rest.length === 1 };
}

function splitWords(name: string, order: NameOrder): SplitName {
  const units = nameUnits(name);
  if (order === 'given-first') return cutFromEnd(units, units.length < 3 ? 1 : 2, units.length === 3 || units.length === 4);
  const shouted = leadingCapitals(units);
  if (shouted > 0) return cut(units, shouted, true);
  if (units.length < 3) return cut(units, Math.max(1, units.length - 1), false);
  if (startsWithGivenName(units)) return cutFromEnd(units, 2, false);
  return cut(units, 2, units.length <= 4);
}

function cut(units: readonly string[], surnames: number, certain: boolean): SplitName {
  return { surnames: units.slice(0, surnames).join(' '), givenNames: units.slice(surnames).join(' '), certain };
}

function cutFromEnd(units: readonly string[], surnames: number, certain: boolean): SplitName {
  return { surnames: units.slice(-surnames).join(' '), givenNames: units.slice(0, -surnames).join(' '), certain };
}

/** The names in a text. Particles, and San and Santa before another word, belong to the word after them: `De la Cruz` is one name. */
export function nameUnits(name: string): string[] {
  const words = name.split(/\s+/u);
  const units: string[] = [];
  let pending = '';
  for (const [index, word] of words.entries()) {
    const binds = isParticle(word) || (/^san$/iu.test(word) && index < words.length - 1);
    if (binds) pending += `${word} `;
    else if (/^[ye] $/iu.test(pending) && units.length > 0) {
      units.push(`${units.pop() as string} ${pending}${word}`);
      pending = '';
    } else {
      units.push(pending + word);
      pending = '';
    }
  }
  return pending ? [...units, pending.trim()] : units;
}

/** @returns how many names in capitals stand before the first one that is not, where it sets them apart */
function leadingCapitals(units: readonly string[]): number {
  const isLoud = (unit: string) => /\p{L}{2}/u.test(unit) && unit === unit.toUpperCase();
  const firstQuiet = units.findIndex((unit) => !isLoud(unit));
  return firstQuiet > 0 && !units.slice(firstQuiet).some(isLoud) ? firstQuiet : 0;
}

function startsWithGivenName(units: readonly string[]): boolean {
  const isGiven = (unit = '') => GIVEN_NAMES.has(searchable(unit));
  return isGiven(units[0]) && !isGiven(units.at(-1));
}

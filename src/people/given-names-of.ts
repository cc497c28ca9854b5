import { searchable } from '../shared/kernel/text.js';
import { GIVEN_NAMES } from './given-names.js';
import { nameUnits } from './person-names.js';

/**
 * The given names in a whole name that is written as people say it, `Ana María Huamán Quispe`, to greet somebody by them:
 * all but the last two names, and of two the first. Of three the second is a given name too where it is hardly ever
 * anything else (`José Luis Rojas`). What is no name like that stays whole: a title, a figure, surnames in front.
 */
export function givenNamesOf(wholeName: string): string {
  const name = wholeName.trim();
  const [surnames, afterComma] = name.split(',');
  if (afterComma !== undefined) return surnames?.trim() && afterComma.trim() ? afterComma.trim() : name;
  const units = nameUnits(name);
  if (units.length < 2 || !units.every(isNameLike) || surnamesStandFirst(units)) return name;
  if (units.length === 3) return (isGiven(units[0]) && isGiven(units[1]) ? units.slice(0, 2) : units.slice(0, 1)).join(' ');
  return units.slice(0, units.length === 2 ? 1 : -2).join(' ');
}

/** Not `Dra.`, `PC 7` or `(VES)`; an initial behind another name is one. */
function isNameLike(unit: string, index: number): boolean {
  return /^[\p{L}\p{M} '’-]+$/u.test(unit) || (index > 0 && /^\p{Lu}\.$/u.test(unit));
}

function surnamesStandFirst(units: readonly string[]): boolean {
  return !isGiven(units[0]) && isGiven(units.at(-1));
}

/** The first word counts: `María del Carmen` is one name here. */
function isGiven(unit = ''): boolean {
  return GIVEN_NAMES.has(searchable(unit.split(' ')[0] ?? ''));
}

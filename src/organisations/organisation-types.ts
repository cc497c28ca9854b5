import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { searchable } from '../shared/kernel/text.js';
import { saysNothing, vocabulary } from '../shared/kernel/vocabulary.js';

export const ORGANISATION_TYPES = [
  'soup_kitchen', 'milk_committee', 'neighbours_board', 'mothers_club', 'settlement', 'traders', 'youth', 'municipal_office', 'other',
] as const;
export type OrganisationType = (typeof ORGANISATION_TYPES)[number];

const typeOf = vocabulary<OrganisationType>({
  soup_kitchen: 'comedor popular, comedor, comedores populares, comedor autogestionario, olla común',
  milk_committee: 'vaso de leche, comité de vaso de leche, comité del vaso de leche, programa del vaso de leche, pvl, comité vaso de leche',
  neighbours_board: 'junta vecinal, junta vecinal comunal, comité vecinal, asociación de vecinos, junta de vecinos, jj vv, jjvv',
  mothers_club: 'club de madres, club de madre',
  settlement: 'asentamiento humano, aa hh, aahh, a h, pueblo joven, asociación de vivienda, asociación de pobladores, grupo residencial',
  traders: 'asociación de comerciantes, comerciantes, mercado, asociación de mercado, asociación de mypes, asociación de trabajadores',
  youth: 'organización juvenil, organizaciones juveniles, grupo juvenil, asociación juvenil, jóvenes',
  municipal_office: 'oficina municipal, municipalidad, gerencia, subgerencia, sub gerencia, oficina, área municipal, unidad',
  other: 'otra, otro, otras',
});

/** Abbreviations that stand for whole words at the beginning of an organisation's name. */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:aa ?hh|a ?h) /u, 'asentamiento humano '],
  [/^(?:comite (?:de |del )?)?(?:vaso leche|p ?v ?l|vl) /u, 'vaso de leche '],
  [/^comite (?:de |del )?vaso de leche /u, 'vaso de leche '],
  [/^com(?:edor)? pop /u, 'comedor popular '],
  [/^jj ?vv /u, 'junta vecinal '],
  [/^asoc /u, 'asociacion '],
  [/^org juv(?:enil)? /u, 'organizacion juvenil '],
];

/** A name as it is compared: searchable, and without abbreviations of the type. */
export function organisationKey(name: string): string {
  const plain = searchable(name.replace(/[°º]/gu, ' '));
  const [pattern, words] = ABBREVIATIONS.find(([abbreviation]) => abbreviation.test(plain)) ?? [];
  return pattern && words ? plain.replace(pattern, words) : plain;
}

/** Reads `COMEDOR POPULAR`, `Vaso de leche`, `AA.HH.` …; null for nothing. */
export function readOrganisationType(text: string): Reading<OrganisationType | null> {
  if (saysNothing(text)) return readAs(null);
  const type = typeOf(text);
  return type ? readAs(type) : unreadable('organisations:refusals.type-unknown');
}

/** The type that an organisation's name begins with: `Comedor Popular Oasis de Villa`. */
export function typeInName(name: string): OrganisationType | null {
  const words = organisationKey(name).split(' ');
  for (let count = Math.min(4, words.length); count > 0; count -= 1) {
    const type = typeOf(words.slice(0, count).join(' '));
    if (type && type !== 'other') return type;
  }
  return null;
}

import { tidyCase } from '../people/name-case.js';
import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { searchable, tidy } from '../shared/kernel/text.js';
import { saysNothing, vocabulary } from '../shared/kernel/vocabulary.js';

const LONGEST_DISTRICT = 80;
const LONGEST_ADDRESS = 160;
const LONGEST_SECTOR = 20;

/** Districts of southern Lima as lists shorten them. */
const DISTRICTS = {
  'Villa El Salvador': 'v e s, ves, v el salvador, villa salvador',
  'Villa María del Triunfo': 'v m t, vmt, villa maria, v m del triunfo, villa maria del t',
  'San Juan de Miraflores': 's j m, sjm, s j de miraflores, san juan',
  Lurín: '', Chorrillos: '', 'Santiago de Surco': 'surco', Barranco: '', Pachacámac: '', Pucusana: '',
  'Punta Hermosa': '', 'San Bartolo': '', 'Santa María del Mar': '',
};

const districtOf = vocabulary(DISTRICTS);

const ORDINALS = ['primer', 'segundo', 'tercer', 'cuarto', 'quinto', 'sexto', 'setimo', 'octavo', 'noveno', 'decimo'];

/** Reads `V.E.S.`, `Villa el Salvador ` … as `Villa El Salvador`; others are only tidied. Null for nothing. */
export function readDistrict(text: string): Reading<string | null> {
  if (saysNothing(text)) return readAs(null);
  const district = districtOf(text.replace(/^\s*distrito de\s+/iu, '')) ?? tidyCase(tidy(text));
  return district.length > LONGEST_DISTRICT ? tooLong(LONGEST_DISTRICT) : readAs(district);
}

/** Reads an address as written. Null for nothing. */
export function readAddress(text: string): Reading<string | null> {
  if (saysNothing(text)) return readAs(null);
  const address = tidy(text);
  return address.length > LONGEST_ADDRESS ? tooLong(LONGEST_ADDRESS) : readAs(address);
}

/** Reads a sector of the district: `7`, `Sector 7`, `7mo sector`, `Séptimo sector` are `7`; names stay names. Null for nothing. */
export function readSector(text: string): Reading<string | null> {
  if (saysNothing(text)) return readAs(null);
  const bare = sectorIn(text) ?? tidyCase(tidy(text.replace(/^\s*(?:sector|zona)\s+/iu, '')));
  const sector = /^\d+$/u.test(bare) ? String(Number(bare)) : bare;
  return sector.length > LONGEST_SECTOR ? tooLong(LONGEST_SECTOR) : readAs(sector);
}

/** The sector that an address tells, or else the organisation's name: an organisation stands where it has its place. */
export function sectorOf(address: string | null, name: string): string | null {
  return sectorIn(address ?? '') ?? sectorIn(name);
}

function sectorIn(text: string): string | null {
  const plain = searchable(text.replace(/[°º]/gu, ' ')).replace(/septimo/u, 'setimo');
  const number = /\bsector (\d{1,2})\b/u.exec(plain) ?? /\b(\d{1,2}) ?(?:er|ro|do|to|mo|vo|no)? sector\b/u.exec(plain);
  if (number) return String(Number(number[1]));
  const ordinal = ORDINALS.findIndex((word) => new RegExp(`\\b${word}o? sector\\b`, 'u').test(plain));
  return ordinal >= 0 ? String(ordinal + 1) : null;
}

function tooLong(longest: number): Reading<never> {
  return unreadable('organisations:refusals.too-long', { longest });
}

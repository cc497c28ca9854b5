import { editDistance } from '../shared/kernel/edit-distance.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { searchable } from '../shared/kernel/text.js';

export const LIST_KINDS = ['people', 'organisations'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** What the columns of a list may hold, with the headings under which lists have it. The order is that of the page. */
const HEADINGS = {
  people: {
    fullName: `apellidos y nombres, apellidos nombres, apellido y nombre, participante, representante, nombre completo,
      surnames and given names, name`,
    fullNameGivenFirst: 'nombres y apellidos, nombre y apellido, nombres apellidos, nombre y apellidos, given names and surnames, full name',
    surnames: 'apellidos, apellido, surnames, surname',
    paternalSurname: 'apellido paterno, paterno, ap paterno, a paterno, primer apellido',
    maternalSurname: 'apellido materno, materno, ap materno, a materno, segundo apellido',
    givenNames: 'nombres, nombre, prenombres, nombres de pila, given names, first name',
    dni: `dni, d n i, n dni, nro dni, numero de dni, n de dni, documento, doc identidad, documento de identidad, n documento,
      nro documento`,
    sex: 'sexo, genero, sex, gender',
    birth: `fecha de nacimiento, fec nac, fecha de nac, fec nacimiento, f nac, fecha nac, fecha nacimiento, nacimiento,
      ano de nacimiento, ano nacimiento, f nacimiento, date of birth, date of birth or only the year, fecha de nacimiento o solo el ano, year of birth`,
    phone: `celular, telefono, tel, fono, movil, telefono celular, n celular, nro celular, cel, whatsapp, telefonos, telefono o celular,
      numero de celular, mobile phone, phone, mobile`,
    email: 'correo, correo electronico, email, e mail, mail',
    motherTongue: 'lengua materna, idioma materno, lengua, idioma, mother tongue, language',
    registerNumber: `n ruos, ruos, nro ruos, codigo ruos, numero ruos, numero de ruos, registro ruos, n de registro,
      numero de registro, ruos number`,
    organisation: `organizacion, organizacion social, nombre de la organizacion, nombre organizacion, osb, institucion,
      organizacion que representa, oficina, organisation, organization, name of the organisation`,
    post: 'cargo, puesto, funcion, cargo en la organizacion, cargo que ocupa, post, position',
    availability: `disponibilidad, horario, horarios, horario disponible, cuando puede venir, disponibilidad horaria, turno,
      when she can come, availability`,
    computerUse: `usa computadora, uso de computadora, usa la computadora, usa pc, usa computadora o pc, manejo de computadora, uses a computer`,
    consent: `consentimiento, consentimiento informado, dio su consentimiento, firmo consentimiento, firma de consentimiento, autoriza uso de datos,
      autoriza el uso de sus datos, consent`,
    consentContact: 'acepta llamadas, autoriza llamadas, acepta que la llamen, pueden llamarla, may be called',
    consentOn: 'fecha de consentimiento, fecha del consentimiento, fecha consentimiento, fecha de firma, date of consent',
  },
  organisations: {
    registerNumber: `n ruos, ruos, nro ruos, codigo ruos, numero ruos, numero de ruos, registro ruos, n de registro,
      numero de registro, registro, ruos number`,
    name: `nombre de la organizacion, organizacion, nombre, nombre organizacion, denominacion, organizacion social, razon social,
      name of the organisation, organisation, name`,
    type: 'tipo, tipo de organizacion, tipo organizacion, clase, tipo de osb, type',
    sector: 'sector, zona, sector o zona',
    district: 'distrito, district',
    address: 'direccion, domicilio, ubicacion, direccion del local, local, address',
    recognisedOn: `fecha de reconocimiento, fecha reconocimiento, reconocimiento, fecha de inscripcion, fecha de registro,
      date of recognition`,
    mandateEndsOn: `vigencia de la directiva, vigencia, vigencia de directiva, fin de mandato, fin del mandato, vence, vencimiento,
      fecha de vencimiento, vigencia hasta, mandato hasta, mandate of the board ends`,
  },
} as const;

export type PeopleField = keyof (typeof HEADINGS)['people'];
export type OrganisationField = keyof (typeof HEADINGS)['organisations'];
export type ListField = PeopleField | OrganisationField;

/** Which column (from 0) holds which field. */
export type Mapping = Partial<Record<ListField, number>>;

/** What a list seems to be: its kind, unless its headings tell nothing, and its columns. */
export interface MatchedColumns {
  kind: ListKind | null;
  mapping: Mapping;
}

/** The fields that a list of a kind may have, in the order in which a page asks for them. */
export function fieldsOf(kind: ListKind): ListField[] {
  return Object.keys(HEADINGS[kind]) as ListField[];
}

/** Recognises headings without accents and capitals, by synonyms, by a heading's beginning and with slips. */
export function matchColumns(headings: readonly string[]): MatchedColumns {
  const people = mappingFor('people', headings);
  const organisations = mappingFor('organisations', headings);
  const kind = Object.keys(organisations).length > Object.keys(people).length ? 'organisations' : 'people';
  const mapping = kind === 'people' ? people : organisations;
  return { kind: mappingRefusals(kind, mapping, headings.length).length === 0 ? kind : null, mapping };
}

/** The columns of a list whose kind somebody has told. */
export function mappingFor(kind: ListKind, headings: readonly string[]): Mapping {
  const keys = headings.map(headingKey);
  const mapping: Mapping = {};
  for (const nearness of [isSynonym, isNearly]) {
    for (const field of fieldsOf(kind)) {
      if (mapping[field] !== undefined) continue;
      const taken = new Set(Object.values(mapping));
      const column = keys.findIndex((key, index) => key !== '' && !taken.has(index) && nearness(key, synonymsOf(kind, field)));
      if (column >= 0) mapping[field] = column;
    }
  }
  return kind === 'people' ? withLoneName(mapping) : mapping;
}

/** `Nombre` without a column of surnames holds the whole name. */
function withLoneName({ givenNames, ...mapping }: Mapping): Mapping {
  if (givenNames === undefined) return mapping;
  return hasName('people', { ...mapping, givenNames }) ? { ...mapping, givenNames } : { fullName: givenNames, ...mapping };
}

/** @returns how many of a line's cells are headings of some kind of list */
export function countHeadings(cells: readonly string[]): number {
  return Math.max(...LIST_KINDS.map((kind) => {
    const all = fieldsOf(kind).flatMap((field) => synonymsOf(kind, field));
    return cells.filter((cell) => all.includes(headingKey(cell))).length;
  }));
}

/** Reads the mapping that somebody corrected on the page: for each field the number of a column (from 0), or nothing. */
export function readMapping(
  kind: ListKind, answers: Readonly<Record<string, unknown>>, columns: number,
): { mapping: Mapping; refusals: Refusal[] } {
  const mapping: Mapping = {};
  for (const field of fieldsOf(kind)) {
    const answer = answers[field];
    if (typeof answer === 'string' && /^\d{1,3}$/u.test(answer)) mapping[field] = Number(answer);
  }
  return { mapping, refusals: mappingRefusals(kind, mapping, columns) };
}

/** Why a list cannot be planned with these columns: a name is missing, a column stands for two fields or is not there. */
export function mappingRefusals(kind: ListKind, mapping: Mapping, columns: number): Refusal[] {
  const refusals: Refusal[] = [];
  const seen = new Map<number, ListField>();
  for (const field of fieldsOf(kind)) {
    const column = mapping[field];
    if (column === undefined) continue;
    if (column >= columns) refusals.push({ field, reason: 'imports:refusals.column-gone' });
    else if (seen.has(column)) refusals.push({ field, reason: 'imports:refusals.column-twice' });
    seen.set(column, field);
  }
  if (hasName(kind, mapping)) return refusals;
  return [{ field: kind === 'people' ? 'fullName' : 'name', reason: `imports:refusals.no-name-${kind}` }, ...refusals];
}

function hasName(kind: ListKind, mapping: Mapping): boolean {
  if (kind === 'organisations') return mapping.name !== undefined;
  const surnames = mapping.surnames ?? mapping.paternalSurname;
  const whole = mapping.fullName ?? mapping.fullNameGivenFirst;
  return whole !== undefined || (surnames !== undefined && mapping.givenNames !== undefined);
}

function headingKey(heading: string): string {
  return searchable(heading.replace(/[°º]/gu, ' '));
}

const synonyms = new Map<string, string[]>();

function synonymsOf(kind: ListKind, field: ListField): string[] {
  const key = `${kind}.${field}`;
  let words = synonyms.get(key);
  if (!words) {
    const table: Readonly<Record<string, string>> = HEADINGS[kind];
    words = [field, ...(table[field] ?? '').split(',')].map(headingKey);
    synonyms.set(key, words);
  }
  return words;
}

function isSynonym(key: string, words: readonly string[]): boolean {
  return words.includes(key);
}

/** `Celular (9 cifras)` begins with a heading; `Organizacon` has a slip. */
function isNearly(key: string, words: readonly string[]): boolean {
  return words.some((word) => (word.length > 3 && key.startsWith(`${word} `)) || (word.length > 5 && editDistance(word, key, 2) <= 2));
}

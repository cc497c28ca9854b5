import { normal, seededRandom, shuffled, type Random } from '../../src/shared/kernel/random.js';

/** Invented people and organisations of southern Lima. Any likeness to somebody is chance. */
const SURNAMES = ('Quispe Huamán Mamani Condori Flores Rojas Vásquez Ramos Torres Chávez Gutiérrez Sulca Inga Poma Yupanqui Ccahuana '
  + 'Huaranca Ticona Palomino Arango Ñahui Ñaupari Espinoza Córdova Zúñiga Cárdenas Choque García Díaz Sánchez Núñez Peña Curi Tello Ayala').split(' ');
const WOMEN = ('Rosa María Luz Graciela Felícitas Ana Maruja Nélida Zoila Eulalia Carmen Vilma Doris Silvia Gladys Teresa Roxana Norma '
  + 'Hermelinda Martha Sonia Yolanda Milagros Irma Victoria Juana Elena Lidia Pilar Flor Edith Julia').split(' ');
const MEN = 'Máximo Edgar Rubén Simón Hugo Félix Jorge Teodoro Víctor Carlos Walter Percy Segundo Raúl Lucio Abel'.split(' ');
const KINDS = ['Comedor Popular', 'Vaso de Leche', 'Club de Madres', 'Junta Vecinal', 'Asentamiento Humano', 'Asociación de Comerciantes', 'Organización Juvenil'];
const TITLES = ['Virgen del Carmen', 'Santa Rosa', 'Micaela Bastidas', 'Túpac Amaru', 'Los Jazmines', 'Nueva Esperanza', 'El Brillante', 'Las Américas',
  'Unión y Progreso', 'Señor de los Milagros', 'Villa Jardín', 'Héroes del Pacífico', 'Sagrado Corazón', '28 de Julio', 'Oasis de Villa', 'Lomo de Corvina'];
const POSTS = ['Presidenta', 'Secretaria', 'Tesorera', 'Vocal', 'Coordinadora', 'Delegada', 'Socia'];
const HOURS = ['L-M-V mañana', 'L-M-V tarde', 'Ma-J mañana', 'Ma-J tarde', 'Sábado mañana'];
const USES = ['Nunca', 'Nunca', 'Nunca', 'Alguna vez', 'Alguna vez', 'Cada semana', 'Todos los días'];

export interface InventedOrganisation {
  registerNumber: string;
  name: string;
  type: string;
  address: string;
  recognisedOn: string;
  mandateEndsOn: string;
}

export interface InventedPerson {
  surnames: string;
  givenNames: string;
  dni: string;
  sex: 'F' | 'M';
  birthDate: string;
  phone: string;
  organisation: InventedOrganisation;
  post: string;
  /** Words of `availability-words.ts`. */
  availability: string;
  computerUse: string;
  /** What she can really do, on the scale of the placement test. Minka never sees it. */
  ability: number;
}

/** @param year the year that the story ends in: mandates run out around it */
export function inventOrganisations(count: number, seed: number, year: number): InventedOrganisation[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const recognised = year - 1 - Math.floor(random() * 4);
    const kind = pick(KINDS, random);
    return {
      registerNumber: `${String(1000 + seed * 97 + index * 7).slice(-4)}-${recognised}-RUOS`,
      name: `${kind} ${TITLES[index % TITLES.length]} Sector ${1 + (index % 7)} Grupo ${1 + index}`,
      type: kind.toUpperCase(),
      address: `Mz. ${'ABCDEFGHJKLM'[index % 12]} Lt. ${1 + Math.floor(random() * 40)} Sector ${1 + (index % 7)}`,
      recognisedOn: `${day(random)}/${month(random)}/${recognised}`,
      mandateEndsOn: `${day(random)}/${month(random)}/${recognised + 2 + Math.floor(random() * 2)}`,
    };
  });
}

/** Four of five are women; most are between 35 and 70. @param firstDni DNIs count up from it, so that none repeats */
export function inventPeople(
  count: number, seed: number, year: number, firstDni: number, organisations: readonly InventedOrganisation[],
): InventedPerson[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const woman = random() < 0.8;
    const age = Math.min(82, Math.max(17, Math.round(normal(random, 49, 14))));
    const ability = normal(random, -0.8 - (age - 49) * 0.015, 1.05);
    const names = woman ? WOMEN : MEN;
    return {
      surnames: `${pick(SURNAMES, random)} ${pick(SURNAMES, random)}`,
      givenNames: random() < 0.6 ? `${pick(names, random)} ${pick(names, random)}` : pick(names, random),
      dni: String(firstDni + index * 13),
      sex: woman ? 'F' as const : 'M' as const,
      birthDate: `${day(random)}/${month(random)}/${year - age}`,
      phone: random() < 0.8 ? `9${String(Math.floor(random() * 1e8)).padStart(8, '0')}` : '',
      organisation: organisations[index % organisations.length] as InventedOrganisation,
      post: pick(POSTS, random),
      availability: shuffled(HOURS, random).slice(0, 2 + Math.floor(random() * 3)).join(', '),
      computerUse: USES[Math.min(USES.length - 1, Math.max(0, Math.round((ability + 2) * 1.7)))] as string,
      ability,
    };
  });
}

export function organisationsCsv(organisations: readonly InventedOrganisation[], district: string): Buffer {
  const head = 'N° RUOS;Nombre de la organización;Tipo;Dirección;Distrito;Fecha de reconocimiento;Vigencia de la directiva';
  const lines = organisations.map((one) => (
    [one.registerNumber, one.name, one.type, one.address, district, one.recognisedOn, one.mandateEndsOn].join(';')));
  return Buffer.from(`\uFEFF${[head, ...lines].join('\r\n')}\r\n`, 'utf8');
}

/** In Windows-1252, as such lists come. */
export function peopleCsv(people: readonly InventedPerson[]): Buffer {
  const head = 'Apellidos y nombres;DNI;Sexo;Fecha de nacimiento;Celular;Correo;N° RUOS;Organización;Cargo;Disponibilidad;¿Usa computadora?';
  const lines = people.map((one) => [
    `${one.surnames}, ${one.givenNames}`, one.dni, one.sex, one.birthDate, one.phone, '',
    one.organisation.registerNumber, one.organisation.name, one.post, one.availability, one.computerUse,
  ].join(';'));
  return Buffer.from(`${[head, ...lines].join('\r\n')}\r\n`, 'latin1');
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}

function day(random: Random): string {
  return String(1 + Math.floor(random() * 28)).padStart(2, '0');
}

function month(random: Random): string {
  return String(1 + Math.floor(random() * 12)).padStart(2, '0');
}

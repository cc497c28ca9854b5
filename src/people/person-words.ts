import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { searchable } from '../shared/kernel/text.js';
import type { Vocabulary } from '../shared/kernel/vocabulary.js';
import { saysNothing, vocabulary } from '../shared/kernel/vocabulary.js';

export const SEXES = ['female', 'male', 'other', 'undisclosed'] as const;
/** As declared; null in a record where nobody asked. */
export type Sex = (typeof SEXES)[number];

/** How words are said of somebody: as of a woman, as of a man, or in a form for both where that was not declared. */
export function saidOf(sex: Sex | null): 'female' | 'male' | 'any' {
  return sex === 'female' || sex === 'male' ? sex : 'any';
}

export const MOTHER_TONGUES = ['spanish', 'quechua', 'aymara', 'ashaninka', 'shipibo', 'awajun', 'sign', 'other'] as const;
export type MotherTongue = (typeof MOTHER_TONGUES)[number];

export const COMPUTER_USES = ['never', 'sometimes', 'weekly', 'daily'] as const;
export type ComputerUse = (typeof COMPUTER_USES)[number];

/** How much access to a computer somebody has: `none`, `some` (of others, or a smartphone), one of her `own`. */
export const ACCESSES = ['none', 'some', 'own'] as const;
export type Access = (typeof ACCESSES)[number];

export const PARTICIPANT_KINDS = ['leader', 'member', 'official'] as const;
export type ParticipantKind = (typeof PARTICIPANT_KINDS)[number];

/** How single letters are meant: `M` is a man beside `F`, and a woman (mujer) beside `H` (hombre). */
export type SexLetters = 'f-m' | 'h-m';

const sexOf = vocabulary<Sex>({
  female: 'f, fem, femenino, femenina, mujer, mujeres, sra, srta, dama',
  male: 'm, masc, masculino, h, hombre, varon, v, sr',
  other: 'otro, otra, no binario, no binaria, nb',
  undisclosed: 'prefiere no decir, prefiero no decir, prefiere no decirlo, reservado',
});

const tongueOf = vocabulary<MotherTongue>({
  spanish: 'castellano, español, esp, cast',
  quechua: 'runasimi, runa simi, quechua chanka, quechua ayacuchano, quechua cusqueño, quechua ancashino',
  aymara: 'aimara',
  ashaninka: 'asháninka, campa',
  shipibo: 'shipibo konibo, shipibo-conibo, shipiba',
  awajun: 'awajún, aguaruna',
  sign: 'lengua de señas, lengua de señas peruana, señas, lsp, sign language',
  other: 'otra, otro, otra lengua',
});

const computerUseOf = vocabulary<ComputerUse>({
  never: 'nunca, no usa, jamás',
  sometimes: 'alguna vez, a veces, algunas veces, de vez en cuando, rara vez, casi nunca, poco',
  weekly: 'cada semana, semanal, una vez por semana, una vez a la semana, varias veces por semana, semanalmente',
  daily: 'todos los días, cada día, diario, diariamente, a diario, siempre',
});

const kindOf = vocabulary<ParticipantKind>({
  leader: 'líder, lideresa, dirigente, dirigenta',
  member: 'socia, socio, miembro, participante',
  official: 'funcionario, funcionaria, servidor municipal, servidora municipal',
});

/** Reads `F`, `Femenino`, `MUJER`, `m`, `Hombre` …; null when nobody asked. */
export function readSex(text: string, letters: SexLetters = 'f-m'): Reading<Sex | null> {
  if (saysNothing(text)) return readAs(null);
  if (letters === 'h-m' && searchable(text) === 'm') return readAs('female');
  return lookUp(sexOf, text, 'people:refusals.sex-unknown');
}

/** Tells from all answers of a column what its `M` means. */
export function sexLettersOf(answers: Iterable<string>): SexLetters {
  const letters = new Set<string>();
  for (const answer of answers) letters.add(searchable(answer));
  return letters.has('h') && !letters.has('f') ? 'h-m' : 'f-m';
}

export function readMotherTongue(text: string): Reading<MotherTongue | null> {
  return saysNothing(text) ? readAs(null) : lookUp(tongueOf, text, 'people:refusals.mother-tongue-unknown');
}

/** Reads `Nunca`, `Alguna vez`, `Cada semana`, `Todos los días`; null when nobody asked. */
export function readComputerUse(text: string): Reading<ComputerUse | null> {
  if (searchable(text) === 'no') return readAs('never');
  return saysNothing(text) ? readAs(null) : lookUp(computerUseOf, text, 'people:refusals.computer-use-unknown');
}

export function readParticipantKind(text: string): Reading<ParticipantKind> {
  return saysNothing(text) ? readAs('member') : lookUp(kindOf, text, 'people:refusals.kind-unknown');
}

function lookUp<Code extends string>(words: Vocabulary<Code>, text: string, refusal: string): Reading<Code> {
  const code = words(text);
  return code ? readAs(code) : unreadable(refusal);
}

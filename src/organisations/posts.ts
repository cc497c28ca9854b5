import { saidOf, type ParticipantKind, type Sex } from '../people/person-words.js';
import { searchable, tidy } from '../shared/kernel/text.js';
import { saysNothing, vocabulary } from '../shared/kernel/vocabulary.js';

/** What a post says about who holds it. */
interface PostRule {
  /** Belongs to the organisation's board. */
  board: boolean;
  kind: ParticipantKind;
}

export const POSTS = {
  president: { board: true, kind: 'leader' },
  vice_president: { board: true, kind: 'leader' },
  secretary: { board: true, kind: 'leader' },
  treasurer: { board: true, kind: 'leader' },
  auditor: { board: true, kind: 'leader' },
  board_member: { board: true, kind: 'leader' },
  coordinator: { board: true, kind: 'leader' },
  delegate: { board: false, kind: 'leader' },
  member: { board: false, kind: 'member' },
  mayor: { board: false, kind: 'official' },
  councillor: { board: false, kind: 'official' },
  manager: { board: false, kind: 'official' },
  deputy_manager: { board: false, kind: 'official' },
  office_head: { board: false, kind: 'official' },
  officer: { board: false, kind: 'official' },
} as const satisfies Record<string, PostRule>;

export type PostCode = keyof typeof POSTS;

/** A post as a record keeps it: a code, or, for a post that nobody foresaw, the words as given. */
export interface PostAnswer extends PostRule {
  post: string;
  known: boolean;
}

const LONGEST = 60;

const postOf = vocabulary<PostCode>({
  president: 'presidenta, presidente, pdta, pdte, presidencia',
  vice_president: 'vicepresidenta, vicepresidente, vice presidenta, vice presidente, vicepresidencia',
  secretary: `secretaria, secretario, sec, secretaria de actas, secretario de actas, secretaria general, secretario general,
    secretaria de organización`,
  treasurer: 'tesorera, tesorero, tesorería, secretaria de economía, secretario de economía, economía',
  auditor: 'fiscal, fiscalizadora, fiscalizador, auditora',
  board_member: 'vocal, vocal 1, vocal 2, vocal i, vocal ii, primera vocal, segunda vocal, directiva, directivo, miembro de la directiva',
  coordinator: 'coordinadora, coordinador, coordinadora general, responsable, encargada, encargado, coordinación',
  delegate: 'delegada, delegado, representante, dirigente, dirigenta, lideresa, líder, delegada o delegado',
  member: 'socia, socio, miembro, integrante, asociada, asociado, base, socia o socio, vecina, vecino, participante, beneficiaria, usuaria',
  mayor: 'alcalde, alcaldesa, alcaldía',
  councillor: 'regidor, regidora, regidora o regidor',
  manager: 'gerente, gerenta, gerente municipal, gerencia',
  deputy_manager: 'subgerente, subgerenta, sub gerente, sub gerenta, subgerencia',
  office_head: `jefe, jefa, jefe de oficina, jefa de oficina, jefe de área, jefa de área, jefatura de oficina,
    head of office`,
  officer: `funcionaria, funcionario, servidora, servidor, servidora municipal, servidor municipal, servicio municipal,
    trabajadora municipal, trabajador municipal, especialista, asistente, técnica, técnico, municipal officer`,
});

/** Reads a post as lists name it (`PRESIDENTA`, `Delegado`, `socia`); nothing is a member's. */
export function readPost(text: string): PostAnswer {
  const code = saysNothing(text) ? 'member' : postOf(text) ?? postOf(beginning(text));
  return code ? { post: code, known: true, ...POSTS[code] } : { post: tidy(text).slice(0, LONGEST), known: false, ...POSTS.member };
}

/** The catalogue's word for a post, as it is said of a woman or a man; null for words as given. */
export function postKey(post: string, sex: Sex | null): string | null {
  return Object.hasOwn(POSTS, post) ? `organisations:posts.${post}.${saidOf(sex)}` : null;
}

/** `Presidenta del comité` is a president's post: the first word tells. */
function beginning(text: string): string {
  const [first = '', second = ''] = searchable(text).split(' ');
  return /^(?:de|del|general|\d+|[ivx]+)$/u.test(second) ? first : text;
}

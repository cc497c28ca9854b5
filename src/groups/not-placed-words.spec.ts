import { BANDS } from '../shared/kernel/availability.js';
import { translator } from '../shared/web/i18n.js';
import { changedScores } from './draft-scores.js';
import type { EditionPerson } from './edition-people.js';
import { EMPTY_DRAFT, type DraftGroup, type GroupDraft } from './group-draft.js';
import { USUAL_HOURS } from './forming-options.js';
import { adviceWords, neighbourWords, obstacleWords } from './not-placed-words.js';
import { proofOf } from './proposal-words.js';
import type { ProposalFacts } from './proposals.repository.js';

const t = translator('es');
const MORNING = { days: 0b10101, startsAt: '09:00', endsAt: '11:00' };
const person = (personId: string, more: Partial<EditionPerson> = {}): EditionPerson => (
  { personId, level: 0, groupId: null, availability: BANDS['mwf-morning'], organisationId: null, ...more } as EditionPerson);
const group = (more: Partial<DraftGroup> = {}): DraftGroup => (
  { key: 'h0', fixedGroupId: null, name: 'Grupo A', level: 0, roomId: 'room', trainerId: 'elena', seats: 2, memberIds: ['a', 'b'], ...MORNING, ...more });
const draft = (more: Partial<GroupDraft> = {}): GroupDraft => ({
  ...EMPTY_DRAFT, searching: false, groups: [group()], status: 'optimal', gap: 0,
  criteria: [{ criterion: 'placed', value: 2, bound: 2, gap: 0 }, { criterion: 'levels', value: 0, bound: 0, gap: 0 }, { criterion: 'groups', value: 1, bound: 1, gap: 0 }], ...more,
});
const TWO_ROOMS = [{ id: 'room', seats: 2 }, { id: 'two', seats: 9 }] as ProposalFacts['rooms'];
const trainer = (id: string): ProposalFacts['trainers'][number] => (
  { id, name: id, hours: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, from: '08:00', to: '20:00' })) });
const facts = (options: object = {}, more: Partial<ProposalFacts> = {}): ProposalFacts => ({
  groups: [], busy: new Map(), rooms: [{ id: 'room', seats: 2 }], edition: { id: 'e5', name: 'Quinta vuelta' },
  trainers: [{ id: 'elena', name: 'Elena', hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '20:00' })) }],
  proposal: { draft: draft(), options: { hours: [MORNING], roomIds: ['room'], minimumSize: 4, mixing: 'never', ...options } }, ...more,
} as unknown as ProposalFacts);

describe('who is not placed', () => {
  it('hears which group is full, and which one has the room', () => {
    expect(obstacleWords(t, facts(), person('c'), 'hour-full')).toBe('Lleno: Grupo A (lunes, miércoles y viernes, 09:00 a 11:00)');
    expect(obstacleWords(t, facts(), person('c', { level: 2 }), 'room-taken')).toBe('La sala la usa Grupo A (lunes, miércoles y viernes, 09:00 a 11:00)');
    expect(obstacleWords(t, facts(), person('c', { availability: BANDS.evenings }), 'room-taken')).toBeNull();
    expect(obstacleWords(t, facts(), person('c'), 'too-few')).toBeNull();
  });

  it('hears of which course a group is, with whom the trainer is, and where a neighbouring level has a seat', () => {
    const standing = { ...group(), id: 'g4', editionId: 'e4', editionName: 'Cuarta vuelta', name: 'Grupo B', roomId: 'room', trainerId: 'elena' };
    const others = facts({}, { groups: [standing] as unknown as ProposalFacts['groups'] });
    expect(obstacleWords(t, others, person('c', { level: 2 }), 'room-taken'))
      .toMatch(/^La sala la usa Grupo A \(lunes.*\) y Grupo B de Cuarta vuelta \(lunes/u);
    expect(obstacleWords(t, facts(), person('c', { level: 2 }), 'teachers-busy')).toBe('Quien enseña está con Grupo A (lunes, miércoles y viernes, 09:00 a 11:00)');
    const roomy = facts();
    roomy.proposal.draft.groups[0] = group({ seats: 3, level: 1 });
    expect(neighbourWords(t, roomy, person('c', { level: 2 }))).toBe('Hay lugar en un grupo de nivel vecino: Grupo A (Inicial; lunes, miércoles y viernes, 09:00 a 11:00)');
    expect([neighbourWords(t, roomy, person('c', { level: 3 })), neighbourWords(t, roomy, person('c', { availability: 0 })), neighbourWords(t, facts(), person('c', { level: 1 }))])
      .toEqual([null, null, null]);
  });

  it.each<[string, object, Partial<ProposalFacts>, Parameters<typeof adviceWords>[2], RegExp | null]>([
    ['a lower minimum and a neighbouring level', {}, {}, 'too-few', /mínimo más bajo.*nivel vecino/u],
    ['no neighbouring level where that is allowed', { mixing: 'adjacent' }, {}, 'too-few', /^(?!.*vecino).*mínimo/u],
    ['no lower minimum than one', { minimumSize: 1 }, {}, 'too-few', /^(?!.*mínimo).*vecino/u],
    ['nothing where both was done', { minimumSize: 1, mixing: 'adjacent' }, {}, 'too-few', null],
    ['the hours that suit them and that somebody teaches', {}, {}, 'no-hour-fits', /más horarios: lunes, miércoles y viernes, 11:00 a 13:00 \(puede 1 persona\)\.$/u],
    ['no hours that nobody teaches', {}, { trainers: [] }, 'no-hour-fits', /otra hora/u],
    ['no more hours where all were asked', { hours: USUAL_HOURS }, {}, 'no-hour-fits', /otra hora/u],
    ['more hours for a room that is taken', {}, {}, 'room-taken', /más horarios/u],
    ['another room where somebody can teach in it', {}, { rooms: TWO_ROOMS, trainers: ['elena', 'luis'].map(trainer) }, 'room-taken', /otra sala/u],
    ['no other room while the only trainer is with the group', {}, { rooms: TWO_ROOMS }, 'room-taken', /más horarios/u],
    ['no hours at which another course has the room', {}, {
      groups: [{ ...group(), ...USUAL_HOURS[1], id: 'g4', editionId: 'e4', editionName: 'Cuarta vuelta', trainerId: null }] as unknown as ProposalFacts['groups'],
    }, 'room-taken', /otra hora/u],
  ])('is advised: %s', (_, options, more, reason, expected) => {
    const words = adviceWords(t, facts(options, more), reason, [person('c')]);
    if (expected === null) expect(words).toBeNull();
    else expect(words).toMatch(expected);
  });
});

describe('how good a draft is', () => {
  const people = [person('a'), person('b')];

  it('is proven while nothing is changed', () => {
    expect(changedScores(draft(), people)).toEqual([]);
    expect(proofOf(t, draft(), people, false)).toMatchObject({ kind: 'success', text: 'Comprobado: con estos horarios y estas salas no hay una propuesta mejor.' });
  });

  it('is said as it is after a change, without the proof', () => {
    const changed = draft({ groups: [group({ memberIds: ['a'] })], moves: 1 });
    const proof = proofOf(t, changed, people, false);
    expect(proof.text).toBe('La propuesta cambió después de la búsqueda: ahora 1 persona tiene lugar; antes, 2.');
    expect(proof.details[0]).toBe('1 persona con lugar; antes, 2');
    expect(JSON.stringify(proof)).not.toContain('no hay una propuesta mejor');
  });

  it('names the gap to the best that may be', () => {
    const open = draft({ criteria: [{ criterion: 'placed', value: 2, bound: 2, gap: 0 }, { criterion: 'levels', value: 0, bound: 0, gap: 0 }, { criterion: 'groups', value: 1, bound: 0, gap: 1 }] });
    expect(proofOf(t, open, people, false).text).toMatch(/no se puede dar lugar a más personas\. No dio el tiempo para comprobar lo demás: 1 grupo; quizá podría llegar a 0\./u);
  });
});

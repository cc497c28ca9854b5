import { BANDS } from '../shared/kernel/availability.js';
import type { Mapping } from './columns.js';
import type { KnownPerson } from './person-groups.js';
import type { PlanChoices } from './plan.js';
import { type ListedOrganisation, planPeople } from './plan-people.js';

const MAPPING: Mapping = {
  fullName: 0, dni: 1, birth: 2, phone: 3, organisation: 4, post: 5, registerNumber: 6, sex: 7, availability: 8, computerUse: 9, email: 10, motherTongue: 11, consent: 12,
};

const ORGANISATIONS: ListedOrganisation[] = [
  { id: 'oasis', registerNumber: '0403-2020-RUOS', name: 'Comedor Popular Oasis de Villa', type: 'soup_kitchen' },
  { id: 'union-2', registerNumber: '0726-2021-RUOS', name: 'Junta Vecinal Unión', type: 'neighbours_board' },
  { id: 'union-9', registerNumber: '0234-2021-RUOS', name: 'Junta Vecinal Unión', type: 'neighbours_board' },
  { id: 'office', registerNumber: null, name: 'Gerencia de Desarrollo Social', type: 'municipal_office' },
];

const ANA: KnownPerson = {
  id: 'ana', surnames: 'Huamán Quispe', givenNames: 'Ana', dni: '07661234', dniPending: false, birthDate: '1967-01-04', birthYear: 1967,
  sex: 'female', motherTongue: null, phone: '987654321', email: null,
  learner: { id: 'learner-ana', kind: 'leader', availability: BANDS.evenings, computerUse: 'never' },
  memberships: [{ id: 'm1', organisationId: 'oasis', post: 'president' }], interviewed: false, consentAsked: false,
};
const NUMBERLESS: KnownPerson = { ...ANA, dni: null };
const ELSEWHERE: KnownPerson = { ...ANA, phone: null, learner: null, memberships: [] };

const plan = (rows: string[][], people: KnownPerson[] = [], choices: PlanChoices = {}) => planPeople({
  rows: rows.map((cells, index) => ({ row: index + 2, cells })), mapping: MAPPING, columns: 13, today: '2026-03-16', organisations: ORGANISATIONS, people, choices,
});

describe('a row of people', () => {
  const faulty = (field: string, reason: string, value: string) => ({ status: 'faulty', faults: [{ field, reason, value }] });

  it.each<[string, string[], KnownPerson[], object]>([
    ['somebody new', ['HUAMÁN QUISPE, Ana', '07661234', '04/01/1967'], [], { status: 'new', label: 'Huamán Quispe, Ana', knownId: null, changes: [] }],
    ['somebody who is here', ['HUAMAN QUISPE, ANA', '07661234', '1967'], [ANA], { status: 'here', knownId: 'ana', changes: [] }],
    ['an empty cell takes nothing away', ['Huamán Quispe, Ana', '07661234', '', 'no tiene', '', '', '', ''], [ANA], { status: 'here' }],
    ['another phone', ['Huamán Quispe, Ana', '07661234', '', '912 345 678'], [ANA],
      { status: 'changed', changes: [{ field: 'phone', from: '987654321', to: '912345678' }] }],
    ['accents that were missing', ['Huamán Quispe, Ána', '07661234'], [ANA], { status: 'changed', changes: [{ field: 'givenNames', from: 'Ana', to: 'Ána' }] }],
    ['a second name', ['Huamán Quispe, Ana María', '07661234'], [ANA], { status: 'changed', changes: [{ field: 'givenNames', from: 'Ana', to: 'Ana María' }] }],
    ['a second name left out', ['Huamán Quispe, Ana', '07661234'], [{ ...ANA, givenNames: 'Ana María' }], { status: 'here' }],
    ['a slip mended', ['Huamán Quipse, Ana', '07661234'], [ANA], { status: 'changed', changes: [{ field: 'surnames', from: 'Huamán Quispe', to: 'Huamán Quipse' }] }],
    ['another day of birth', ['Huamán Quispe, Ana', '07661234', '05/01/1967'], [ANA],
      { status: 'changed', changes: [{ field: 'birth', from: '04/01/1967', to: '05/01/1967' }] }],
    ['a DNI that was on its way', ['Huamán Quispe, Ana', '07661234', '04/01/1967'], [{ ...NUMBERLESS, dniPending: true }],
      { status: 'changed', knownId: 'ana', changes: [{ field: 'dni', from: null, to: '07661234' }] }],
    ['a pending DNI of somebody whose DNI is known', ['Huamán Quispe, Ana', 'EN TRÁMITE', '04/01/1967'], [ANA], { status: 'here', knownId: 'ana' }],
    ['a DNI on its way', ['Huamán Quispe, Ana', 'EN TRÁMITE', '04/01/1967'], [NUMBERLESS],
      { status: 'changed', changes: [{ field: 'dniPending', from: null, to: 1 }] }],
    ['no DNI and another day of birth', ['Huamán Quispe, Ana', '', '09/09/1967'], [NUMBERLESS],
      { status: 'doubtful', knownId: null, doubts: [{ code: 'like-person', options: ['new', 'ana', 'skip'], chosen: 'new' }] }],
    ['a like name and no DNI', ['Guamán Quispe, Ana', '', '1967'], [ANA], { status: 'doubtful', doubts: [{ code: 'like-person', params: { name: 'Huamán Quispe, Ana' } }] }],
    ['a like name, another DNI, the same day', ['Huamán Quispe, Ana', '07661243', '04/01/1967'], [ANA], { status: 'doubtful', doubts: [{ code: 'like-person' }] }],
    ['a like name, another DNI, another day', ['Huamán Quispe, Ana', '41234567', '09/09/1967'], [ANA], { status: 'new' }],
    ['somebody else with this DNI', ['Poma Rojas, Zoila', '07661234'], [ANA],
      { status: 'doubtful', doubts: [{ code: 'other-name', options: ['skip', 'same'], chosen: 'skip', params: { name: 'Huamán Quispe, Ana' } }] }],
    ['a name whose parts are not clear', ['Quispe Ana', '07661234'], [], { status: 'doubtful', label: 'Quispe, Ana', doubts: [{ code: 'name-order' }] }],
    ['a name whose parts are known here', ['Quispe Ana', '07661234'], [{ ...ANA, surnames: 'Quispe' }], { status: 'here', doubts: [] }],
    ['a phone that cannot be read', ['Huamán Quispe, Ana', '07661234', '', '98765'], [],
      { status: 'doubtful', doubts: [{ code: 'left-out', field: 'phone', reason: 'people:refusals.phone-length', value: '98765' }] }],
    ['words that cannot be read', ['Huamán Quispe, Ana', '', '', '', '', '', '', 'azul', 'quizás', 'tal vez', 'ana@', 'klingon'], [],
      { status: 'doubtful', doubts: [{ field: 'sex' }, { field: 'motherTongue' }, { field: 'email' }, { field: 'availability' }, { field: 'computerUse' }] }],
    ['a post that nobody foresaw', ['Huamán Quispe, Ana', '', '', '', 'Comedor Popular Oasis de Villa', 'Jardinera'], [], { status: 'doubtful', doubts: [{ code: 'post-unknown', value: 'Jardinera' }] }],
    ['a name that two organisations share', ['Huamán Quispe, Ana', '', '', '', 'junta vecinal union'], [],
      { status: 'doubtful', doubts: [{ code: 'organisation-several', options: ['union-2', 'union-9', 'none'], chosen: 'none', value: 'junta vecinal union' }] }],
    ['the number that decides between them', ['Huamán Quispe, Ana', '', '', '', 'junta vecinal union', '', '0234-2021-RUOS'], [], { status: 'new' }],
    ['a slip in an organisation', ['Huamán Quispe, Ana', '', '', '', 'Comedor Popular Oasys de Villa'], [],
      { status: 'doubtful', doubts: [{ code: 'organisation-like', options: ['oasis', 'none'], chosen: 'none' }] }],
    ['a fault: which organisation is not asked', ['Huamán Quispe, Ana', '123', '', '', 'junta vecinal union'], [], { status: 'faulty', doubts: [] }],
    ['somebody who went in without her organisation', ['Huamán Quispe, Ana', '07661234', '', '', 'junta vecinal union'], [{ ...ANA, memberships: [] }],
      { status: 'doubtful', knownId: 'ana', doubts: [{ code: 'organisation-several', chosen: 'none' }] }],
    ['what a diagnosis has asked since', ['Huamán Quispe, Ana', '07661234', '', '', '', '', '', '', 'L-M-V mañana', 'Todos los días'],
      [{ ...ANA, interviewed: true }], { status: 'here', changes: [] }],
    ['what a diagnosis left open', ['Huamán Quispe, Ana', '07661234', '', '', '', '', '', '', 'L-M-V mañana', 'Todos los días'],
      [{ ...ANA, interviewed: true, learner: { id: 'learner-ana', kind: 'leader', availability: BANDS.evenings, computerUse: null } }],
      { status: 'changed', changes: [{ field: 'computerUse', from: null, to: 'daily' }] }],
    ['consent', ['Huamán Quispe, Ana', '', '1967', '', '', '', '', '', '', '', '', '', 'Sí'], [{ ...NUMBERLESS }],
      { status: 'changed', changes: [{ field: 'consent', from: null, to: 'signed' }] }],
    ['consent of somebody who was asked already', ['Huamán Quispe, Ana', '', '1967', '', '', '', '', '', '', '', '', '', 'Sí'], [{ ...NUMBERLESS, consentAsked: true }],
      { status: 'here', changes: [] }],
    ['all that was read', ['Huamán Quispe, Ana', '07661234', '1967', '987654321', 'Comedor Popular Oasis de Villa', 'Presidenta'], [],
      { status: 'new', read: [
        { field: 'dni', value: '07661234' }, { field: 'birth', value: '1967' }, { field: 'phone', value: '987654321' }, { field: 'organisation', value: 'oasis' },
        { field: 'post', value: 'president' }] }],
    ['a part of an organisation\'s name', ['Huamán Quispe, Ana', '', '', '', 'Oasis de Villa'], [], { status: 'doubtful', doubts: [{ code: 'organisation-like', chosen: 'none' }] }],
    ['a number and another name', ['Huamán Quispe, Ana', '', '', '', 'Gerencia de Desarrollo Social', '', '0403-2020-RUOS'], [],
      { status: 'doubtful', doubts: [{ code: 'organisation-differs', options: ['oasis', 'office', 'none'], chosen: 'oasis' }] }],
    ['an unknown number and a known name', ['Huamán Quispe, Ana', '', '', '', 'Comedor Popular Oasis de Villa', '', '9999-1999-RUOS'], [],
      { status: 'doubtful', doubts: [{ code: 'organisation-number-unknown', chosen: 'oasis' }] }],
    ['a bad number and a known name', ['Huamán Quispe, Ana', '', '', '', 'Comedor Popular Oasis de Villa', '', '12'], [], { status: 'doubtful', doubts: [{ code: 'left-out', field: 'registerNumber' }] }],
    ['a bad number alone', ['Huamán Quispe, Ana', '', '', '', '', '', '12'], [], faulty('registerNumber', 'organisations:refusals.register-number-form', '12')],
    ['an organisation that is not there', ['Huamán Quispe, Ana', '', '', '', 'Comedor que no existe', '', '9999-1999-RUOS'], [],
      faulty('organisation', 'imports:faults.organisation-missing', 'Comedor que no existe')],
    ['a short DNI', ['Huamán Quispe, Ana', '6085055'], [], faulty('dni', 'people:refusals.dni-length', '6085055')],
    ['a day that does not exist', ['Huamán Quispe, Ana', '', '31/02/1980'], [], faulty('birth', 'people:refusals.birth-impossible', '31/02/1980')],
    ['a child under six', ['Huamán Quispe, Ana', '', '17/03/2020'], [], faulty('birth', 'people:refusals.birth-too-young', '17/03/2020')],
    ['no name', ['', '07661234'], [], faulty('fullName', 'people:refusals.name-missing', '')],
    ['a name of 300 letters', [`Huamán, ${'a'.repeat(300)}`], [], faulty('fullName', 'people:refusals.name-length', `Huamán, ${'a'.repeat(300)}`)],
    ['an emoji', ['Huamán Quispe, Ana 😀'], [], faulty('fullName', 'people:refusals.name-pictures', 'Huamán Quispe, Ana 😀')],
    ['a separator inside a text', ['Huamán Quispe, Ana', '', '', '', '', '', '', '', '', '', '', '', '', 'x'], [], faulty('row', 'imports:faults.stray-cells', 'x')],
    ['somebody whom another centre knows', ['Huamán Quispe, Ana', '07661234', '09/09/1967', '912345678'], [ELSEWHERE],
      { status: 'new', knownId: 'ana', changes: [{ field: 'phone', from: null, to: '912345678' }] }],
  ])('%s', async (_, cells, people, expected) => {
    const padded = Array.from({ length: Math.max(13, cells.length) }, (_value, index) => cells[index] ?? '');
    const { rows } = await plan([padded], people);
    expect(rows).toMatchObject([{ row: 2, ...expected }]);
    if ('doubts' in expected) expect(rows[0]?.doubts).toHaveLength((expected.doubts as unknown[]).length);
    if ('faults' in expected) expect(rows[0]?.faults).toHaveLength(1);
  });
});

describe('what a plan writes', () => {
  it('a person, a participant and a membership for somebody new', async () => {
    const { writes } = await plan([['HUAMÁN QUISPE, Ana', '07661234', '04/01/1967', '', 'Comedor Popular Oasis de Villa', 'TESORERA', '', 'F', 'noches', 'Nunca']]);
    expect(writes).toEqual([
      { write: 'person.add', row: 2, fields: {
        surnames: 'Huamán Quispe', givenNames: 'Ana', dni: '07661234', dniPending: false, birthDate: '1967-01-04', birthYear: 1967,
        sex: 'female', motherTongue: null, phone: null, email: null } },
      { write: 'learner.add', row: 2, person: { row: 2 }, fields: { kind: 'leader', availability: BANDS.evenings, computerUse: 'never' } },
      { write: 'membership.add', row: 2, person: { row: 2 }, organisationId: 'oasis', post: 'treasurer', board: true },
    ]);
  });

  it('another post ends the one before, and the kind follows', async () => {
    const { rows, writes } = await plan([['Huamán Quispe, Ana', '07661234', '', '', 'Comedor Popular Oasis de Villa', 'Socia']], [ANA]);
    expect(rows[0]?.changes).toEqual([{ field: 'kind', from: 'leader', to: 'member' }, { field: 'post', from: 'president', to: 'member' }]);
    expect(writes).toEqual([
      { write: 'learner.change', row: 2, id: 'learner-ana', changes: { kind: 'member' } },
      { write: 'membership.end', row: 2, id: 'm1', until: '2026-03-16' },
      { write: 'membership.add', row: 2, person: { id: 'ana' }, organisationId: 'oasis', post: 'member', board: false },
    ]);
  });

  it('a post in a second organisation is added to the first, and a row without a post says nothing against one', async () => {
    const { rows, writes } = await plan([
      ['Huamán Quispe, Ana', '07661234', '', '', 'Gerencia de Desarrollo Social', 'Jefa'], ['Huamán Quispe, Ana', '07661234', '', '', 'Comedor Popular Oasis de Villa', ''],
    ], [ANA]);
    expect(rows.map(({ status, changes }) => [status, changes])).toEqual([
      ['changed', [{ field: 'kind', from: 'leader', to: 'official' }, { field: 'organisation', from: null, to: 'office' }]], ['repeated', []],
    ]);
    expect(writes.map(({ write }) => write)).toEqual(['learner.change', 'membership.add']);
  });

  it('somebody from a municipal office is an official, whatever the post', async () => {
    const { writes } = await plan([['Huamán Quispe, Ana', '', '', '', 'Gerencia de Desarrollo Social', 'Secretaria']]);
    expect(writes).toContainEqual(expect.objectContaining({ write: 'learner.add', fields: expect.objectContaining({ kind: 'official' }) }));
  });

  it('somebody from another centre joins this one, and nothing that is known of her is overwritten', async () => {
    const { writes } = await plan([['Huamán Quispe, Ana', '07661234', '09/09/1967', '912345678']], [ELSEWHERE]);
    expect(writes).toEqual([
      { write: 'person.change', row: 2, id: 'ana', changes: { phone: '912345678' } },
      { write: 'learner.add', row: 2, person: { id: 'ana' }, fields: { kind: 'member', availability: null, computerUse: null } },
    ]);
  });

  it('one person for rows that repeat her, with what each adds', async () => {
    const { rows, counts, writes } = await plan([
      ['CONDORI DIAZ, SIMON', 'EN TRÁMITE', '08/04/1967', '', 'Junta Vecinal Unión', 'Vocal'],
      ['Rojas Poma, Luz', '41234567', '1980'],
      ['Condori Díaz, Simón', '40302473', '08/04/1967', '987 654 321', 'Junta Vecinal Unión', 'Presidente', '0234-2021-RUOS'],
      ['Condori Diaz Simon', '40302473', '', '912 345 678', 'Comedor Popular Oasis de Villa', 'Delegado'],
    ]);
    expect(rows.map(({ status, repeats, label }) => [status, repeats, label])).toEqual([
      ['new', null, 'Condori Díaz, Simón'], ['new', null, 'Rojas Poma, Luz'], ['repeated', 2, 'Condori Díaz, Simón'], ['repeated', 2, 'Condori Diaz, Simon'],
    ]);
    expect(counts).toMatchObject({ records: 2, new: 2, repeated: 2 });
    expect(writes[0]).toMatchObject({ fields: { surnames: 'Condori Díaz', givenNames: 'Simón', dni: '40302473', dniPending: false, phone: '987654321' } });
    expect(writes.filter(({ write }) => write === 'membership.add')).toMatchObject([
      { row: 4, organisationId: 'union-9', post: 'president' }, { row: 5, organisationId: 'oasis', post: 'delegate' },
    ]);
  });

  it('a faulty row does not stand in the way of the sound one that repeats it', async () => {
    const { rows } = await plan([['Huamán Quispe, Ana', '07661234', '31/02/1967'], ['Huamán Quispe, Ana', '07661234', '04/01/1967']]);
    expect(rows.map(({ status }) => status)).toEqual(['faulty', 'new']);
  });

  it('takes M for mujer in a list that says H', async () => {
    const { writes } = await plan([['Huamán Quispe, Ana', '', '', '', '', '', '', 'M'], ['Poma Rojas, Juan', '', '', '', '', '', '', 'H']]);
    expect(writes.flatMap((write) => (write.write === 'person.add' ? [write.fields.sex] : []))).toEqual(['female', 'male']);
  });
});

describe('what the clerk chooses', () => {
  const like = ['Guamán Quispe, Ana', '', '1967', '912345678'];

  it.each([
    ['new', ['person.add', 'learner.add']],
    ['ana', ['person.change']],
    ['skip', []],
    ['nobody-offered-this', ['person.add', 'learner.add']],
  ])('for a like person: %s', async (choice, expected) => {
    const { writes } = await plan([like], [ANA], { '2:like-person': choice });
    expect(writes.map(({ write }) => write)).toEqual(expected);
  });

  it('that two rows are one person', async () => {
    const { rows } = await plan([['Huamán Quispe, Ana', '07661234', '1967'], like], [], { '3:like-person': 'row:2' });
    expect(rows.map(({ status, repeats }) => [status, repeats])).toEqual([['new', null], ['repeated', 2]]);
  });

  it('which organisation is meant, against what is known', async () => {
    const row = ['Huamán Quispe, Ana', '07661234', '', '', 'junta vecinal union', 'Vocal'];
    const member = { ...ANA, memberships: [{ id: 'm2', organisationId: 'union-9', post: 'board_member' }] };
    expect((await plan([row], [member])).rows).toMatchObject([{ status: 'here', doubts: [] }]);
    expect((await plan([row], [member], { '2:organisation-several': 'union-2' })).writes).toMatchObject([{ write: 'membership.add', organisationId: 'union-2' }]);
    expect((await plan([row], [ANA], { '2:organisation-several': 'none' })).rows).toMatchObject([{ status: 'here', doubts: [{ chosen: 'none' }] }]);
  });

  it('that another name belongs to the same DNI: her name stays', async () => {
    const { rows, writes } = await plan([['Poma Rojas, Zoila', '07661234', '', '912345678']], [ANA], { '2:other-name': 'same' });
    expect(rows).toMatchObject([{ status: 'doubtful', knownId: 'ana' }]);
    expect(writes).toEqual([{ write: 'person.change', row: 2, id: 'ana', changes: { phone: '912345678' } }]);
  });
});

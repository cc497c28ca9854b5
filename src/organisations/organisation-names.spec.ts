import { OrganisationIndex } from './organisation-names.js';

const index = new OrganisationIndex([
  { id: 'jazmines', registerNumber: '0189-2020-RUOS', name: 'Vaso de Leche Los Jazmines Sector 7 Grupo 9' },
  { id: 'union-2', registerNumber: '0726-2021-RUOS', name: 'Junta Vecinal Unión y Progreso' },
  { id: 'union-9', registerNumber: '0234-2021-RUOS', name: 'Junta Vecinal Unión y Progreso' },
  { id: 'brillante', registerNumber: null, name: 'Asentamiento Humano El Brillante' },
]);

describe('finding an organisation', () => {
  it.each([
    ['its number', '0189-2020-RUOS', '', { found: 'one', id: 'jazmines', by: 'number', sure: true, others: [] }],
    ['number and name', '0189-2020-RUOS', 'vaso de leche los jazmines sector 7 grupo 9', { found: 'one', id: 'jazmines', by: 'number', sure: true, others: [] }],
    ['number and a shorter name', '0189-2020-RUOS', 'Los Jazmines, Sector 7', { found: 'one', id: 'jazmines', by: 'number', sure: true, others: [] }],
    ['the number where two share the name', '0726-2021-RUOS', 'JUNTA VECINAL UNION Y PROGRESO', { found: 'one', id: 'union-2', by: 'number', sure: true, others: [] }],
    ['a number of one and the name of another', '0189-2020-RUOS', 'AA.HH. El Brillante', { found: 'one', id: 'jazmines', by: 'number', sure: false, others: ['brillante'] }],
    ['the name alone', null, 'ASENTAMIENTO HUMANO EL BRILLANTE', { found: 'one', id: 'brillante', by: 'name', sure: true, others: [] }],
    ['an unknown number and a known name', '9999-1999-RUOS', 'AA.HH. El Brillante', { found: 'one', id: 'brillante', by: 'name', sure: false, others: [] }],
    ['a name that two share', null, 'junta vecinal union y progreso', { found: 'several', ids: ['union-2', 'union-9'] }],
    ['a slip', null, 'Asentamiento Humano El Briyante', { found: 'like', ids: ['brillante'] }],
    ['a part of the name', null, 'Unión y Progreso', { found: 'like', ids: ['union-2', 'union-9'] }],
    ['one that is not there', '9999-1999-RUOS', 'Comedor que no existe', { found: 'none' }],
    ['an unknown number alone', '9999-1999-RUOS', '', { found: 'none' }],
    ['nothing', null, '', { found: 'nothing-said' }],
  ])('by %s', (_, number, name, match) => {
    expect(index.find(number, name)).toEqual(match);
  });
});

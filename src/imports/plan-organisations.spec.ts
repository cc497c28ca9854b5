import { inventedLists } from '../../test/fixtures/lists.js';
import { applyOrganisationPlan } from '../../test/fixtures/apply-plan.js';
import { matchColumns, type Mapping } from './columns.js';
import type { KnownOrganisation } from './organisation-groups.js';
import type { PlanChoices } from './plan.js';
import { planOrganisations } from './plan-organisations.js';
import { readList } from './read-list.js';

const MAPPING: Mapping = { registerNumber: 0, name: 1, type: 2, address: 3, mandateEndsOn: 4, recognisedOn: 5 };

const KNOWN: KnownOrganisation = {
  id: 'oasis', registerNumber: '0403-2020-RUOS', name: 'Comedor Popular Oasis', type: 'soup_kitchen', sector: '1', district: null,
  address: 'Mz. A Lt. 1 Sector 1', recognisedOn: '2020-04-07', mandateEndsOn: '2022-01-23',
};
const TWIN: KnownOrganisation = { ...KNOWN, id: 'twin', registerNumber: '0500-2021-RUOS', address: 'Mz. B' };

const plan = (rows: string[][], organisations: KnownOrganisation[] = [], choices: PlanChoices = {}) => planOrganisations({
  rows: rows.map((cells, index) => ({ row: index + 2, cells })), mapping: MAPPING, columns: 6, today: '2026-03-16', organisations, choices,
});

describe('planOrganisations', () => {
  it.each<[string, string[], KnownOrganisation[], object]>([
    ['a new one', ['0403-2020-RUOS', 'COMEDOR POPULAR OASIS', 'Comedor popular'], [], { status: 'new', label: 'Comedor Popular Oasis', knownId: null }],
    ['one that is here', ['403-2020', 'COMEDOR POPULAR OASIS', ''], [KNOWN], { status: 'here', knownId: 'oasis', changes: [] }],
    ['one that is here, without its number', ['', 'comedor popular oasis', ''], [KNOWN], { status: 'here', knownId: 'oasis' }],
    ['a new mandate', ['0403-2020-RUOS', 'Comedor Popular Oasis', '', '', '30/06/2027'], [KNOWN],
      { status: 'changed', changes: [{ field: 'mandateEndsOn', from: '2022-01-23', to: '2027-06-30' }] }],
    ['a name with its accents', ['0403-2020-RUOS', 'Comedor Popular Oásis', ''], [KNOWN],
      { status: 'changed', changes: [{ field: 'name', from: 'Comedor Popular Oasis', to: 'Comedor Popular Oásis' }] }],
    ['a type that only the name tells', ['0403-2020-RUOS', 'Vaso de Leche Oasis', ''], [{ ...KNOWN, name: 'Vaso de Leche Oasis' }], { status: 'here' }],
    ['its number at last', ['0403-2020-RUOS', 'Comedor Popular Oasis', ''], [{ ...KNOWN, registerNumber: null }],
      { status: 'changed', changes: [{ field: 'registerNumber', from: null, to: '0403-2020-RUOS' }] }],
    ['the number of another', ['0403-2020-RUOS', 'Club de Madres Santa Rosa', ''], [KNOWN], { status: 'doubtful', doubts: [{ code: 'other-name', chosen: 'skip' }] }],
    ['a name that two share', ['', 'Comedor Popular Oasis', ''], [KNOWN, TWIN],
      { status: 'doubtful', doubts: [{ code: 'organisation-several', options: ['skip', 'oasis', 'twin', 'new'], chosen: 'skip' }] }],
    ['the name of one at another address', ['', 'Comedor Popular Oasis', '', 'Mz. Z'], [KNOWN], { status: 'doubtful', doubts: [{ code: 'organisation-several' }] }],
    ['an unknown type', ['0403-2020-RUOS', 'Comedor Popular Oasis', 'cofradía'], [],
      { status: 'doubtful', doubts: [{ code: 'left-out', field: 'type', reason: 'organisations:refusals.type-unknown', value: 'cofradía', chosen: null }] }],
    ['no name', ['0403-2020-RUOS', ' ', ''], [], { status: 'faulty', faults: [{ field: 'name', reason: 'organisations:refusals.name-missing', value: ' ' }] }],
    ['an impossible date', ['', 'Oasis', '', '', '31/02/2027'], [],
      { status: 'faulty', faults: [{ field: 'mandateEndsOn', reason: 'organisations:refusals.date-impossible', value: '31/02/2027' }] }],
    ['a mandate that ends before it began', ['', 'Oasis', '', '', '01/01/2020', '01/01/2021'], [], { status: 'faulty', faults: [{ field: 'mandateEndsOn' }] }],
    ['a bad number', ['12', 'Oasis', ''], [], { status: 'faulty', faults: [{ field: 'registerNumber', value: '12' }] }],
    ['a separator inside a text', ['0403-2020-RUOS', 'Comedor', 'Popular', '', '', '', 'Mz. A'], [],
      { status: 'faulty', faults: [{ field: 'row', reason: 'imports:faults.stray-cells', value: 'Mz. A' }] }],
  ])('%s', async (_, cells, known, expected) => {
    expect((await plan([cells], known)).rows).toMatchObject([{ row: 2, ...expected }]);
  });

  it('lets a repeated row fill what the first left empty', async () => {
    const { rows, writes } = await plan([
      ['0403-2020-RUOS', 'COMEDOR POPULAR VILLA JARDIN', ''], ['', 'Otro Comedor', ''], ['0403-2020-RUOS', 'Comedor Popular Villa Jardín', '', 'Mz. A Sector 4'],
    ]);
    expect(rows.map(({ status, repeats }) => [status, repeats])).toEqual([['new', null], ['new', null], ['repeated', 2]]);
    expect(writes[0]).toMatchObject({ write: 'organisation.add', row: 2, fields: { name: 'Comedor Popular Villa Jardín', address: 'Mz. A Sector 4' } });
    expect(writes).toHaveLength(2);
  });

  it('does as the clerk chose', async () => {
    const row = ['', 'Comedor Popular Oasis', '', 'Mz. Z'];
    const as = (choice: string) => plan([row], [KNOWN, TWIN], { '2:organisation-several': choice });
    expect((await as('twin')).writes).toEqual([{ write: 'organisation.change', row: 2, id: 'twin', changes: { address: 'Mz. Z' } }]);
    expect((await as('new')).writes).toMatchObject([{ write: 'organisation.add', row: 2 }]);
    expect((await as('skip')).writes).toEqual([]);
    expect((await as('nonsense')).writes).toEqual([]);
  });

  it('reads a whole list, and finds nothing to do the second time', async () => {
    const lists = inventedLists();
    const reading = await readList(lists.organisationsFile);
    if (!reading.ok) throw new Error(reading.refusal.reason);
    const { kind, mapping } = matchColumns(reading.list.headings);
    const request = { rows: reading.list.rows, mapping, columns: reading.list.headings.length, today: '2026-03-16' };
    const first = await planOrganisations({ ...request, organisations: [] });
    expect(kind).toBe('organisations');
    expect(first.counts).toEqual({ rows: 64, records: 61, adds: 61, updates: 0, new: 61, changed: 0, here: 0, doubtful: 0, repeated: 3, faulty: 0 });
    expect(first.writes).toHaveLength(61);
    const second = await planOrganisations({ ...request, organisations: applyOrganisationPlan([], first.writes) });
    expect(second.counts).toEqual({ ...first.counts, adds: 0, new: 0, here: 61 });
    expect(second.writes).toEqual([]);
  });
});

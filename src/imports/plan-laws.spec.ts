import fc from 'fast-check';
import { applyOrganisationPlan, applyPeoplePlan } from '../../test/fixtures/apply-plan.js';
import type { Mapping } from './columns.js';
import { isSkipped, type RowPlan } from './plan.js';
import { planOrganisations } from './plan-organisations.js';
import { type ListedOrganisation, planPeople } from './plan-people.js';

const TODAY = '2026-03-16';
const PEOPLE: Mapping = { fullName: 0, dni: 1, birth: 2, phone: 3, organisation: 4, registerNumber: 5, post: 6, availability: 7 };
const ORGANISATIONS: Mapping = { name: 0, registerNumber: 1, address: 2, type: 3, mandateEndsOn: 4 };

const HERE: ListedOrganisation[] = [
  { id: 'oasis', registerNumber: '0403-2020-RUOS', name: 'Comedor Popular Oasis', type: 'soup_kitchen' },
  { id: 'union-2', registerNumber: '0726-2021-RUOS', name: 'Junta Vecinal Unión', type: 'neighbours_board' },
  { id: 'union-9', registerNumber: '0234-2021-RUOS', name: 'Junta Vecinal Unión', type: 'neighbours_board' },
  { id: 'office', registerNumber: null, name: 'Gerencia Social', type: 'municipal_office' },
];

/** Few values, so that rows meet each other in every way: the same, nearly the same, one saying more than the other. */
const personCells = fc.tuple(
  fc.constantFrom('Huamán Quispe, Ana', 'HUAMAN QUISPE, ANA', 'Huamán Quispe, Ana María', 'Guamán Quispe, Ana', 'Quispe Ana', 'Poma Rojas, Zoila', 'Quispe Huamán Ana', ''),
  fc.constantFrom('07661234', '41234567', 'EN TRÁMITE', '', '123'),
  fc.constantFrom('04/01/1967', '05/01/1967', '1967', '1968', '', '31/02/1967'),
  fc.constantFrom('987654321', '912345678', 'no tiene', '98'),
  fc.constantFrom('Comedor Popular Oasis', 'junta vecinal union', 'Comedor Popular Oasys', 'Oasis', 'Gerencia Social', 'No existe', ''),
  fc.constantFrom('', '', '0403-2020-RUOS', '0234-2021-RUOS', '9999-1999-RUOS', 'x'),
  fc.constantFrom('Presidenta', 'Socia', 'Jardinera', ''),
  fc.constantFrom('noches', 'Sábado mañana', 'quizás', ''),
);

const organisationCells = fc.tuple(
  fc.constantFrom('Comedor Popular Oasis', 'COMEDOR POPULAR OÁSIS', 'Comedor Popular Oasis de Villa', 'Oasis de Villa', 'Vaso de Leche Unión', 'Junta Unión', ''),
  fc.constantFrom('', '', '0403-2020-RUOS', '0500-2021-RUOS', 'x'),
  fc.constantFrom('Mz. A', 'Mz. B Sector 4', ''),
  fc.constantFrom('Comedor popular', 'cofradía', 'Otra', ''),
  fc.constantFrom('30/06/2027', '30/06/2028', '31/02/2027', ''),
);

const list = (cells: fc.Arbitrary<string[]>) => fc.array(cells, { minLength: 1, maxLength: 7 })
  .map((rows) => rows.map((row, index) => ({ row: index + 2, cells: row })));

/** A choice for any doubt that may come up. */
const choices = fc.dictionary(
  fc.tuple(fc.integer({ min: 2, max: 8 }), fc.constantFrom('organisation-several', 'organisation-like', 'organisation-differs', 'other-name'))
    .map(([row, code]) => `${row}:${code}`),
  fc.constantFrom('union-2', 'oasis', 'none', 'same', 'new', 'skip'),
);

const leftOut = ({ status, doubts }: RowPlan) => status === 'faulty' || isSkipped(doubts);

const asksOrganisation = ({ field, options }: RowPlan['doubts'][number]) => field === 'organisation' && options.length > 0;

describe('a list planned, written and planned again', () => {
  it('writes no person a second time', async () => {
    await fc.assert(fc.asyncProperty(list(personCells), list(personCells), choices, async (before, rows, chosen) => {
      const request = { mapping: PEOPLE, columns: 8, today: TODAY, organisations: HERE };
      const earlier = await planPeople({ ...request, rows: before, people: [] });
      // Other ids than those of the rows that are to come.
      const people = JSON.parse(JSON.stringify(applyPeoplePlan([], earlier.writes)).replace(/"((?:person|learner|membership)-)/gu, '"old-$1')) as ReturnType<typeof applyPeoplePlan>;
      const first = await planPeople({ ...request, rows, people, choices: chosen });
      expect(await planPeople({ ...request, rows, people, choices: chosen })).toEqual(first);
      const after = applyPeoplePlan(people, first.writes);
      const dnis = after.flatMap(({ dni }) => dni ?? []);
      expect(new Set(dnis).size).toBe(dnis.length);
      const again = await planPeople({ ...request, rows, people: after, choices: chosen });
      expect(again.writes).toEqual([]);
      for (const [index, row] of again.rows.entries()) {
        const was = first.rows[index] as RowPlan;
        if (leftOut(was)) expect(row).toMatchObject({ status: was.status });
        // Whoever went in without her organisation is asked about again; it changes nothing either.
        else expect(['here', 'repeated', ...(was.doubts.some(asksOrganisation) ? ['doubtful'] : [])]).toContain(row.status);
      }
    }), { numRuns: 80 });
  });

  it('writes no organisation a second time', async () => {
    await fc.assert(fc.asyncProperty(list(organisationCells), list(organisationCells), async (before, rows) => {
      const request = { mapping: ORGANISATIONS, columns: 5, today: TODAY };
      const earlier = await planOrganisations({ ...request, rows: before, organisations: [] });
      const organisations = applyOrganisationPlan([], earlier.writes).map((organisation) => ({ ...organisation, id: `old-${organisation.id}` }));
      const first = await planOrganisations({ ...request, rows, organisations });
      const after = applyOrganisationPlan(organisations, first.writes);
      const numbers = after.flatMap(({ registerNumber }) => registerNumber ?? []);
      expect(new Set(numbers).size).toBe(numbers.length);
      const again = await planOrganisations({ ...request, rows, organisations: after });
      expect(again.writes).toEqual([]);
      expect(again.counts.faulty).toBe(first.counts.faulty);
    }), { numRuns: 80 });
  });
});

import { decisionsAddress, filterDecisions, readDecisionFilters } from './decision-filters.js';
import type { DecisionRow } from './decisions.repository.js';

const row = (number: number, year: number, title: string, more: Partial<DecisionRow> = {}): DecisionRow => ({
  id: `${number}-${year}`, number, year, title, heldOn: `${year}-05-01`, membersTotal: 5, membersPresent: 4, votesFor: 4, votesAgainst: 0, abstentions: 0, replacedById: null, ...more,
});

const ROWS = [
  row(2, 2026, 'Tope de exoneraciones'), row(1, 2026, 'Cuota de diez soles', { replacedById: 'x' }), row(3, 2025, 'Comprar cámaras', { votesFor: 2 }), row(1, 2025, 'Elección de la directiva'),
];

describe('decisions', () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{}, ['2-2026', '1-2026', '3-2025', '1-2025']],
    [{ q: 'eleccion' }, ['1-2025']],
    [{ q: 'CAMA' }, ['3-2025']],
    [{ q: '1-2026' }, ['1-2026']],
    [{ q: 'caras' }, []],
    [{ year: '2025' }, ['3-2025', '1-2025']],
    [{ state: 'in-force' }, ['2-2026', '1-2025']],
    [{ state: 'rejected' }, ['3-2025']],
    [{ state: 'replaced', year: '2026' }, ['1-2026']],
    [{ state: 'nonsense', year: 'x', q: ['a'] }, ['2-2026', '1-2026', '3-2025', '1-2025']],
  ])('filtered by %j', (query, found) => {
    expect(filterDecisions(ROWS, readDecisionFilters(query)).map(({ id }) => id)).toEqual(found);
  });

  it('keep their filters in the address', () => {
    const filters = { q: 'cuota de', year: 2026, state: 'in-force' as const };
    expect(decisionsAddress(filters, 2)).toBe('/consortium/decisions?q=cuota+de&year=2026&state=in-force&page=2');
    expect(readDecisionFilters({ q: 'cuota de', year: '2026', state: 'in-force' })).toEqual(filters);
    expect(decisionsAddress({})).toBe('/consortium/decisions');
  });
});

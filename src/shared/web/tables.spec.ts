import { translator } from './i18n.js';
import { pagination, table } from './tables.js';
import { render } from './view-engine.js';

const t = translator('es');
const url = (page: number): string => `/people?page=${page}`;

describe('a table', () => {
  const spec = {
    id: 'people', caption: 'Personas', columns: [{ text: 'Nombre', sort: 'name' }, { text: 'Horas', numeric: true, sort: 'hours' }],
    rows: [[{ text: 'Rosa', href: '/people/1' }, { text: 12 }], [{ text: 'Ana' }, {}]],
    sorting: { order: '-name', url: (order: string) => `?sort=${order}` },
  };

  it('sorts by links, the other way round when it is sorted that way', () => {
    expect(table(spec).columns).toEqual([
      { text: 'Nombre', numeric: undefined, href: '?sort=name', sort: 'descending' },
      { text: 'Horas', numeric: true, href: '?sort=hours' },
    ]);
  });

  it('tells each cell its heading, for the slips of a phone', () => {
    const html = render('partials/table', table(spec), { layout: null });
    expect(html).toContain('<td class="numeric" data-label="Horas"><span>12</span></td>');
    expect(html).toContain('aria-sort="descending"');
    expect(html).toContain('<th scope="row">');
  });

  it('lets words in a column of figures break into lines', () => {
    expect(render('partials/table', table({ ...spec, rows: [[{ text: 'Rosa' }, { text: 'No se muestra', wordy: true }]] }), { layout: null }))
      .toContain('<td class="numeric table__words" data-label="Horas"><span>No se muestra</span></td>');
  });

  it('sets sums apart, under the others', () => {
    const html = render('partials/table', table({ ...spec, totals: [[{ text: 'En total' }, { text: 12 }]] }), { layout: null });
    expect(html).toMatch(/<\/tbody>\s*<tfoot>\s*<tr>\s*<th scope="row"><span>En total<\/span><\/th>\s*<td class="numeric" data-label="Horas"><span>12<\/span><\/td>\s*<\/tr>\s*<\/tfoot>/);
    expect(render('partials/table', table(spec), { layout: null })).not.toContain('<tfoot>');
  });

  it('says what it will hold when it is empty', () => {
    const html = render('partials/table', table({ ...spec, rows: [], empty: { title: 'Nadie todavía' } }), { layout: null });
    expect(html).toContain('Nadie todavía');
    expect(html).not.toContain('<table');
  });
});

describe('the pages of a list', () => {
  const numbers = (page: number, total: number): string => pagination(t, { page, pageSize: 50, total, url }).pages
    .map(({ number, current, gap }) => (gap ? '…' : current ? `(${number})` : String(number))).join(' ');

  it.each([
    [1, 615, '(1) 2 … 13'], [2, 615, '1 (2) 3 … 13'], [4, 615, '1 … 3 (4) 5 … 13'], [13, 615, '1 … 12 (13)'], [2, 100, '1 (2)'], [1, 50, ''], [1, 0, ''],
  ])('from page %i of %i entries: %s', (page, total, shown) => {
    expect(numbers(page, total)).toBe(shown);
  });

  it('says which entries are shown', () => {
    expect(pagination(t, { page: 13, pageSize: 50, total: 615, url })).toMatchObject({ words: 'Del 601 al 615, de 615', previous: url(12), next: null });
    expect(pagination(t, { page: 1, pageSize: 50, total: 7, url }).words).toBe('7 en total');
  });
});

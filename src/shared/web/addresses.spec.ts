import { addressWith, askedFields, pageNamed } from './addresses.js';

describe('the address of a list', () => {
  it.each([
    [{}, '/people'],
    [{ q: '', kind: null, page: undefined }, '/people'],
    [{ q: 'rosa ñ', page: 2 }, '/people?q=rosa+%C3%B1&page=2'],
    [{ q: 'a&b=c' }, '/people?q=a%26b%3Dc'],
    [{ cents: 0 }, '/people?cents=0'],
  ])('asks %j', (query, address) => {
    expect(addressWith('/people', query)).toBe(address);
  });

  it('asks something as well', () => {
    expect(addressWith('/people?q=rosa', { as: 'pdf' })).toBe('/people?q=rosa&as=pdf');
  });

  it('does not name the first page', () => {
    expect([pageNamed(1), pageNamed(2)]).toEqual([null, 2]);
  });

  it('is asked again by a form', () => {
    expect(askedFields('/people?q=rosa+%C3%B1&page=2')).toEqual([{ name: 'q', value: 'rosa ñ' }, { name: 'page', value: '2' }]);
    expect(askedFields('/people')).toEqual([]);
  });
});

import { readWishes, wishesQuery } from './asked-wishes.js';

describe('the wishes of an address', () => {
  it.each([
    [{}, { topic: null, wishes: {}, from: null, day: null }, ''],
    [{ with: 'female' }, { topic: null, wishes: { sex: 'female' }, from: null, day: null }, '?with=female'],
    [
      { topic: 'email', part: 'morning', from: '2026-11-25' }, { topic: 'email', wishes: { part: 'morning' }, from: '2026-11-25', day: null },
      '?topic=email&part=morning&from=2026-11-25',
    ],
    [{ part: 'evening', language: 'quechua' }, { topic: null, wishes: { part: 'evening', language: 'quechua' }, from: null, day: null }, '?part=evening&language=quechua'],
    [{ language: 'spanish' }, { topic: null, wishes: {}, from: null, day: null }, ''],
    [{ part: 'morning', day: '2026-11-26' }, { topic: null, wishes: { part: 'morning' }, from: null, day: '2026-11-26' }, '?part=morning'],
    [{ topic: 'cooking', with: ['female'], part: 'noon', from: '2026-02-31', day: 'hoy' }, { topic: null, wishes: {}, from: null, day: null }, ''],
  ])('%j', (query, asked, address) => {
    expect(readWishes(query)).toEqual(asked);
    expect(wishesQuery(readWishes(query))).toBe(address);
  });

  it('take more, and lose what is taken off', () => {
    const asked = readWishes({ with: 'female', part: 'morning' });
    expect(wishesQuery(asked, { part: null, from: '2026-12-01' })).toBe('?with=female&from=2026-12-01');
  });
});

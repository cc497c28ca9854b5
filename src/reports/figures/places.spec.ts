import { placesIn } from './places.js';

describe('the places of organisations', () => {
  it('stand once each, as Spanish sorts, a sector with its district', () => {
    expect(placesIn([
      { district: 'Villa El Salvador', sector: '10' }, { district: 'Ñaña', sector: null }, { district: 'Villa El Salvador', sector: '2' }, { district: 'Villa El Salvador', sector: '2' },
      { district: null, sector: 'Norte' }, { district: '', sector: '' }, { district: 'Ocoña', sector: null },
    ])).toEqual({ districts: ['Ñaña', 'Ocoña', 'Villa El Salvador'], sectors: ['Norte', 'Villa El Salvador · 2', 'Villa El Salvador · 10'] });
  });
});

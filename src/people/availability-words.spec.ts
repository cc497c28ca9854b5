import fc from 'fast-check';
import type { Band } from '../shared/kernel/availability.js';
import { ALWAYS, availabilityOf, BANDS, bandsOf, fromBands } from '../shared/kernel/availability.js';
import { readAvailability } from './availability-words.js';

const evenings = BANDS.evenings;

describe('readAvailability', () => {
  it.each([
    ['L-M-V mañana', BANDS['mwf-morning']],
    ['L-M-V mañana, L-M-V tarde', BANDS['mwf-morning'] | BANDS['mwf-afternoon']],
    ['Ma-J tarde, Sábado tarde', BANDS['tt-afternoon'] | BANDS['sat-afternoon']],
    ['Domingo mañana, noches', BANDS['sun-morning'] | evenings],
    ['NOCHES', evenings],
    ['Ma-J mañana, noches', BANDS['tt-morning'] | evenings],
    ['lunes, miércoles y viernes por la mañana', BANDS['mwf-morning']],
    ['M-J tarde', BANDS['tt-afternoon']],
    ['L-M-V mañana, tarde', BANDS['mwf-morning'] | BANDS['mwf-afternoon']],
    ['lunes a viernes en las mañanas', availabilityOf([1, 2, 3, 4, 5], 'morning')],
    ['L-V tarde', availabilityOf([1, 2, 3, 4, 5], 'afternoon')],
    ['lunes y viernes tarde', availabilityOf([1, 5], 'afternoon')],
    ['L-M-M-J-V mañana', availabilityOf([1, 2, 3, 4, 5], 'morning')],
    ['fines de semana mañana y tarde', availabilityOf([6, 7], 'morning') | availabilityOf([6, 7], 'afternoon')],
    ['sábados', availabilityOf([6], 'morning') | availabilityOf([6], 'afternoon') | availabilityOf([6], 'evening')],
    ['sábados; domingo mañana', availabilityOf([6], 'morning') | availabilityOf([7], 'morning')],
    ['siempre', ALWAYS],
    ['Cualquier hora', ALWAYS],
    ['mwf-morning', BANDS['mwf-morning']],
  ])('%s', (text, bits) => {
    expect(readAvailability([text])).toEqual({ ok: true, value: bits });
  });

  it('is null when nobody asked', () => {
    expect(readAvailability([])).toEqual({ ok: true, value: null });
    expect(readAvailability([''])).toEqual({ ok: true, value: null });
  });

  it.each([['cuando pueda', 'cuando pueda'], ['M tarde', 'M tarde'], ['Sábado tarde, de 9 a 12', 'de 9 a 12'], ['constructor', 'constructor']])(
    'refuses %s and names %s', (text, words) => {
      expect(readAvailability([text]))
        .toEqual({ ok: false, refusal: { reason: 'people:refusals.availability-unknown', params: { words } } });
    });

  it('reads the codes of bands as the form sends them', () => {
    const bands = fc.uniqueArray(fc.constantFrom(...Object.keys(BANDS) as Band[]), { minLength: 1 });
    fc.assert(fc.property(bands, (chosen) => {
      const reading = readAvailability(chosen);
      expect(reading).toEqual({ ok: true, value: fromBands(chosen) });
      expect(bandsOf(fromBands(chosen)).sort()).toEqual([...chosen].sort());
    }));
  });
});

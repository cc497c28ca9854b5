import { translator } from '../../shared/web/i18n.js';
import { MOST_YEARS, readPeriod, yearUntil } from './period-rules.js';

const TODAY = '2026-11-26';
const t = translator('es');

it.each([
  ['2026-01-01', '2026-06-30', '2026-01-01', '2026-06-30'],
  ['01/04/2011', '31/03/2013', '2011-04-01', '2013-03-31'],
  ['2026-11-26', '2026-11-26', TODAY, TODAY],
  ['2016-11-27', TODAY, '2016-11-27', TODAY],
])('%s to %s is read', (from, to, first, last) => expect(readPeriod(from, to, TODAY)).toEqual({ ok: true, value: { from: first, to: last } }));

it.each([
  ['', '2026-06-30', 'Escriba desde y hasta qué día'],
  ['2026-02-31', '2026-06-30', 'Ese día no se entiende. Escriba día/mes/año, como 01/04/2026.'],
  ['2026-07-01', '2026-06-30', 'El periodo termina antes de empezar: ponga primero el día más antiguo'],
  ['2026-01-01', '2026-11-27', 'El periodo no puede terminar después de hoy, 26/11/2026'],
  ['2016-11-26', TODAY, `El periodo es demasiado largo: puede durar hasta ${MOST_YEARS} años`],
  ['1000-01-01', '2999-12-31', 'El periodo no puede terminar después de hoy, 26/11/2026'],
])('«%s» to «%s» is refused: %s', (from, to, words) => {
  const reading = readPeriod(from, to, TODAY);
  expect(reading.ok ? reading.value : t(reading.refusal.reason, reading.refusal.params)).toBe(words);
});

it.each([[TODAY, '2025-11-27'], ['2028-02-29', '2027-03-01']])('the year until %s begins on %s', (today, from) => expect(yearUntil(today)).toEqual({ from, to: today }));

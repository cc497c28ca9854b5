import { instantAt } from '../kernel/local-date.js';
import { weekdaysMask } from '../kernel/weekdays.js';
import { dateWords, dayWords, hoursWords, listWords, momentWords, monthWords, spanWords, weekdaysWords } from './date-words.js';
import { translator } from './i18n.js';

const t = translator('es');

describe('dates in words', () => {
  it.each([
    ['a day of this year', dayWords(t, '2026-11-23', '2026-01-01'), 'lunes 23 de noviembre'],
    ['a day of another year', dayWords(t, '2026-11-01', '2027-01-01'), 'domingo 1 de noviembre de 2026'],
    ['a date', dateWords(t, '2026-09-05'), '5 de setiembre de 2026'],
    ['a month', monthWords(t, '2026-11-23'), 'noviembre de 2026'],
    ['a week', spanWords(t, '2026-11-23', '2026-11-29'), 'del 23 al 29 de noviembre de 2026'],
    ['a week of two months', spanWords(t, '2026-11-30', '2026-12-06'), 'del 30 de noviembre al 6 de diciembre de 2026'],
    ['a week of two years', spanWords(t, '2026-12-28', '2027-01-03'), 'del 28 de diciembre de 2026 al 3 de enero de 2027'],
    ['one weekday', weekdaysWords(t, weekdaysMask([6])), 'sábados'],
    ['three weekdays', weekdaysWords(t, weekdaysMask([5, 1, 3])), 'lunes, miércoles y viernes'],
    ['before a word with i', listWords(t, ['Eficacia', 'Impacto']), 'Eficacia e Impacto'],
    ['before a word that begins as with y', listWords(t, ['agua', 'hielo']), 'agua y hielo'],
    ['hours', hoursWords(t, '09:00', '11:00'), '09:00 a 11:00'],
    ['a moment', momentWords(instantAt('2026-11-23', '10:05')), '23/11/2026, 10:05'],
    ['in English', dayWords(translator('en'), '2026-11-23'), 'Monday 23 November'],
  ])('%s', (_, said, words) => {
    expect(said).toBe(words);
  });
});

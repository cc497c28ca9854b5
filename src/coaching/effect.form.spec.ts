import { readEffectDays } from './effect.form.js';

const TODAY = '2026-11-23';
const usual = { from: '2025-11-24', to: TODAY };

it.each([
  ['nothing', {}, usual, { from: '24/11/2025', to: '23/11/2026' }, []],
  ['one day', { from: '1/11/2026' }, { from: '2026-11-01', to: TODAY }, { from: '01/11/2026', to: '23/11/2026' }, []],
  ['an empty day', { from: '', to: '2026-10-31' }, { from: '2025-11-24', to: '2026-10-31' }, { from: '24/11/2025', to: '31/10/2026' }, []],
  ['what is no day', { from: 'nunca' }, usual, { from: 'nunca', to: '23/11/2026' }, ['from']],
  ['the end first', { from: '2/11/2026', to: '1/11/2026' }, usual, { from: '2/11/2026', to: '1/11/2026' }, ['to']],
])('reads the days of the effect: %s', (_name, query, days, values, faults) => {
  const { form, ...read } = readEffectDays(query, TODAY);
  expect([read, form.values, form.faults.map(({ field }) => field)]).toEqual([days, values, faults]);
});

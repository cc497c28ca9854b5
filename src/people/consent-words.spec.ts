import { readConsent } from './consent-words.js';

const TODAY = '2026-11-23';

it.each<[string, string, object | null | 'unreadable']>([
  ['', '', null],
  ['No', '', null],
  ['no', '20/11/2026', null],
  ['Sí', '', { how: 'signed', givenOn: TODAY }],
  ['X', '', { how: 'signed', givenOn: TODAY }],
  ['FIRMÓ', '20/11/2026', { how: 'signed', givenOn: '2026-11-20' }],
  ['de palabra', '2026-11-20', { how: 'spoken', givenOn: '2026-11-20' }],
  ['20/11/2026', '', { how: 'signed', givenOn: '2026-11-20' }],
  ['', '20/11/2026', { how: 'signed', givenOn: '2026-11-20' }],
  ['Sí', '31/02/2026', 'unreadable'],
  ['Sí', '24/11/2026', 'unreadable'],
  ['quizás', '', 'unreadable'],
])('%j and %j', (way, day, expected) => {
  const read = readConsent(way, { day, contact: '' }, TODAY);
  if (expected === 'unreadable') expect(read.ok).toBe(false);
  else if (expected === null) expect(read).toEqual({ ok: true, value: null });
  else expect(read).toMatchObject({ ok: true, value: { ...expected, textVersion: '1', covers: ['training', 'reports'] } });
});

it('covers calls where the list says so', () => {
  expect(readConsent('Sí', { day: '', contact: 'Sí' }, TODAY)).toMatchObject({ value: { covers: ['training', 'reports', 'contact'] } });
  expect(readConsent('Sí', { day: '', contact: 'No' }, TODAY)).toMatchObject({ value: { covers: ['training', 'reports'] } });
});

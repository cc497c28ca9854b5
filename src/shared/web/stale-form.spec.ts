import { formatSoles } from '../kernel/money.js';
import { StaleEdit } from '../kernel/refusal.js';
import { emptyForm, field, type Field } from './fields.js';
import { translator } from './i18n.js';
import { problemOf, problemView } from './problems.js';
import { differenceOf, staleView } from './stale-form.js';

const t = translator('es');

it.each([
  ['the same', 'Ana', 'Ana', []], ['nothing both times', '', '', []], ['another', 'Ana', 'Rosa', [{ label: 'Nombre', current: 'Ana', attempted: 'Rosa' }]],
  ['put', '', 'Rosa', [{ label: 'Nombre', current: '—', attempted: 'Rosa' }]], ['taken away', 'Ana', '', [{ label: 'Nombre', current: 'Ana', attempted: '—' }]],
])('says both values of a field: %s', (_name, current, attempted, differences) => {
  expect(differenceOf('Nombre', current, attempted)).toEqual(differences);
});

it('compares a form with the same form as it would be filled in now', () => {
  const fieldsOf = (phone: string): Field[] => ['name', 'phone'].map((name) => (
    field(emptyForm({ name: 'Ana', phone }), t, { name, type: 'text', label: `web:stale-fields.${name}` })));
  expect(staleView(t, fieldsOf('912 345 678'), fieldsOf('')).differences).toEqual([
    { label: t('web:stale-fields.phone'), current: '—', attempted: '912 345 678' }]);
});

it('says on a page without the form what has a name, in the words of people', () => {
  const stale = new StaleEdit(
    { name: 'Lima', feeCents: 1_000, startsOn: '2026-11-23', note: null, closed: false, version: 3 },
    { name: 'Lima', feeCents: 2_000, startsOn: '2026-11-24', note: '', closed: true, version: 2 });
  const request = { requestId: 'r', get: () => undefined, headers: {} } as never;
  expect(problemView(problemOf(stale), t, request).differences).toEqual([
    { label: 'Cuota', current: formatSoles(1_000), attempted: formatSoles(2_000) }, { label: 'Empieza el', current: '23/11/2026', attempted: '24/11/2026' },
    { label: 'El centro cierra', current: 'No', attempted: 'Sí' },
  ]);
});

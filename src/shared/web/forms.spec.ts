import { z } from 'zod';
import { Refused } from '../kernel/refusal.js';
import { date, line, optionalLine, several, soles, ticked, timeOfDay, whole } from './form-schemas.js';
import { field } from './fields.js';
import { failedView, parseForm, refusalsToForm } from './forms.js';
import { translator } from './i18n.js';

const t = translator('es');

const schema = z.object({
  surnames: line(10, 'accounts:errors.display-name'),
  email: optionalLine(20),
  note: z.string().optional(),
  password: z.string().optional(),
  marks: z.record(z.string(), z.object({ minutes: whole(0, 240) })).optional(),
  days: several(['mon', 'tue']),
  agree: ticked(),
});

describe('forms', () => {
  it('are tidied, with empty answers left out', () => {
    const parsed = parseForm(schema, { surnames: '  Quispe  ', email: ' ', note: ' a \n\n  b  c ', password: '  two  spaces ', days: 'mon', _key: 'x' });
    expect(parsed).toEqual({
      ok: true, value: { surnames: 'Quispe', email: null, note: 'a\n\nb c', password: '  two  spaces ', days: ['mon'], agree: false },
    });
  });

  it('say once that a page came in incomplete where what it carries hidden is missing or spoilt', () => {
    const carried = z.object({ name: line(10), version: whole(1, 9_999), personVersion: whole(1, 9_999) });
    for (const body of [{ name: 'Rosa' }, { name: 'Rosa', version: 'x', personVersion: '31/02/2026' }]) {
      const parsed = parseForm(carried, body);
      if (parsed.ok) throw new Error('it should fail');
      expect(failedView(parsed.form, t)).toMatchObject({
        errors: {}, summary: [{ href: '', text: 'Esta página llegó incompleta y no se guardó nada. Vuelva a abrirla y envíela otra vez.' }],
      });
    }
  });

  it('that fail keep what was typed but no secrets, and say what is wrong at each field', () => {
    const parsed = parseForm(schema, { surnames: ' x😀 ', password: 'secret', newPin: '1234', marks: { a1: { minutes: '300' } }, days: ['mon', 'sun'], _key: 'k' });
    if (parsed.ok) throw new Error('it should fail');
    expect(parsed.form.values).toEqual({ surnames: ' x😀 ', 'marks[a1][minutes]': '300', days: ['mon', 'sun'] });
    const view = failedView(parsed.form, t);
    expect(view.errors).toEqual({
      surnames: 'Use solo letras, números y signos, sin dibujos',
      'marks[a1][minutes]': 'Escriba 240 o menos',
      days: 'Esa opción no está en la lista',
    });
    expect(view.summary[0]).toMatchObject({ href: '#surnames', text: view.errors.surnames });
  });

  it('say which field, where two have the same fault', () => {
    const fault = (name: string): { field: string; reason: string } => ({ field: name, reason: 'people:refusals.name-characters' });
    const view = failedView({ values: {}, faults: [fault('surnames'), fault('givenNames'), { field: 'phone', reason: 'accounts:errors.display-name' }] }, t);
    for (const name of ['surnames', 'givenNames', 'phone']) field(view, t, { name, label: `people:fields.${name}` });
    expect(view.summary.map(({ text }) => text.slice(0, 22))).toEqual(['Apellidos: el nombre l', 'Nombres: el nombre lle', 'Escriba el nombre y lo']);
  });

  it('name in the summary the field that a message fits as it fits any other', () => {
    const view = failedView({ values: {}, faults: [
      { field: 'birth', reason: 'web:errors.required' }, { field: 'phone', reason: 'web:errors.required' }, { field: 'pin', reason: 'accounts:refusals.pin-easy' },
    ] }, t);
    const [birth] = ['birth', 'phone', 'pin'].map((name) => field(view, t, { name, label: name === 'birth' ? 'people:merge.title' : 'people:fields.phone' }));
    expect(view.summary.map(({ text }) => text)).toEqual([
      '¿Son la misma persona? Falta este dato', 'Celular: falta este dato', 'Ese PIN es fácil de adivinar. Elija otro.',
    ]);
    expect(birth?.error).toBe('Falta este dato');
  });

  it('say of a field the first thing that is wrong, and every other that stands besides it', () => {
    const [easy, reused, missing] = ['accounts:refusals.pin-easy', 'web:errors.date', 'web:errors.required'] as const;
    const view = failedView({ values: {}, faults: [
      { field: 'pin', reason: easy }, { field: 'pin', reason: missing }, { field: 'pin', reason: reused, besides: true }, { field: 'pin', reason: easy, besides: true },
    ] }, t);
    expect(view.errors).toEqual({ pin: `Ese PIN es fácil de adivinar. Elija otro. ${t(reused)}` });
    expect(view.summary.map(({ href, text }) => [href, text])).toEqual([['#pin', 'Ese PIN es fácil de adivinar. Elija otro.'], ['#pin', t(reused)]]);
  });

  it('say what is missing in the words of the schema', () => {
    const parsed = parseForm(schema, undefined);
    expect(!parsed.ok && failedView(parsed.form, t).errors).toEqual({ surnames: 'Escriba el nombre y los apellidos' });
  });

  it('are shown again for what the rules refused', () => {
    const refused = new Refused(
      { field: 'pin', reason: 'accounts:refusals.pin-easy', href: '/help/pins' }, { reason: 'accounts:refusals.password-short', params: { minimum: 10 } });
    expect(failedView(refusalsToForm(refused, { name: 'Ana', pin: '1234' }), t)).toEqual({
      values: { name: 'Ana' },
      errors: { pin: 'Ese PIN es fácil de adivinar. Elija otro.' },
      links: { pin: '/help/pins' },
      summary: [
        { href: '#pin', text: 'Ese PIN es fácil de adivinar. Elija otro.' },
        { href: '', text: 'La contraseña debe tener al menos 10 letras o números' },
      ],
    });
  });

  it.each<[string, z.ZodType, string | undefined, unknown]>([
    ['a date', date(), '22/11/1958', '1958-11-22'],
    ['a date that is none', date(), '31/02/2026', 'web:errors.date'],
    ['a time', timeOfDay(), '9:05', '09:05'],
    ['noon', timeOfDay(), '12pm', '12:00'],
    ['midnight', timeOfDay(), '12am', '00:00'],
    ['a time of thirteen in the afternoon', timeOfDay(), '13pm', 'web:errors.time'],
    ['a time of three digits', timeOfDay(), '930', '09:30'],
    ['a time in words', timeOfDay(), 'nueve', 'web:errors.time'],
    ['a time that is none', timeOfDay(), '25:00', 'web:errors.time'],
    ['an amount', soles(), 'S/ 10.5', 1_050],
    ['an amount that is none', soles(), 'diez', 'web:errors.money'],
    ['an amount below nothing', soles(), 'S/ -1', 'web:errors.money-negative'],
    ['an amount of three decimals', soles(), '10,005', 'web:errors.money-decimals'],
    ['a number', whole(1, 20), '20', 20],
    ['a number in letters', whole(1, 20), 'veinte', 'web:errors.whole'],
    ['a number too many', whole(1, 20), '21', 'web:errors.too-big'],
    ['three hundred letters', line(100), 'x'.repeat(300), 'web:errors.too-long'],
    ['nothing', line(100), undefined, 'web:errors.required'],
  ])('read %s', (_, field, typed, expected) => {
    const parsed = parseForm(z.object({ field }), { field: typed });
    expect(parsed.ok ? parsed.value.field : parsed.form.faults[0]?.reason).toEqual(expected);
  });
});

it.each([
  ...['9', '9am', '9 a. m.', '09.00', '0900', '9h', '9:00 AM'].map((text) => ({ text, time: '09:00' })),
  ...['8pm', '20', '8:00 p.m.', '20 hrs'].map((text) => ({ text, time: '20:00' })),
])('reads the time $text', ({ text, time }) => {
  expect(timeOfDay().parse(text)).toBe(time);
});

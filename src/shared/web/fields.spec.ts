import { emptyForm, field } from './fields.js';
import { translator } from './i18n.js';
import { render } from './view-engine.js';

const t = translator('es');
const failed = {
  values: { surnames: 'Quispe', often: 'never', when: ['morning', 'evening'], password: 'secreta' },
  errors: { surnames: 'Escriba los apellidos', often: 'Elija una respuesta' },
  summary: [],
};
const choices = [{ value: 'never', label: 'Nunca' }, { value: 'daily', label: 'A diario' }];

describe('a field', () => {
  it('keeps what was typed and ties its hint and error to the control', () => {
    const view = field(failed, t, { name: 'surnames', label: 'styleguide:fields.surnames', hint: 'styleguide:fields.surnamesHint' });
    expect(view).toMatchObject({ id: 'surnames', value: 'Quispe', error: 'Escriba los apellidos', describedBy: 'surnames-hint surnames-error' });
    const html = render('partials/form/field', view, { layout: null });
    expect(html).toContain('<label class="field__label" for="surnames">Apellidos</label>');
    expect(html).toMatch(/<input class="input" type="text" id="surnames" name="surnames" aria-describedby="surnames-hint surnames-error" aria-invalid="true"\s+value="Quispe"/);
    expect(html).toContain('id="surnames-error"');
  });

  it('shows what stands there before anybody typed', () => {
    expect(field(emptyForm(), t, { name: 'fee', type: 'money', label: 'styleguide:fields.fee', value: '10.00' }).value).toBe('10.00');
    expect(field(emptyForm({ fee: '5' }), t, { name: 'fee', type: 'money', label: 'styleguide:fields.fee', value: '10.00' }).value).toBe('5');
  });

  it('never sends a password or a PIN back', () => {
    expect(field(failed, t, { name: 'password', type: 'password', label: 'styleguide:fields.password' }).value).toBe('');
  });

  it('checks the choices that were made; the first one answers to the field\'s own name', () => {
    const view = field(failed, t, { name: 'often', type: 'radios', label: 'styleguide:fields.often', choices });
    expect(view.options).toMatchObject([{ id: 'often', checked: true }, { id: 'often-2', checked: false }]);
    const html = render('partials/form/field', view, { layout: null });
    expect(html).toContain('<fieldset');
    expect(html).toContain('<input class="choice__input" type="radio" id="often" name="often" value="never" checked>');
  });

  it('is a single box for yes', () => {
    const html = render('partials/form/field', field(emptyForm({ agree: 'yes' }), t, { name: 'agree', type: 'checkbox', label: 'styleguide:fields.agree' }), { layout: null });
    expect(html).toMatch(/type="checkbox" id="agree" name="agree"\s+value="yes" checked/);
  });

  it('brings the keyboard and the hint that its kind needs', () => {
    expect(field(emptyForm(), t, { name: 'birth', type: 'date', label: 'styleguide:fields.birth' }))
      .toMatchObject({ inputmode: 'numeric', hint: 'Día, mes y año. Por ejemplo: 22/11/2026', inputType: 'text' });
    expect(field(emptyForm(), t, { name: 'pin', type: 'pin', label: 'styleguide:fields.pin' })).toMatchObject({ inputmode: 'numeric', inputType: 'password' });
  });

  it('can be the heading of a page with one question', () => {
    const html = render('partials/form/field', field(emptyForm(), t, { name: 'often', type: 'radios', label: 'styleguide:fields.often', choices, asHeading: true }), { layout: null });
    expect(html).toMatch(/<legend[^>]*><h1/);
  });
});

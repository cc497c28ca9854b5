import { isWeakPin, passwordRefusals, pinRefusals, readLoginName } from './secret-rules.js';

describe('passwords', () => {
  it.each([
    ['corta', ['password-short']],
    ['x'.repeat(201), ['password-long']],
    ['1234567890', ['password-easy']],
    ['aaaaaaaaaaaa', ['password-easy']],
    ['Contraseña2026', ['password-easy']],
    ['rquispe2026!', ['password-easy']],
    ['cuatro palabras muy largas', []],
    ['Contraseña larga del telar azul', []],
  ])('%s → %j', (password, reasons) => {
    expect(passwordRefusals(password, ['rquispe']).map(({ reason }) => reason.split('.')[1])).toEqual(reasons);
  });
});

describe('PINs', () => {
  it.each(['1111', '1234', '98765', '1212', '121212', '000000'])('%s is weak', (pin) => expect(isWeakPin(pin)).toBe(true));
  it.each(['1357', '2580', '1231', '401928'])('%s is good', (pin) => expect(pinRefusals(pin)).toEqual([]));
  it.each(['123', '1234567', '12a4', ''])('%j is none', (pin) => {
    expect(pinRefusals(pin)).toMatchObject([{ reason: 'accounts:refusals.pin-form' }]);
  });
});

describe('names to sign in with', () => {
  it.each([['  RQuispe ', 'rquispe'], ['josé.peña', 'jose.pena'], ['ab', null], ['con espacio', null], ['-x1y', null]])('%j → %j', (typed, kept) => {
    expect(readLoginName(typed)).toBe(kept);
  });
});

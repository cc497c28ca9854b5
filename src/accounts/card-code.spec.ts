import fc from 'fast-check';
import { codeFrom, readCode, spacedCode } from './card-code.js';

const codes = fc.uint8Array({ minLength: 7, maxLength: 7 }).map(codeFrom);

describe('codes on paper', () => {
  it('are read however they are typed', () => {
    fc.assert(fc.property(codes, (code) => {
      expect(readCode(code)).toBe(code);
      expect(readCode(` ${spacedCode(code).toLowerCase()} `)).toBe(code);
      expect(readCode(code.replace(/0/g, 'o').replace(/1/g, 'l'))).toBe(code);
    }));
  });

  it('show a wrong character', () => {
    fc.assert(fc.property(codes, fc.nat(7), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (code, at, other) => {
      fc.pre(code[at] !== other);
      expect(readCode(code.slice(0, at) + other + code.slice(at + 1))).toBeNull();
    }));
  });

  it('show two neighbours that were swapped', () => {
    fc.assert(fc.property(codes, fc.nat(6), (code, at) => {
      fc.pre(code[at] !== code[at + 1]);
      expect(readCode(`${code.slice(0, at)}${code[at + 1]}${code[at]}${code.slice(at + 2)}`)).toBeNull();
    }));
  });

  it.each(['', 'ABC', 'UUUU-UUUU', '123456789', '¿?'])('are not made of %j', (text) => {
    expect(readCode(text)).toBeNull();
  });
});

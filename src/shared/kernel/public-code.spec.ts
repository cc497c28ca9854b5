import fc from 'fast-check';
import { publicCodeFrom, readPublicCode, spacedPublicCode } from './public-code.js';

describe('the code of a public page', () => {
  it('is read back from however it was written', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 20 }), (bytes) => {
      const code = publicCodeFrom(bytes);
      const typed = spacedPublicCode(code).toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l');
      expect(readPublicCode(typed)).toBe(code);
    }));
  });

  it.each(['', 'ABCD', 'ABCD-EFGH-JKMN-PQRU', '../../etc/passwd', '0'.repeat(17), '0'.repeat(5_000)])('%j is none', (text) => {
    expect(readPublicCode(text)).toBeNull();
  });
});

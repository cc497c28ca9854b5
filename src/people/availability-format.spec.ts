import fc from 'fast-check';
import { ALWAYS } from '../shared/kernel/availability.js';
import { splitAvailability, writeAvailability } from './availability-format.js';
import { readAvailability } from './availability-words.js';

it('says bands first, then what is left', () => {
  expect(writeAvailability(0b000_000_000_000_000_000_001)).toBe('lunes mañana');
  expect(splitAvailability(ALWAYS).bands).toHaveLength(8);
});

it('writes what is read back the same', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: ALWAYS }), (available) => {
    expect(readAvailability([writeAvailability(available)])).toEqual({ ok: true, value: available });
  }));
});

import fc from 'fast-check';
import { linesFault } from '../ledger/entry-rules.js';
import { PAYMENT_METHODS, type PaymentMethod } from './payment.entity.js';
import {
  allocate, allocateChosen, changeOf, chosenCharges, operationKey, owedOf, paymentLines, paymentRefusals, shortOfChange, type OpenCharge, type OperationUse, type PaymentAsked, type PaymentGround,
} from './payment-rules.js';

const charge = (id: string, openCents: number, dueOn = '2026-11-30'): OpenCharge => ({ id, openCents, dueOn, chargedAt: 1 });
const open = [charge('b', 1_000, '2026-12-07'), charge('a', 600, '2026-11-30')];
const asked: PaymentAsked = { personId: 'p', cents: 1_000, method: 'cash', chargeIds: [], operationNumber: null, tenderedCents: null, keepRest: false, otherOperation: false };
const ground: PaymentGround = { open, hasTill: true, operationUses: [] };
const used = (method: PaymentMethod): OperationUse => ({ method, receipt: 'VES-000001', paidOn: '2026-11-23', cents: 1_000 });

describe('a payment', () => {
  it.each<[string, Partial<PaymentAsked>, Partial<PaymentGround>, string[]]>([
    ['in cash, for a part of what she owes', {}, {}, []],
    ['of all that she owes', { cents: 1_600 }, {}, []],
    ['of more than she owes', { cents: 1_601 }, {}, ['amount above-owed']],
    ['of more than she owes, the rest kept', { cents: 1_601, keepRest: true }, {}, []],
    ['of more than the chosen charge', { cents: 1_000, chargeIds: ['a'] }, {}, ['amount above-owed']],
    ['of a charge that is open no more', { chargeIds: ['a', 'gone'] }, {}, ['charges charges-changed']],
    ['where she owes nothing', {}, { open: [] }, ['amount nothing-owed']],
    ['of nothing', { cents: 0 }, {}, ['amount nothing']],
    ['of less than nothing', { cents: -500 }, {}, ['amount nothing']],
    ['of a part of a céntimo', { cents: 0.5 }, {}, ['amount nothing']],
    ['of a sum that nobody pays', { cents: 10_000_001, keepRest: true }, {}, ['amount too-much']],
    ['with a larger note', { tenderedCents: 2_000 }, {}, []],
    ['with too little handed over', { tenderedCents: 999 }, {}, ['tendered tendered-short']],
    ['by Yape', { method: 'yape', operationNumber: '0012 345' }, {}, []],
    ['by Yape without its number', { method: 'yape' }, {}, ['operation operation-missing']],
    ['by Plin with signs for a number', { method: 'plin', operationNumber: ' -- ' }, {}, ['operation operation-missing']],
    ['by an operation that paid already', { method: 'transfer', operationNumber: '12345' }, { operationUses: [used('yape'), used('transfer')] }, ['operation operation-used']],
    ['by a number that paid by another method', { method: 'plin', operationNumber: '12345' }, { operationUses: [used('yape')] }, ['otherOperation operation-by-yape']],
    ['by the same number, said to be of another operation', { method: 'plin', operationNumber: '12345', otherOperation: true }, { operationUses: [used('yape')] }, []],
    ['by an operation that paid already, said to be another', { method: 'yape', operationNumber: '12345', otherOperation: true }, { operationUses: [used('yape')] }, ['operation operation-used']],
    ['without an open till', {}, { hasTill: false }, [' no-till']],
    ['with two faults', { cents: 2_000, method: 'yape' }, {}, ['amount above-owed', 'operation operation-missing']],
  ])('%s', (_, change, more, expected) => {
    const refusals = paymentRefusals({ ...asked, ...change }, { ...ground, ...more });
    expect(refusals.map(({ field = '', reason }) => `${field} ${reason.replace('till:refusals.', '')}`)).toEqual(expected);
  });

  it('fills the oldest charge first', () => {
    expect(allocate(1_000, open)).toEqual({ parts: [{ charge: open[1], cents: 600 }, { charge: open[0], cents: 400 }], rest: 0 });
    expect(allocate(400, open).parts).toEqual([{ charge: open[1], cents: 400 }]);
    expect(allocate(2_000, open).rest).toBe(400);
    for (const [cents, list] of [[0, open], [500, []], [500, [charge('settled', 0)]]] as const) expect(allocate(cents, list)).toEqual({ parts: [], rest: cents });
    expect(chosenCharges(open, ['b'])).toEqual([open[0]]);
  });

  it('fills what was chosen, then what else is owed, before anything is credit', () => {
    const [b, a] = open as [OpenCharge, OpenCharge];
    expect(allocateChosen(1_000, open, [b])).toEqual({ parts: [{ charge: b, cents: 1_000 }], rest: 0 });
    expect(allocateChosen(1_300, open, [b])).toEqual({ parts: [{ charge: b, cents: 1_000 }, { charge: a, cents: 300 }], rest: 0 });
    expect(allocateChosen(1_700, open, [b])).toEqual({ parts: [{ charge: b, cents: 1_000 }, { charge: a, cents: 600 }], rest: 100 });
    expect(allocateChosen(700, open, open)).toEqual(allocate(700, open));
  });

  it('leaves no céntimo over and fills no charge twice, whatever is paid and owed', () => {
    const charges = fc.array(fc.record({ openCents: fc.integer({ min: 0, max: 5_000 }), day: fc.integer({ min: 10, max: 28 }) }), { maxLength: 6 })
      .map((list) => list.map(({ openCents, day }, index) => charge(`c${index}`, openCents, `2026-11-${day}`)));
    fc.assert(fc.property(fc.integer({ min: 1, max: 40_000 }), charges, fc.constantFrom(...PAYMENT_METHODS), (cents, list, method) => {
      const { parts, rest } = allocate(cents, list);
      expect(parts.reduce((sum, part) => sum + part.cents, 0) + rest).toBe(cents);
      expect(rest).toBe(Math.max(0, cents - owedOf(list)));
      expect(new Set(parts.map((part) => part.charge.id)).size).toBe(parts.length);
      for (const [index, part] of parts.entries()) {
        expect(part.cents).toBeGreaterThan(0);
        expect(part.cents).toBeLessThanOrEqual(part.charge.openCents);
        // Only the last one may be filled in part.
        if (index < parts.length - 1) expect(part.cents).toBe(part.charge.openCents);
      }
      expect(linesFault({ kind: 'payment', sealed: null, lines: paymentLines(method, cents, rest) })).toBeNull();
    }));
  });

  it.each([[1_000, 2_000, 1_000], [1_000, 1_000, 0], [1_000, null, 0]])('of %s with %s handed over gives %s back', (cents, tenderedCents, back) => {
    expect(changeOf({ cents, tenderedCents })).toBe(back);
  });

  it.each([[2_000, 3_000, null], [10_000, 3_000, 2_000], [4_000, 4_000, null], [4_010, 4_000, 3_000], [null, 1_000, null], [2_000, 500, 0]])('of S/ 10.00 with %s handed over and %s in the drawer then, had %s to give change of', (tenderedCents, inTill, from) => {
    expect(shortOfChange({ cents: 1_000, tenderedCents }, inTill)).toBe(from);
  });

  it.each([['0012 345', '0012345'], ['ab-12', 'AB12'], ['  ', null], [null, null], ['–', null]])('reads the operation %j as %j', (typed, key) => {
    expect(operationKey(typed)).toBe(key);
  });
});

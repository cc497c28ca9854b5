import { CHART } from '../chart.js';
import { linesFault } from '../entry-rules.js';
import { contributionRefusals, giftCents, giftEntry, type Gift } from './contribution-rules.js';
import { GIFT_KINDS, type GiftKind } from './gift-kinds.js';

const money: Gift = { kind: 'money', amountCents: 5_000, accountCode: '1041' };
const inKind = (kind: Exclude<GiftKind, 'money'>, unitValueCents = 1_500): Gift => ({ kind, quantityHundredths: 250, unit: 'horas', unitValueCents });

it('books money where it went, and what came in kind on its account, each by what it is worth', () => {
  expect(giftEntry(money)).toEqual({ kind: 'contribution', lines: [{ account: '1041', cents: 5_000 }, { account: '7511', cents: -5_000 }] });
  for (const kind of GIFT_KINDS.filter((name) => name !== 'money')) {
    const { kind: booked, lines } = giftEntry(inKind(kind));
    expect([booked, lines[0]?.cents, lines[1]]).toEqual(['in-kind', 3_750, { account: '7512', cents: -3_750 }]);
    expect(CHART.find(({ code }) => code === lines[0]?.account)?.inKind).toBe(true);
    expect(linesFault({ kind: booked, lines, sealed: null })).toBeNull();
  }
});

it.each<[Gift, string | null, string | null, string[]]>([
  [money, 'Voucher 12', null, []], [money, null, 'file', []], [money, null, null, ['note']], [inKind('room', 0), 'Acta', null, ['unitValue']],
  [{ ...inKind('room', 999_999_999), quantityHundredths: 9_999_999 } as Gift, 'Acta', null, ['unitValue']],
])('of %j with note %j and file %j: %j', (gift, note, fileId, fields) => {
  expect(contributionRefusals({ gift, note, fileId }).map(({ field }) => field)).toEqual(fields);
});

it('counts hundredths of a unit', () => {
  expect(giftCents(inKind('training-hours', 1_333))).toBe(3_333);
});

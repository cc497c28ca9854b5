import { payoutRefusals, type PayoutGround } from './payout-rules.js';

describe('paying credit out', () => {
  const ground = (more: Partial<PayoutGround> = {}): PayoutGround => ({ credit: 500, seen: 500, inTill: 500, ...more });

  it.each<[string, PayoutGround, string[]]>([
    ['may take the till\'s last céntimo', ground(), []],
    ['needs credit', ground({ credit: 0 }), ['no-credit']],
    ['needs credit even where none was seen', ground({ credit: 0, seen: 0 }), ['no-credit']],
    ['hands back what was seen, not less', ground({ credit: 400 }), ['credit-changed']],
    ['hands back what was seen, not more', ground({ credit: 600, inTill: 900 }), ['credit-changed']],
    ['needs an open till', ground({ inTill: null }), ['payout-needs-till']],
    ['needs a till that holds it', ground({ inTill: 499 }), ['payout-till-low']],
    ['never leaves a till below nothing', ground({ inTill: -1 }), ['payout-till-low']],
  ])('%s', (_, given, expected) => {
    expect(payoutRefusals(given).map(({ reason }) => reason.replace('till:refusals.', ''))).toEqual(expected);
  });
});

import { formatSoles } from '../shared/kernel/money.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { voidRefusals, type VoidGround } from './void-rules.js';

describe('voiding a receipt', () => {
  const ground = (more: Partial<VoidGround> = {}): VoidGround => ({ voided: false, cash: true, cents: 1_000, inTill: 1_000, creditTaken: 0, credit: 0, ...more });
  const refused = (name: string, params: Pick<Refusal, 'params'> = {}): Refusal[] => [{ reason: `receipts:refusals.${name}`, ...params }];

  it.each<[string, VoidGround, Refusal[]]>([
    ['may take the till\'s last céntimo', ground(), []],
    ['needs no till for what was not paid in cash', ground({ cash: false, inTill: null }), []],
    ['takes back the credit that is still there', ground({ creditTaken: 300, credit: 300 }), []],
    ['leaves other credit alone', ground({ creditTaken: 300, credit: 500 }), []],
    ['does not void twice, whatever else is wrong', ground({ voided: true, inTill: null, creditTaken: 300 }), refused('voided')],
    ['says how much of its credit was used', ground({ creditTaken: 300, credit: 100 }), refused('credit-used', { params: { used: formatSoles(200) } })],
    ['asks for the credit before the till, however it was paid', ground({ cash: false, inTill: null, creditTaken: 1 }), refused('credit-used', { params: { used: formatSoles(1) } })],
    ['needs an open till for cash', ground({ inTill: null }), refused('needs-till')],
    ['needs a till that holds it', ground({ inTill: 999 }), refused('till-too-low', { params: { cash: formatSoles(999) } })],
  ])('%s', (_name, given, refusals) => {
    expect(voidRefusals(given)).toEqual(refusals);
  });
});

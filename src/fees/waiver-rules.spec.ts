import { grantRefusals, leftToWaive, requestRefusals } from './waiver-rules.js';

const ground = { openCents: 1000, ceilingCents: 20_000, waivedCents: 0 };

describe('waivers', () => {
  it.each([
    ['in full', 1000, {}, []],
    ['in part', 1, {}, []],
    ['nothing', 0, {}, ['fees:refusals.no-amount']],
    ['less than nothing', -5, {}, ['fees:refusals.no-amount']],
    ['more than is open', 1001, {}, ['fees:refusals.above-open']],
    ['of a charge that is settled', 1, { openCents: 0 }, ['fees:refusals.nothing-open']],
    ['just what the month has left', 1000, { waivedCents: 19_000 }, []],
    ['a céntimo more than the month has left', 1000, { waivedCents: 19_001 }, ['fees:refusals.above-ceiling']],
    ['where nothing may be waived', 1, { ceilingCents: 0 }, ['fees:refusals.above-ceiling']],
    ['where the ceiling was lowered since', 1, { ceilingCents: 500, waivedCents: 900 }, ['fees:refusals.above-ceiling']],
  ])('granted: %s', (_, cents, more, reasons) => {
    expect(grantRefusals(cents, { ...ground, ...more }).map(({ reason }) => reason)).toEqual(reasons);
  });

  it('can be asked for also when the month has nothing left', () => {
    expect(requestRefusals(1000, ground)).toEqual([]);
  });

  it('names what is left', () => {
    expect(grantRefusals(1000, { ...ground, waivedCents: 19_500 })[0]).toMatchObject({ field: 'cents', params: { left: 'S/\u00a05.00', ceiling: 'S/\u00a0200.00' } });
    expect(leftToWaive({ ceilingCents: 500, waivedCents: 900 })).toBe(0);
  });
});

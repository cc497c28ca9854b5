import { linesFault } from '../entry-rules.js';
import { isMadeByHand, openingLines, openingRefusals, transferRefusals } from './move-rules.js';

it.each([['1011', '1041', 0], ['1051', '1051', 1]] as const)('from %s to %s: %i refusals', (from, to, expected) => {
  expect(transferRefusals({ from, to })).toHaveLength(expected);
});

it('opens the books once, with something, and balanced', () => {
  const amounts = [{ account: '1011', cents: 5_000 }, { account: '1041', cents: 1 }] as const;
  expect(linesFault({ kind: 'opening', lines: openingLines({ amounts }), sealed: null })).toBeNull();
  expect(openingLines({ amounts }).at(-1)).toEqual({ account: '5011', cents: -5_001 });
  expect([openingRefusals({ amounts }, false), openingRefusals({ amounts }, true), openingRefusals({ amounts: [] }, false)].map(({ length }) => length)).toEqual([0, 1, 1]);
});

it.each([['opening', 'opening:x', true], ['transfer', 'transfer:x', true], ['transfer', 'till:x', false], ['other-income', 'income:x', true], ['expense', 'expense:x', false], ['reversal', 'transfer:x', false]] as const)(
  'an entry of %s about %s is made by hand: %s', (kind, reference, expected) => {
    expect(isMadeByHand({ kind, reference })).toBe(expected);
  });

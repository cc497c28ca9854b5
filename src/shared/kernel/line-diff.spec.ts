import fc from 'fast-check';
import { changedParts, lineDiff, type DiffLine } from './line-diff.js';

const signs = { same: ' ', removed: '-', added: '+' };
const shown = (lines: readonly DiffLine[]): string[] => lines.map(({ kind, text }) => `${signs[kind]}${text}`);

describe('two texts line by line', () => {
  it.each([
    ['alike', 'a b c', 'a b c', ' a| b| c'],
    ['a line changed', 'a b c', 'a x c', ' a|-b|+x| c'],
    ['a line more', 'a c', 'a b c', ' a|+b| c'],
    ['a line less', 'a b c', 'a c', ' a|-b| c'],
    ['two lines changed places', 'a b', 'b a', '-a| b|+a'],
    ['nothing before', '', 'a b', '+a|+b'],
    ['nothing left', 'a b', '', '-a|-b'],
    ['both empty', '', '', ''],
    ['the same line again', 'a a', 'a a a', ' a| a|+a'],
  ])('%s', (_, before, after, lines) => {
    const of = (text: string): string[] => text.split(' ').filter(Boolean);
    expect(shown(lineDiff(of(before), of(after))).join('|')).toBe(lines);
  });

  it('make each other: what is not added is the old text, what is not removed the new one', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
    fc.assert(fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after);
      expect(lines.filter(({ kind }) => kind !== 'added').map((line) => line.text)).toEqual(before);
      expect(lines.filter(({ kind }) => kind !== 'removed').map((line) => line.text)).toEqual(after);
    }));
  });

  it('are shown where they differ', () => {
    const lines = lineDiff([...'abcdefgh'], [...'abcxefgh']);
    expect(changedParts(lines).map((line) => (line ? shown([line])[0] : '…'))).toEqual(['…', ' c', '-d', '+x', ' e', '…']);
    expect(changedParts(lineDiff(['a'], ['a']))).toEqual([null]);
  });
});

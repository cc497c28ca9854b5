import { pagesIn } from './page-range.js';

describe('pagesIn', () => {
  it.each([
    ['all', [1, 2, 3, 4]], ['2', [2]], ['1-2', [1, 2]], [' 1 - 2 ', [1, 2]], ['1–3', [1, 2, 3]], ['2 a 3', [2, 3]], ['2 to 3', [2, 3]],
    ['1,2', [1, 2]], ['1, 2 y 4', [1, 2, 4]], ['3;1', [1, 3]], ['2,1-2', [1, 2]], ['1-4', [1, 2, 3, 4]],
    ['', null], ['dos', null], ['0', null], ['5', null], ['3-5', null], ['2-1', null], ['1,', null], ['1-2-3', null], ['-1', null], ['999999999', null],
  ])('%j of four', (range, pages) => {
    expect(pagesIn(range, 4)).toEqual(pages);
  });
});

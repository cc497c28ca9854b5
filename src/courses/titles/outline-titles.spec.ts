import { outlineChanges, type OutlinePart } from './outline-titles.js';

const course: OutlinePart = { code: 'C1', title: 'Curso', aim: 'Aprender', ownTitle: null, ownAim: null, discreet: false };
const module: OutlinePart = { code: '1A', title: 'La computadora', aim: 'Usarla', ownTitle: 'La compu', ownAim: null, discreet: false };
const same = { title: 'Curso', aim: 'Aprender' };
const own = { title: 'La compu', aim: 'Usarla' };

describe('what a centre calls the parts of a course', () => {
  it.each([
    ['stays while nothing else is typed', [same, own], []],
    ['is its own words for one part', [{ ...same, title: 'Curso nuestro' }, own], [{ partCode: 'C1', title: 'Curso nuestro', aim: null }]],
    ['is what Minka brings where a field was left empty', [same, { title: null, aim: 'Usarla' }], [{ partCode: '1A', title: null, aim: null }]],
    ['is what Minka brings where her words were typed', [same, { title: 'La computadora', aim: 'Usarla' }], [{ partCode: '1A', title: null, aim: null }]],
    ['changes for several at once', [{ title: 'X', aim: 'Y' }, { title: 'La compu', aim: 'Z' }],
      [{ partCode: 'C1', title: 'X', aim: 'Y' }, { partCode: '1A', title: 'La compu', aim: 'Z' }]],
  ])('%s', (_, wanted, changes) => {
    expect(outlineChanges([course, module], wanted)).toEqual(changes);
  });
});

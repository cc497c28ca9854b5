import { outlineChanges, outlineRefusals, type OutlinePart } from './outline-titles.js';

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

describe('what would tell the topic of a discreet module', () => {
  const discreet: OutlinePart = { ...module, code: '2B', discreet: true };
  const told = (code: string, words: { title?: string; aim?: string }): object[] => (
    outlineRefusals([course, module, discreet], [{ partCode: code, title: null, aim: null, ...words }]).map(({ field, params }) => ({ field, ...params })));

  it.each<[string, string, object, object[]]>([
    ['in its title', '2B', { title: 'Sin violencia' }, [{ field: 'title2', word: 'violencia' }]],
    ['in its aim', '2B', { title: 'Confianza', aim: 'Denunciar a tiempo' }, [{ field: 'aim2', word: 'Denunciar' }]],
    ['in the title of its course', 'C1', { title: 'Voz, y víctimas no' }, [{ field: 'title0', word: 'víctimas' }]],
    ['not in a neutral one', '2B', { title: 'Confianza en casa' }, []],
    ['not in another module', '1A', { title: 'Denuncias por la web' }, []],
  ])('is found %s', (_, code, words, refusals) => {
    expect(told(code, words)).toEqual(refusals);
  });

  it('is nothing in a course without such a module', () => {
    expect(outlineRefusals([course, module], [{ partCode: 'C1', title: 'Contra la violencia', aim: null }])).toEqual([]);
  });
});

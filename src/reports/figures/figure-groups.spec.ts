import { CATALOGUE } from '../indicators/catalogue.js';
import { codesOf, FIGURE_GROUPS } from './figure-groups.js';

it('every indicator of the catalogue stands in one group, and no other', () => {
  const codes = FIGURE_GROUPS.flatMap(codesOf);
  expect([...codes].sort()).toEqual([...CATALOGUE.keys()].sort());
});

import { translator } from '../shared/web/i18n.js';
import { oneMoreWords } from './proposal.presenter.js';

it.each([
  [4, 'Da lugar a 9 personas en un grupo de nivel Inicial; quedan 4 sin lugar.'],
  [1, 'Da lugar a 9 personas en un grupo de nivel Inicial; queda 1 sin lugar.'],
  [0, 'Da lugar a 9 personas en un grupo de nivel Inicial; nadie queda sin lugar.'],
])('one more group that leaves %i without a seat', (left, words) => {
  expect(oneMoreWords(translator('es'), 9, 1, left)).toBe(words);
});

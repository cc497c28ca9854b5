import { emptyForm } from '../shared/web/fields.js';
import { translator } from '../shared/web/i18n.js';
import { MOST_CHANGES_IN_FILE, trailPage, type TrailQuery } from './audit.presenter.js';

const query: TrailQuery = { actor: '', entity: '', record: '', from: '', to: '', page: 1 };
const pageOf = (total: number): object => trailPage({ entries: [], total, names: new Map() }, [], query, emptyForm(), 50, translator('es'));

it('says on the page which entries a file leaves out', () => {
  expect(pageOf(MOST_CHANGES_IN_FILE)).toMatchObject({ cut: null });
  expect(pageOf(MOST_CHANGES_IN_FILE + 1)).toMatchObject({ cut: 'El archivo lleva solo los 1000 cambios más nuevos. Para descargar los demás, elija días.' });
});

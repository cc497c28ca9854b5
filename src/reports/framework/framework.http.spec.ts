import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { Organisation } from '../../organisations/organisation.entity.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { countQueries } from '../../shared/database/query-count.js';
import { StoredFilePart } from '../../shared/files/stored-file-part.entity.js';
import { newId } from '../../shared/kernel/ids.js';
import { BaselineCorrection } from './baseline-correction.entity.js';
import { FrameworkRepository } from './framework.repository.js';
import type { Framework } from './framework.js';
import { IndicatorTarget } from './indicator-target.entity.js';
import { ProjectIndicator } from './project-indicator.entity.js';
import { Project } from './project.entity.js';
import { TypedFigure } from './typed-figure.entity.js';

type Form = Record<string, string | string[] | undefined>;

describe.each(ENGINES)('projects, %s', (engine) => {
  let test: TestApp;
  let keeper: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    keeper = await test.signIn('administrator');
  });
  afterAll(() => test.close());

  const projectForm = (more: Form = {}): Form => ({
    title: 'Red de Democracia Digital', funder: 'UNDEF', reference: 'UDF-1', startsOn: '01/01/2026', endsOn: '31/12/2027', budget: '412500', dollarRate: '3,75', dollarRateOn: '02/01/2026',
    status: 'running', centres: test.centre.id, iatiOrganisation: 'PE-RUC-20123456789', iatiActivity: 'RDD-2026', ...more,
  });
  const sent = async (path: string, form: Form, visitor = keeper): Promise<string> => {
    const answer = await visitor.post(path, form);
    expect([answer.status, answer.status === 303 ? '' : wordsOf(answer)]).toEqual([303, '']);
    return String(answer.headers.location);
  };
  const begin = (more: Form = {}): Promise<string> => sent('/projects', projectForm(more));
  const idIn = (location: string): string => /#r-(.+)$/u.exec(location)?.[1] ?? location.split('/').at(-1) as string;
  const addChain = async (path: string): Promise<{ outcome: string; output: string; activity: string }> => {
    const outcome = idIn(await sent(`${path}/results`, { kind: 'outcome', title: 'Las organizaciones participan' }));
    const output = idIn(await sent(`${path}/results`, { kind: 'output', leadsTo: outcome, title: 'Lideresas capacitadas' }));
    const activity = idIn(await sent(`${path}/results`, { kind: 'activity', leadsTo: output, title: 'Dictar el curso 1' }));
    return { outcome, output, activity };
  };
  const own: Form = { form: 'ratio', title: 'Pedidos respondidos', definition: 'Los respondidos por escrito', unit: 'pedidos', denominator: 'Todos los presentados', source: 'Mesa de partes', level: 'society', criteria: ['impact'] };
  const addOwn = async (path: string, more: Form = {}): Promise<string> => {
    const { output } = await addChain(path);
    return sent(`${path}/results/${output}/indicators`, { ...own, ...more });
  };
  const freeze = (indicator: string, more: Form = {}): Promise<string> => sent(`${indicator}/baseline`, { value: '10 %', on: '31/12/2025', source: 'Diagnóstico', version: '1', ...more });
  const framework = (path: string): Promise<Framework> => test.app.get(FrameworkRepository).framework(idIn(path));

  it('begin empty, with what the funder pays in soles and dollars', async () => {
    const fresh = await test.signIn('coordinator', { centre: await test.addCentre('Vacío') });
    expect(wordsOf(await fresh.get('/projects'))).toContain('Todavía no hay proyectos');
    const path = await begin({ ready: 'none' });
    const words = wordsOf(await keeper.get(path));
    expect(words).toContain('S/ 412,500.00, que son US$ 110,000.00 (a 3.75 soles por dólar, el 02/01/2026)');
    expect(words).toContain('PE-RUC-20123456789-RDD-2026');
    expect(words).toContain('El marco todavía está vacío');
    expect(wordsOf(await keeper.get('/projects'))).toContain('Red de Democracia Digital UNDEF 01/01/2026 al 31/12/2027 En marcha 0 0');
  });

  it.each<[string, Form, string, string]>([
    ['that ends before it begins', { endsOn: '31/12/2025' }, 'endsOn', 'Termina antes de empezar'], ['without a budget', { budget: '' }, 'budget', 'Escriba el presupuesto'],
    ['with a rate of no day', { dollarRateOn: '' }, 'dollarRateOn', 'de qué día'], ['with an odd rate', { dollarRate: 'tres' }, 'dollarRate', 'así: 3.75'],
    ['with an odd IATI code', { iatiOrganisation: '20123456789' }, 'iatiOrganisation', 'PE-RUC-20123456789'], ['with an IATI number that has spaces', { iatiActivity: 'RDD 2026' }, 'iatiActivity', 'sin espacios'],
    ['at no centre', { centres: undefined }, 'centres', 'al menos un centro'], ['with a date that is none', { startsOn: '31/02/2026' }, 'startsOn', 'fecha'],
  ])('are refused %s, and nothing of the form is lost', async (_, more, name, words) => {
    const answer = await keeper.post('/projects', projectForm({ summary: 'Para lideresas', ...more }));
    expect([answer.status, answer.text.includes(`href="#${name}"`), wordsOf(answer).includes(words), answer.text.includes('Para lideresas')]).toEqual([422, true, true, true]);
  });

  it('begin from the ready framework, which is read in four queries and shown in eight at most', async () => {
    const path = await begin({ ready: 'digital-literacy-and-democracy' });
    const words = wordsOf(await keeper.get(path));
    expect(words).toContain('21 líneas de base por fijar');
    expect((await keeper.get(path)).text).toContain(`href="${path}/reports"`);
    const promises = wordsOf(await keeper.get(`${path}/indicators`));
    expect(promises).toContain('Indicador Línea de base Hoy Metas Cómo va');
    expect(promises).toContain('Asistencia al curso 1 Lo calcula Minka. Curso: Curso 1. Personas: Eficacia, Eficiencia 64 % al 31/03/2013');
    expect(promises).toContain('300 personas (01/01/2026 al 31/12/2026); 623 personas desde el inicio (01/01/2027 al 31/12/2027) Sin avance: sigue como en la línea de base Hacia la meta hasta el 31/12/2026');
    expect(promises).toMatch(/Línea de base por fijar/u);
    for (const page of [path, `${path}/indicators`]) expect((await countQueries(() => keeper.get(page))).queries).toBeLessThanOrEqual(8);
    const counted = await countQueries(() => framework(path));
    expect(counted.queries).toBe(4);
    const read = await framework(path);
    expect([read.results.length, read.results.flatMap(({ indicators }) => indicators).length, read.results[0]?.kind, read.results.at(-1)?.kind]).toEqual([23, 21, 'outcome', 'activity']);
    // The list says as many results as the project's own page: outputs and activities are none.
    expect(wordsOf(await keeper.get('/projects'))).toMatch(/ 3 21(?: |$)/u);
    const [indicator] = read.results.flatMap(({ indicators }) => indicators);
    const page = `${path}/indicators/${indicator?.id}`;
    expect((await countQueries(() => keeper.get(page))).queries).toBeLessThanOrEqual(8);
    await freeze(page, { value: '0', on: '01/01/2026' });
    expect(wordsOf(await keeper.get(path))).toContain('20 líneas de base por fijar');
  });

  it('are a chain to which parts are added, moved and taken out', async () => {
    const path = await begin({ ready: 'none' });
    const { outcome, output, activity } = await addChain(path);
    const second = idIn(await sent(`${path}/results`, { kind: 'output', leadsTo: outcome, title: 'Un segundo producto' }));
    const page = wordsOf(await keeper.get(path));
    expect(page).toContain('Dictar el curso 1 lleva a este producto: Producto Lideresas capacitadas');
    expect((await keeper.get(path)).text).toContain(`href="${path}/indicators#r-${activity}"`);
    expect(wordsOf(await keeper.get(`${path}/indicators`))).toContain('Sin indicadores: no se podrá decir si se logró.');
    await sent(`${path}/results/${second}/place`, { direction: 'up' });
    expect((await framework(path)).results.map(({ id }) => id)).toEqual([outcome, second, output, activity]);
    await sent(`${path}/results/${output}`, { leadsTo: outcome, title: 'Lideresas y líderes capacitados', version: '2' });
    const stale = await keeper.post(`${path}/results/${output}`, { leadsTo: outcome, title: 'Otro nombre', version: '1' });
    expect([stale.status, wordsOf(stale).includes('Lideresas y líderes capacitados Otro nombre')]).toEqual([409, true]);
    expect((await keeper.post(`${path}/results/${activity}`, { leadsTo: outcome, title: 'X', version: '1' })).status).toBe(422);
    const orders = idIn(await sent(`${path}/results/${output}/indicators`, own));
    const asked = wordsOf(await keeper.get(`${path}/results/${outcome}/removal`));
    expect(asked).toContain('Producto: Lideresas y líderes capacitados Indicador: Pedidos respondidos');
    expect(asked).toContain('Actividad: Dictar el curso 1');
    await sent(`${path}/results/${outcome}/removal`, {});
    expect((await framework(path)).results).toEqual([]);
    for (const late of [await keeper.get(`${path}/results/${output}/edit`), await keeper.post(`${path}/results/${outcome}/removal`, {}), await keeper.post(`${path}/indicators/${orders}/removal`, {})]) {
      expect([late.status, late.headers.location]).toEqual([303, `${path}/indicators`]);
    }
  });

  it('take an indicator from the catalogue, narrowed, with the catalogue’s words', async () => {
    const path = await begin({ ready: 'none' });
    const { output } = await addChain(path);
    const choice = await keeper.get(`${path}/results/${output}/indicators/new`);
    expect(choice.text).toContain('attendance"');
    await test.unitOfWork.run((tx) => tx.insert(Organisation, [{ id: newId(), centreId: test.centre.id, name: 'Olla', searchName: 'olla', type: 'other', district: 'Lurín', sector: '7', createdAt: tx.now }]), { actor: SYSTEM });
    const form = await keeper.get(`${path}/results/${output}/indicators/new?code=attendance`);
    expect([wordsOf(form).includes('Contar solo: Curso'), ...['Lurín', 'Lurín · 7', 'unknown'].map((place) => form.text.includes(`<option value="${place}"`))]).toEqual([true, true, true, true]);
    const added = await sent(`${path}/results/${output}/indicators`, { code: 'attendance', title: 'Asistencia al curso 1', level: 'individual', criteria: ['effectiveness'], 'by-course': '1', 'by-sex': 'female' });
    expect(await test.dataSource.manager.findOneByOrFail(ProjectIndicator, { id: idIn(added) })).toMatchObject({ code: 'attendance', form: 'ratio', slice: { sex: 'female', course: '1' }, definition: null });
    const page = await keeper.get(added);
    expect(wordsOf(page)).toContain('Minka calcula las cifras de este indicador');
    expect(page.text).toMatch(/href="\/figures\/attendance\?[^"]*sex(?:=|&#x3D;)female/u);
    const odd = await keeper.post(`${path}/results/${output}/indicators`, { code: 'attendance', title: 'X', level: 'individual', criteria: ['effectiveness'], 'by-post': 'mayor' });
    expect([odd.status, wordsOf(odd).includes('no se puede contar así')]).toEqual([422, true]);
    expect((await keeper.get(`${path}/results/${output}/indicators/new?code=none`)).status).toBe(404);
    expect((await keeper.post(`${path}/results/${output}/indicators`, { code: 'none', title: 'X', level: 'individual', criteria: ['impact'] })).status).toBe(404);
    const typed = await keeper.post(`${added}/figures`, { startsOn: '01/01/2026', endsOn: '31/10/2026', value: '5', source: 'Acta' });
    expect([typed.status, wordsOf(typed).includes('no se ingresan a mano')]).toEqual([422, true]);
  });

  it('want a denominator for a percentage', async () => {
    const path = await begin({ ready: 'none' });
    const { output } = await addChain(path);
    const answer = await keeper.post(`${path}/results/${output}/indicators`, { ...own, denominator: '' });
    expect([answer.status, answer.text.includes('href="#denominator"'), answer.text.includes('Los respondidos por escrito')]).toEqual([422, true, true]);
  });

  it('freeze a baseline, which is corrected with a reason that stays', async () => {
    const indicator = await addOwn(await begin({ ready: 'none' }));
    expect(wordsOf(await keeper.get(indicator))).toContain('Sin línea de base');
    const refused = await keeper.post(`${indicator}/targets`, { startsOn: '01/01/2026', endsOn: '31/12/2026', value: '40', counted: 'period' });
    expect([refused.status, wordsOf(refused).includes('Primero ponga la línea de base')]).toEqual([422, true]);
    expect((await keeper.post(`${indicator}/baseline/correction`, { value: '5', on: '31/12/2025', source: 'X', reason: 'Y', version: '1' })).status).toBe(422);
    // Nobody is asked for what would be refused.
    for (const page of ['baseline/correction', 'targets/new']) expect((await keeper.get(`${indicator}/${page}`)).headers.location).toBe(`${indicator}/baseline`);
    await freeze(indicator);
    expect((await keeper.get(`${indicator}/baseline`)).headers.location).toBe(indicator);
    const another = await keeper.post(indicator, { ...own, title: 'Otro nombre', descending: 'yes', version: '2' });
    expect([another.status, wordsOf(another).includes('Lo que se cuenta y qué es mejor ya no cambian'), another.text.includes('Otro nombre')]).toEqual([422, true, true]);
    const again = await keeper.post(`${indicator}/baseline`, { value: '50', on: '31/12/2025', source: 'Otro', version: '2' });
    expect([again.status, wordsOf(again).includes('Alguien ya fijó la línea de base')]).toEqual([422, true]);
    const silent = await keeper.post(`${indicator}/baseline/correction`, { value: '12,5 %', on: '31/12/2025', source: 'Recuento', reason: '', version: '2' });
    expect([silent.status, silent.text.includes('href="#reason"'), silent.text.includes('12,5 %')]).toEqual([422, true, true]);
    await sent(`${indicator}/baseline/correction`, { value: '12,5 %', on: '31/12/2025', source: 'Recuento', reason: 'Faltaban dos organizaciones', version: '2' });
    const words = wordsOf(await keeper.get(indicator));
    expect(words).toContain('12.5 % (al 31/12/2025)');
    expect(words).toContain('10 % (al 31/12/2025) 12.5 % (al 31/12/2025) Recuento Faltaban dos organizaciones Rosa Quispe Huamán, 23/11/2026');
    expect(words).toContain('Fijada por Rosa Quispe Huamán, 23/11/2026');
    const stale = await keeper.post(`${indicator}/baseline/correction`, { value: '15', on: '31/12/2025', source: 'Recuento', reason: 'Otra vez', version: '2' });
    expect([stale.status, wordsOf(stale).includes('12.5 % 15')]).toEqual([409, true]);
    const [kept] = await test.dataSource.manager.findBy(BaselineCorrection, { indicatorId: idIn(indicator) });
    await expect(test.unitOfWork.run((tx) => tx.execute('UPDATE baseline_corrections SET reason = ? WHERE id = ?', ['Nada', kept?.id]), { actor: SYSTEM })).rejects.toThrow(/append-only/u);
  });

  it('set targets by periods that do not meet', async () => {
    const path = await begin({ ready: 'none' });
    const indicator = await addOwn(path);
    await freeze(indicator);
    const target = { startsOn: '01/01/2026', endsOn: '31/12/2026', value: '40 %', counted: 'period' };
    await sent(`${indicator}/targets`, target);
    const { id } = await test.dataSource.manager.findOneByOrFail(IndicatorTarget, { indicatorId: idIn(indicator) });
    for (const [more, words] of [
      [{ startsOn: '31/12/2026', endsOn: '30/06/2027' }, 'Ya hay una meta del 01/01/2026 al 31/12/2026'], [{ startsOn: '01/01/2027', endsOn: '30/06/2026' }, 'Termina antes de empezar'],
      [{ startsOn: '01/01/2027', endsOn: '01/01/2028' }, 'Queda fuera del proyecto'], [{ startsOn: '01/01/2027', endsOn: '30/06/2027', value: '140 %' }, 'va de 0 a 100'],
    ] as const) {
      const answer = await keeper.post(`${indicator}/targets`, { ...target, ...more });
      expect([answer.status, wordsOf(answer).includes(words)]).toEqual([422, true]);
    }
    await sent(`${indicator}/targets/${id}`, { ...target, value: '45,5', version: '1' });
    const stale = await keeper.post(`${indicator}/targets/${id}`, { ...target, value: '60', version: '1' });
    expect([stale.status, wordsOf(stale).includes('45.5 % 60')]).toEqual([409, true]);
    const cut = await keeper.post(path, projectForm({ endsOn: '30/06/2026', version: '1' }));
    expect([cut.status, wordsOf(cut).includes('Hay metas del 01/01/2026 al 31/12/2026')]).toEqual([422, true]);
    expect(wordsOf(await keeper.get(indicator))).toContain('45.5 % solo de esos días');
    await sent(`${indicator}/targets/${id}`, { ...target, value: '45,5', counted: 'start', version: '2' });
    expect(wordsOf(await keeper.get(indicator))).toContain('45.5 % desde el inicio');
    expect(wordsOf(await keeper.get(`${path}/indicators`))).toContain('45.5 % desde el inicio');
    expect(wordsOf(await keeper.get(`${indicator}/targets/${id}/removal`))).toContain('Se quita la meta de 45.5 %');
    const late = await keeper.post(`${indicator}/targets/${id}/removal`, { version: '2' });
    expect([late.status, wordsOf(late).includes('45.5 %')]).toEqual([409, true]);
    await sent(`${indicator}/targets/${id}/removal`, { version: '3' });
    expect(wordsOf(await keeper.get(indicator))).toContain('Sin meta');
    for (const late of [await keeper.get(`${indicator}/targets/${id}/removal`), await keeper.post(`${indicator}/targets/${id}/removal`, { version: '3' })]) {
      expect([late.status, late.headers.location]).toEqual([303, indicator]);
    }
  });

  it('show both values when two administrators change one indicator, and lose nothing', async () => {
    const indicator = await addOwn(await begin({ ready: 'none' }));
    const other = await test.signIn('administrator');
    const form = await other.get(`${indicator}/edit`);
    expect(form.text).toContain('name="version" value="1"');
    await sent(indicator, { ...own, title: 'Pedidos con respuesta', version: '1' });
    const stale = await other.post(indicator, { ...own, title: 'Pedidos atendidos', source: 'Archivo del centro', version: '1' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('Nombre del indicador Pedidos con respuesta Pedidos atendidos');
    expect(wordsOf(stale)).toContain('Fuente Mesa de partes Archivo del centro');
    expect(stale.text).toContain('name="version" value="2"');
    await sent(indicator, { ...own, title: 'Pedidos atendidos', source: 'Archivo del centro', version: '2' }, other);
    expect(await test.dataSource.manager.findOneByOrFail(ProjectIndicator, { id: idIn(indicator) })).toMatchObject({ title: 'Pedidos atendidos', source: 'Archivo del centro', version: 3 });
  });

  it('take typed figures with a document; the last counts, a withdrawn one stays to be seen, and a lost document breaks no page', async () => {
    const indicator = await addOwn(await begin({ ready: 'none' }));
    const figure = { startsOn: '01/01/2026', endsOn: '30/06/2026', value: '35 %', source: 'Cargos de enero a junio' };
    const wrong = await keeper.upload(`${indicator}/figures`, 'file', { name: 'cargos.pdf', body: Buffer.from('%PDF-1.4 cargos') }, { ...figure, value: 'muchos' });
    expect([wrong.status, wordsOf(wrong).includes('cargos.pdf')]).toEqual([422, true]);
    const fileId = /name="fileId" value="([^"]+)"/u.exec(wrong.text)?.[1];
    await sent(`${indicator}/figures`, { ...figure, fileId });
    await sent(`${indicator}/figures`, { ...figure, value: '38 %' });
    const page = wordsOf(await keeper.get(indicator));
    expect(page).toContain('cargos.pdf Hay una posterior');
    expect(page).toContain('Sin documento Vale, sin documento');
    const [first, second] = await test.dataSource.manager.find(TypedFigure, { where: { indicatorId: idIn(indicator) }, order: { id: 'ASC' } });
    const funder = await test.signIn('funder');
    const document = `${indicator}/figures/${first?.id}/document`;
    // What was typed in and is in no published report yet is the staff's.
    expect(wordsOf(await funder.get(indicator))).not.toMatch(/35 %|38 %|Cifras ingresadas/u);
    expect([(await keeper.get(document)).status, (await funder.get(document)).status, (await funder.get(indicator)).text.includes('/document')]).toEqual([200, 404, false]);
    await sent(`${indicator}/figures/${second?.id}/withdrawal`, { reason: 'Se contó dos veces' });
    expect((await keeper.post(`${indicator}/figures/${second?.id}/withdrawal`, { reason: 'Otra vez' })).status).toBe(422);
    expect((await keeper.get(`${indicator}/figures/${second?.id}/withdrawal`)).headers.location).toBe(indicator);
    expect(wordsOf(await keeper.get(indicator))).toContain('Retirada Se contó dos veces');
    await test.unitOfWork.run((tx) => tx.execute('DELETE FROM stored_file_parts WHERE file_id = ?', [fileId]), { actor: SYSTEM });
    expect(await test.dataSource.manager.countBy(StoredFilePart, { fileId: String(fileId) })).toBe(0);
    expect(wordsOf(await keeper.get(indicator))).toContain('El documento ya no está');
    const gone = await keeper.get(`${indicator}/figures/${first?.id}/document`);
    expect([gone.status, wordsOf(gone).includes('El archivo «cargos.pdf», que probaba esta cifra, fue borrado.')]).toEqual([404, true]);
  });

  it('add typed counts up towards a target from the beginning, and show how far that is to the staff alone', async () => {
    const path = await begin({ ready: 'none' });
    const indicator = await addOwn(path, { form: 'count', title: 'Pedidos presentados', denominator: '' });
    await freeze(indicator, { value: '0' });
    await sent(`${indicator}/targets`, { startsOn: '01/01/2026', endsOn: '31/12/2027', value: '40', counted: 'start' });
    for (const [startsOn, endsOn, value] of [['01/01/2026', '31/03/2026', '12'], ['01/04/2026', '30/06/2026', '18'], ['01/10/2026', '31/10/2026', '5']] as const) {
      await sent(`${indicator}/figures`, { startsOn, endsOn, value, source: 'Mesa de partes' });
    }
    // What was not typed from July on cannot be known, so what came later is not added.
    const funder = await test.signIn('funder');
    const [list, own, read] = [wordsOf(await keeper.get(`${path}/indicators`)), wordsOf(await keeper.get(indicator)), wordsOf(await funder.get(`${path}/indicators`))];
    expect(list).toContain('30 pedidos hasta el 30/06/2026 40 pedidos desde el inicio (01/01/2026 al 31/12/2027) Hasta ahora, 75 % del avance previsto');
    expect((await keeper.get(`${path}/indicators`)).text).toContain('max="100" value="75"');
    expect(own).toContain('30 pedidos 01/01/2026 al 30/06/2026 Hasta ahora, 75 % del avance previsto');
    expect([read.includes('avance previsto'), read.includes('40 pedidos')]).toEqual([false, true]);
  });

  it('are of their centres, read by the funder and changed by who keeps them', async () => {
    const path = await begin({ ready: 'none' });
    const { output } = await addChain(path);
    const indicator = await sent(`${path}/results/${output}/indicators`, own);
    const elsewhere = await test.signIn('administrator', { centre: await test.addCentre('Otro') });
    for (const page of [path, `${path}/edit`, `${path}/results/${output}/edit`, `${path}/results/new?kind=outcome`, indicator, `${indicator}/edit`, `${indicator}/baseline`, `${indicator}/targets/new`]) {
      expect([page, (await elsewhere.get(page)).status]).toEqual([page, 404]);
    }
    for (const [to, form] of [
      [path, projectForm()], [`${path}/results`, { kind: 'outcome', title: 'X' }], [`${path}/results/${output}/removal`, {}], [`${path}/results/${output}/place`, { direction: 'up' }],
      [`${path}/results/${output}/indicators`, own], [indicator, own], [`${indicator}/removal`, {}], [`${indicator}/place`, { direction: 'up' }],
      [`${indicator}/baseline`, { value: '1', on: '01/01/2026', source: 'X', version: '1' }], [`${indicator}/targets`, { startsOn: '01/01/2026', endsOn: '31/12/2026', value: '1', counted: 'period' }],
      [`${indicator}/figures`, { startsOn: '01/01/2026', endsOn: '31/01/2026', value: '1', source: 'X' }],
    ] as const) expect([to, (await elsewhere.post(to, form)).status]).toEqual([to, 404]);
    const own2 = await begin({ ready: 'none' });
    expect((await keeper.get(`${own2}/indicators/${idIn(indicator)}`)).status).toBe(404);
    expect((await keeper.post(`${own2}/results/${output}/removal`, {})).status).toBe(404);
    const funder = await test.signIn('funder');
    const [seen, part] = [await funder.get(path), await funder.get(indicator)];
    expect([seen.status, part.status, /\/edit|\/removal|\/new/u.test(seen.text), /\/edit|\/removal|\/new/u.test(part.text)]).toEqual([200, 200, false, false]);
    expect([(await funder.get('/projects/new')).status, (await funder.post(indicator, own)).status, (await funder.post(`${path}/results`, { kind: 'outcome', title: 'X' })).status]).toEqual([403, 404, 404]);
    expect((await (await test.signIn('trainer')).get('/projects')).status).toBe(403);
  });

  it('keep the centres of others when one of theirs is changed', async () => {
    const second = await test.addCentre('Segundo');
    const both = await test.signIn('administrator', { everywhere: true });
    const path = await sent('/projects', projectForm({ ready: 'none', centres: [test.centre.id, second.id] }), both);
    const coordinator = await test.signIn('coordinator');
    expect(wordsOf(await coordinator.get(`${path}/edit`))).toContain('También es de centros que usted no administra: Segundo');
    await sent(path, projectForm({ title: 'Otro nombre', version: '1' }), coordinator);
    expect((await framework(path)).centres.map(({ name }) => name)).toEqual(['Segundo', 'Villa El Salvador']);
    expect(await test.dataSource.manager.findOneByOrFail(Project, { id: idIn(path) })).toMatchObject({ title: 'Otro nombre', dollarRate: 3.75, budgetCents: 41_250_000 });
    const stale = await coordinator.post(path, projectForm({ title: 'Tercer nombre', version: '1' }));
    expect([stale.status, wordsOf(stale).includes('Otro nombre Tercer nombre')]).toEqual([409, true]);
  });
});

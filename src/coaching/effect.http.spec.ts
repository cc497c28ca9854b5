import { aPerson } from '../../test/coaching/coaching-centre.js';
import { openRoom } from '../../test/coaching/coaching-hour.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Person } from '../people/person.entity.js';
import { Placement } from '../placement/placement.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { translator } from '../shared/web/i18n.js';
import { Coach } from './coach.entity.js';
import { CoachingOutcome } from './coaching-outcome.entity.js';

const t = translator('es');

describe.each(ENGINES)('the effect of coaching, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    const centreId = test.centre.id;
    const coach = { id: newId(), accountId: (await test.addAccount(['coach'])).id, centreId, languages: [], topics: [], bookingsADay: 9, createdAt: 1, version: 1 };
    await test.unitOfWork.run((tx) => tx.insert(Coach, [coach]), { actor: SYSTEM });
    const book = await openRoom(test);
    // Seven women of 66, three men of 30, five of whom nothing is known.
    for (let index = 0; index < 15; index += 1) {
      const more = index < 7 ? {} : index < 10 ? { sex: 'male' as const, birthYear: 1996 } : { sex: null, birthYear: null };
      const person = { ...aPerson(`Quispe ${index}`, 1), ...more };
      await test.unitOfWork.run((tx) => tx.insert(Person, person), { actor: SYSTEM });
      const booking = await book({ coachId: coach.id, personId: person.id, date: '2026-10-05', status: index === 14 ? 'no-show' : 'done' });
      await test.unitOfWork.run(async (tx) => {
        await tx.insert(CoachingOutcome, [{ id: newId(), bookingId: booking.id, centreId, personId: person.id, confidenceBefore: 2, confidenceAfter: index === 0 ? null : 4, skills: [], recordedAt: 1, recordedBy: null, version: 1 }]);
        const level = (at: 0 | 1, date: string): Partial<Placement> => ({ id: newId(), personId: person.id, centreId, level: at, decidedAt: instantAt(date, '10:00') });
        await tx.insert(Placement, [level(0, '2026-09-01'), level(1, '2026-11-01')]);
      }, { actor: SYSTEM });
    }
  });
  afterAll(() => test.close());

  it('is told by sex and by age, but for groups that are small', async () => {
    const { result, queries } = await countQueries(() => coordinator.get('/coaching/effect'));
    expect([result.status, queries <= 8]).toEqual([200, true]);
    const words = wordsOf(result);
    expect(words).toContain('Mujeres 7 2.0 → 4.0 se sabe de 6 de 7 0.0 → 1.0 se sabe de 7 de 7');
    expect(words).toContain('Hombres No se muestra');
    expect(words).toContain('No se sabe No se muestra');
    expect(words).toContain('Todas 14 2.0 → 4.0 se sabe de 13 de 14');
    expect(words).toContain('60 años y más 7');
    expect(words).toContain('Por sexo y edad Grupo Personas con asesoría Confianza, de 1 a 5 Nivel, de 0 a 3 Mujeres, 60 años y más 7 2.0 → 4.0 se sabe de 6 de 7');
    expect(words).toContain('Hombres, 25 a 40 años No se muestra');
  });

  it('leaves as a list of figures', async () => {
    const { text, headers } = await coordinator.get('/coaching/effect?from=2026-10-01&to=2026-10-31&as=csv');
    expect(headers['content-type']).toContain('text/csv');
    const lines = text.replace('\ufeff', '').trim().split('\r\n');
    expect(lines).toHaveLength(1 + 1 + 4 + 7 + 3);
    expect(lines[1]).toBe('Todas las personas;Todas;14;13;2;4;14;0;1');
    expect(lines[2]).toBe('Por sexo;Mujeres;7;6;2;4;7;0;1');
    expect(lines[3]).toBe('Por sexo;Hombres;No se muestra;No se muestra;;;No se muestra;;');
    expect(lines[13]).toBe('Por sexo y edad;Mujeres, 60 años y más;7;6;2;4;7;0;1');
    expect(text).not.toContain('Quispe');
    for (const as of ['xlsx', 'pdf']) expect((await coordinator.get(`/coaching/effect?as=${as}`)).status).toBe(200);
    expect((await coordinator.get('/coaching/effect?from=nunca&as=csv')).status).toBe(422);
  });

  it('is of a period and of a centre, and says what it cannot understand', async () => {
    expect(wordsOf(await coordinator.get('/coaching/effect?from=1/11/2026&to=30/11/2026'))).toContain('Todas 0');
    const bad = await coordinator.get('/coaching/effect?from=nunca');
    expect([bad.status, bad.text.includes('value="nunca"'), wordsOf(bad).includes(t('web:errors.date'))]).toEqual([422, true, true]);
    expect(wordsOf(await coordinator.get('/coaching/effect?from=2/11/2026&to=1/11/2026'))).toContain(t('effect:refusals.order'));
    const elsewhere = await test.signIn('coordinator', { centre: await test.addCentre('Aparte') });
    expect(wordsOf(await elsewhere.get('/coaching/effect'))).toContain('Todas 0');
    for (const role of ['coach', 'trainer', 'funder'] as const) expect((await (await test.signIn(role)).get('/coaching/effect')).status).toBe(403);
  });
});

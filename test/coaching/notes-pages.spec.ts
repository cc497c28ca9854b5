import type { Browser } from 'playwright-core';
import { Coach } from '../../src/coaching/coach.entity.js';
import { CoachingOutcome } from '../../src/coaching/coaching-outcome.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAt, lookAtPages, openAs, openBrowser } from '../helpers/browser.js';
import { openRoom } from './coaching-hour.js';

const EMPTY = { noteVersion: '0', outcomeVersion: '0' };

inBrowser('the pages of what coaches note, in a browser', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let coach: Visitor;
  let learner: Visitor;
  let coordinator: Visitor;
  let own: string;
  let personId: Id;

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    browser = await openBrowser();
    address = addressOf(test);
    coach = await test.signIn('coach', { displayName: 'Norma Curi Díaz' });
    coordinator = await test.signIn('coordinator');
    const others = [await test.addAccount(['coach'], { displayName: 'Abel Torres Ñahui' }), await test.addAccount(['trainer'], { displayName: 'Julia Ramos Inga' })];
    const coaches = [coach.account?.id as Id, ...others.map(({ id }) => id)].map((accountId) => (
      { id: newId(), accountId, centreId: test.centre.id, sex: null, languages: [], topics: [], bookingsADay: 6, createdAt: 1, version: 1 }));
    await test.unitOfWork.run((tx) => tx.insert(Coach, coaches), { actor: SYSTEM });
    const book = await openRoom(test);
    const coachId = (coaches[0] as { id: Id }).id;
    const now = await book({ coachId, date: '2026-11-23', status: 'done' });
    ({ personId } = now);
    own = `/coaching/bookings/${now.id}/notes`;
    for (const [date, next] of [['2026-11-16', 'Repasar el doble clic\nDespués, adjuntar la solicitud al correo'], ['2026-11-09', 'Seguir con el mouse'], ['2026-11-02', 'Prender la computadora sola']] as const) {
      const before = await book({ coachId, personId, date, status: 'done' } as never);
      await coach.post(`/coaching/bookings/${before.id}/notes`, { ...EMPTY, goals: 'Quiero mandar la solicitud sin pedirle a mi hijo', remarks: 'Se anima cuando le sale. Mejor sin apuro.', next, confidenceBefore: '2', confidenceAfter: '4' });
    }
    for (let index = 0; index < 12; index += 1) {
      const one = await book({ coachId, date: '2026-10-12', status: 'done', surnames: `Inga ${index}` });
      await test.unitOfWork.run((tx) => tx.insert(CoachingOutcome, [{
        id: newId(), bookingId: one.id, centreId: test.centre.id, personId: one.personId, confidenceBefore: 2, confidenceAfter: 4, skills: [], recordedAt: 1, recordedBy: null, version: 1,
      }]), { actor: SYSTEM });
    }
    learner = await test.signIn('learner', { personId });
    await learner.post('/coaching/mine/readers', { readerId: others[0]?.id });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it.each<[string, () => Visitor, () => Record<string, string>]>([
    ['a coach', () => coach, () => ({ notes: own, 'noted-people': '/coaching/notes', 'person-notes': `/coaching/notes/${personId}` })],
    ['a learner', () => learner, () => ({ readers: '/coaching/mine/readers' })],
    ['a coordinator', () => coordinator, () => ({ effect: '/coaching/effect' })],
  ])('are clean and fit a phone: those of %s', (_, who, pages) => lookAtPages({ browser, address }, who(), pages()), 60_000);

  it('is filled in with the keyboard alone, comes back whole when it fails, and says what somebody else has saved', async () => {
    const context = await openAs(browser, address, coach, { viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    await page.goto(own);
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.waitForSelector('.error-summary');
    await lookAt(page, 'notes-failed');
    await page.getByLabel('Lo que quiere lograr').fill('Escribirle a mi hermana');
    await page.getByRole('group', { name: 'Al empezar' }).getByLabel('Algo insegura').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('group', { name: 'Al empezar' }).getByLabel('Más o menos').isChecked()).toBe(true);
    await page.getByRole('group', { name: 'Al terminar' }).getByText('Muy segura').click();
    await page.getByLabel('enviar un correo con un archivo').check();
    await coach.post(own, { ...EMPTY, goals: 'Desde otra pestaña', confidenceAfter: '3' });
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.waitForSelector('#stale-title');
    await lookAt(page, 'notes-stale');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.waitForSelector('.flash');
    expect(await page.inputValue('#goals')).toBe('Escribirle a mi hermana');
    await lookAt(page, 'notes-saved');
    await context.close();
  }, 60_000);

  it('asks before what was typed is left behind, and not once it is saved', async () => {
    const context = await openAs(browser, address, coach);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.goto(own);
    await page.getByLabel('Lo que quiere lograr').fill('Mandar una foto');
    const dialog = page.waitForEvent('dialog');
    await page.click('a.brand', { noWaitAfter: true });
    await dialog;
    expect([page.url().endsWith(own), await page.inputValue('#goals')]).toEqual([true, 'Mandar una foto']);
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.waitForSelector('.flash');
    await page.click('a.brand');
    await page.waitForURL((url) => url.pathname === '/');
    expect(asked).toEqual(['beforeunload']);
    await context.close();
  }, 60_000);
});

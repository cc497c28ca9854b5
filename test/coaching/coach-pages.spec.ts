import type { Browser } from 'playwright-core';
import { OpeningHours } from '../../src/centres/opening-hours.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAt, lookAtPages, openAs, openBrowser } from '../helpers/browser.js';
import { openRoom } from './coaching-hour.js';


inBrowser('the pages of coaches, in a browser', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let coordinator: Visitor;
  let coach: Visitor;
  let at: string;

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    browser = await openBrowser();
    address = addressOf(test);
    await test.unitOfWork.run((tx) => tx.insert(OpeningHours, ([1, 2, 3, 4, 5, 6] as const).map((weekday) => (
      { id: newId(), centreId: test.centre.id, weekday, opensAt: '08:00', closesAt: weekday === 6 ? '14:00' : '20:00' }))), { actor: SYSTEM });
    coordinator = await test.signIn('coordinator', { displayName: 'Elena Poma Sulca' });
    coach = await test.signIn('coach', { displayName: 'Norma Curi Díaz' });
    const named = await coordinator.post('/coaching/coaches', { accountId: coach.account?.id, sex: 'female', languages: ['spanish', 'quechua'], bookingsADay: '6' });
    at = (named.headers.location as string).replace(/\/hours$/u, '');
    const trainer = await test.signIn('trainer', { displayName: 'Abel Torres Ñahui' });
    await coordinator.post('/coaching/coaches', { accountId: trainer.account?.id, sex: 'male', languages: 'spanish', topics: ['internet', 'email', 'phone'], bookingsADay: '3' });
    await coach.post(`${at}/hours`, { 'from-1-1': '9', 'to-1-1': '13', 'from-1-2': '15', 'to-1-2': '19', likeMonday: 'yes', 'from-6-1': '9', 'to-6-1': '13' });
    const book = await openRoom(test);
    const coachId = at.split('/').at(-1) as string;
    await book({ coachId, date: '2026-12-01' });
    await book({ coachId, date: '2026-12-23' });
    await coach.post(`${at}/exceptions`, { kind: 'away', fromDate: '21/12/2026', toDate: '3/1/2027', reason: 'Visita a su pueblo' });
    await coach.post(`${at}/exceptions`, { kind: 'extra', fromDate: '5/12/2026', fromTime: '13', toTime: '14' });
    await test.addAccount(['trainer'], { displayName: 'Julia Ramos Inga' });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it('are clean and fit a phone, those of who plans', () => lookAtPages({ browser, address }, coordinator, {
    list: '/coaching/coaches', new: '/coaching/coaches/new', coach: at, edit: `${at}/edit`, ending: `${at}/ending`, settings: '/coaching/settings',
  }));

  it('are clean and fit a phone, those of a coach', () => lookAtPages({ browser, address }, coach, {
    hours: `${at}/hours`, exceptions: `${at}/exceptions`, calendar: `${at}/calendar`, home: '/',
  }));

  it('shows the calendar\'s address once, and failed forms with their messages', async () => {
    for (const width of [1280, 360]) {
      const context = await openAs(browser, address, coach, { viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.goto(`${at}/exceptions`);
      await page.fill('#fromDate', '1/1/2020');
      await page.fill('#fromTime', '9');
      await page.getByRole('button', { name: 'Anotar', exact: true }).click();
      await page.waitForSelector('.error-summary');
      await lookAt(page, 'failed');
      await page.goto(`${at}/calendar`);
      await page.getByRole('link', { name: 'Cambiar por otra' }).or(page.getByRole('button', { name: 'Crear la dirección' })).first().click();
      const confirm = page.getByRole('button', { name: 'Sí, cambiarla' });
      if (width === 360) await confirm.click();
      await page.waitForSelector('#address');
      expect(await page.inputValue('#address')).toMatch(/\/coaching\/calendar\/[\w-]{43}\.ics$/u);
      await lookAt(page, 'address');
      await context.close();
    }
  });
});

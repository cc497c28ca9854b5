import type { Browser, BrowserContext, Page } from 'playwright-core';
import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { startApp, TEST_NOW, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, expectSoon, inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';
import { addClassroom, type Classroom } from './classroom.js';

const MINUTE = 60_000;
const PHONE = { width: 390, height: 844 };

inBrowser('the register, in a browser', () => {
  let minka: TestApp;
  let browser: Browser;
  let address: string;
  let trainer: Visitor;
  let room: Classroom;
  let context: BrowserContext;
  let page: Page;
  let count = 0;

  beforeAll(async () => {
    minka = await startApp({ engine: 'embedded' });
    browser = await openBrowser();
    address = addressOf(minka);
  }, 60_000);

  beforeEach(async () => {
    count += 1;
    minka.clock.travelTo(TEST_NOW + 7 * MINUTE);
    // Groups without a trainer are everybody's; each test has its own centre, so that the home shows one session.
    const centre = await minka.addCentre(`Centro ${count}`);
    trainer = await minka.signIn('trainer', { centre, displayName: `Julia Condori ${count}` });
    room = await addClassroom(minka, { name: `Grupo ${count}`, centreId: centre.id });
    await open({});
  });

  afterEach(() => context.close());

  afterAll(async () => {
    await browser.close();
    await minka.close();
  });

  async function open(options: Parameters<typeof openAs>[3]): Promise<void> {
    await context?.close().catch(() => undefined);
    context = await openAs(browser, address, trainer, { viewport: { width: 1280, height: 900 }, ...options });
    page = await context.newPage();
  }

  const url = (): string => `/sessions/${room.session.id}/register`;
  const words = () => page.locator('[data-register-words]');
  const mark = (row: number, column: number) => page.locator('.register__row').nth(row).locator('> label').nth(column);
  const saved = (text: RegExp): Promise<void> => expectSoon(async () => (await words().textContent()) ?? '', text);
  const statuses = async (): Promise<Record<string, number>> => {
    const marks = await minka.dataSource.manager.findBy(AttendanceMark, { sessionId: room.session.id });
    return marks.reduce<Record<string, number>>((counts, { status }) => ({ ...counts, [status]: (counts[status] ?? 0) + 1 }), {});
  };

  /** How many names stand on the first screen, above what saves them. */
  const namesAtOnce = async (): Promise<number> => {
    const foot = await page.locator('.register__foot').boundingBox();
    const names = await page.locator('.register__name').evaluateAll((found) => found.map((each) => each.getBoundingClientRect().bottom));
    return names.filter((bottom) => bottom <= (foot?.y ?? 0)).length;
  };

  it('shows eight names on the first screen of a low PC', async () => {
    await open({ viewport: { width: 1280, height: 800 } });
    await page.goto(url());
    expect(await namesAtOnce()).toBeGreaterThanOrEqual(8);
  });

  it('shows at least five names on the first screen of a small phone, and all words lying', async () => {
    const viewport = { width: 360, height: 740 };
    await open({ viewport, hasTouch: true });
    await page.goto(url());
    expect(await namesAtOnce()).toBeGreaterThanOrEqual(5);
    const words = await page.locator('.register__head i').evaluateAll((found) => found.map((each) => {
      const { left, right, width, height } = each.getBoundingClientRect();
      return { left, right, lies: width > height };
    }));
    expect(words.every(({ lies, left, right }) => lies && left >= 0 && right <= viewport.width)).toBe(true);
    expect(await overflows(page)).toBe(false);
    expect(await violationsOf(page)).toEqual([]);
  });

  it.each([['a wide screen', { width: 1280, height: 900 }, false], ['a phone', PHONE, true]] as const)(
    'is saved from the home in five actions on %s', async (_, viewport, touch) => {
      await open({ viewport, hasTouch: touch });
      const act = (target: ReturnType<typeof mark>): Promise<void> => (touch ? target.tap() : target.click());
      await page.goto('/');
      const loads: string[] = [];
      page.on('framenavigated', () => loads.push('load'));
      await act(page.locator('.tasks a').first());
      await page.waitForURL(`**${url()}`);
      await act(mark(2, 4));
      await act(mark(6, 4));
      await act(mark(11, 4));
      await act(page.locator('.register__foot button[type=submit]'));
      await saved(/^Guardada a las 10:07: 17 presentes y 3 ausentes\. Llamar a quienes faltaron$/);
      expect(await page.locator('.register__foot button[type=submit]').textContent()).toBe('Guardar cambios');
      expect(await page.getByRole('link', { name: 'Cancelar la sesión' }).count()).toBe(0);
      expect(await page.getByRole('link', { name: 'Llamar a quienes faltaron' }).getAttribute('href')).toBe('/calls');
      expect(await statuses()).toEqual({ present: 17, absent: 3 });
      expect((await minka.dataSource.manager.findOneByOrFail(Session, { id: room.session.id })).registerSavedAt).not.toBeNull();
      expect(loads).toEqual(['load']);
    });

  it('is taken by keyboard alone: arrows, letters, digits, minutes by the clock, Enter', async () => {
    await page.goto(url());
    for (const key of ['ArrowDown', 'a', 'ArrowDown', 't', 'ArrowDown', '5', 'ArrowDown', 'j', 'S', 'a', 'l', 'u', 'd', 'ArrowDown', 'a', 'p']) {
      await page.keyboard.press(key);
    }
    expect(await page.locator('.register__row').nth(2).locator('[name^=minutes]').inputValue()).toBe('7');
    await page.keyboard.press('Enter');
    await saved(/16 presentes, 1 tarde, 1 justificada y 2 ausentes/);
    expect(await statuses()).toEqual({ present: 16, late: 1, excused: 1, absent: 2 });
  });

  it('says whose mark is not saved, also once another one is', async () => {
    await page.goto(url());
    await mark(2, 3).click();
    const name = room.people[2]?.surnames as string;
    await saved(new RegExp(`^Sin guardar todavía: ${name}, [^;]*\\.$`));
    await mark(7, 4).click();
    await saved(new RegExp(`^Marca guardada.* Sin guardar todavía: ${name}`));
    expect([await page.getAttribute('[data-register-words]', 'data-state'), await statuses()]).toEqual(['waiting', { absent: 1 }]);
    await page.locator('.register__row').nth(2).locator('[name^=reason]').fill('Salud');
    await page.keyboard.press('Tab');
    await saved(/^Marca guardada a las \d\d:\d\d\. Falta guardar la asistencia completa\.$/);
  });

  it('takes the first letter for the first row', async () => {
    await page.goto(url());
    await page.keyboard.press('a');
    expect(await page.locator('[data-count=absent]').textContent()).toBe('1');
    await page.keyboard.press('Enter');
    await saved(/19 presentes y 1 ausente/);
  });

  it('sets all present with one key, and takes that back', async () => {
    await page.goto(url());
    await mark(2, 4).click();
    await mark(3, 4).click();
    await page.keyboard.press('0');
    await saved(/^Hay 2 con otra marca\. Pulse 0 otra vez/);
    await page.keyboard.press('0');
    await page.keyboard.press('0');
    // Zeros that follow each other at once are a number that somebody types: nobody has read the question yet.
    expect(await page.locator('[data-count=absent]').textContent()).toBe('2');
    await page.waitForTimeout(700);
    await page.keyboard.press('0');
    expect(await page.locator('[data-count=present]').textContent()).toBe('20');
    await saved(/Marca guardada/);
    await page.getByRole('button', { name: 'Deshacer «todas presentes»' }).click();
    expect(await page.locator('[data-count=absent]').textContent()).toBe('2');
    expect(await page.locator('[data-register-all]').textContent()).toBe('Todas presentes');
    await page.locator('.register__foot button[type=submit]').click();
    await saved(/18 presentes y 2 ausentes/);
    expect(await statuses()).toEqual({ present: 18, absent: 2 });
  });

  it('takes digits that follow a late mark as its minutes, in place of those that the clock proposes', async () => {
    await page.goto(url());
    await mark(2, 4).click();
    await mark(5, 0).click();
    await page.keyboard.type('t10');
    expect(await page.locator('.register__row').nth(5).locator('[name^=minutes]').inputValue()).toBe('10');
    await page.keyboard.press('Enter');
    await saved(/18 presentes, 1 tarde y 1 ausente/);
    expect(await statuses()).toEqual({ present: 18, late: 1, absent: 1 });
  });

  it('never takes what is typed as minutes or as a reason for a mark', async () => {
    await page.goto(url());
    await mark(2, 1).click();
    const row = page.locator('.register__row').nth(2);
    await row.locator('[name^=minutes]').selectText();
    await page.keyboard.type('A1j5');
    expect([await row.locator('[type=radio]:checked').inputValue(), await row.locator('[name^=minutes]').inputValue()]).toEqual(['late', '15']);
    await mark(3, 3).click();
    await page.keyboard.type('Faltó 10 p0A0');
    expect(await page.locator('.register__row').nth(3).locator('[name^=reason]').inputValue()).toBe('Faltó 10 p0A0');
    expect([await page.locator('[data-count=excused]').textContent(), await page.locator('[data-count=late]').textContent()]).toEqual(['1', '1']);
    await page.keyboard.press('Enter');
    await saved(/18 presentes, 1 tarde y 1 justificada/);
  });

  it('goes on without a network, through a power cut, and says what is not saved', async () => {
    await page.goto(url());
    await page.route(`**${url()}`, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await mark(4, 4).click();
    await saved(/^No guardado todavía.* 1\.$/);
    expect(await statuses()).toEqual({});
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await saved(/No guardado todavía|Se recuperó/);
    expect(await mark(4, 4).locator('input').isChecked()).toBe(true);
    await page.unroute(`**${url()}`);
    await saved(/Marca guardada a las 10:07/);
    expect(await statuses()).toEqual({ absent: 1 });
  }, 30_000);

  it('calls nobody changed whom nobody touched', async () => {
    await page.goto(url());
    await page.route(`**${url()}`, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await page.locator('.register__foot button[type=submit]').click();
    await saved(/^No guardado todavía: sin conexión\. [^:]* Falta guardar la asistencia completa\.$/);
    await mark(4, 4).click();
    await saved(/ Cambios en espera: 1\. Falta guardar la asistencia completa\.$/);
    await page.unroute(`**${url()}`);
    await saved(/19 presentes y 1 ausente/);
  }, 30_000);

  it('writes once what was sent twice because the reply was lost', async () => {
    await page.goto(url());
    let lost = 0;
    await page.route(`**${url()}`, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await mark(4, 4).click();
    await saved(/Marca guardada a las 10:07/);
    const [kept] = await minka.dataSource.manager.findBy(AttendanceMark, { sessionId: room.session.id });
    expect([lost, kept?.version]).toEqual([1, 1]);
  }, 30_000);

  it('shows both values of a stale edit and lets her choose', async () => {
    const colleague = await minka.signIn('trainer', { centre: await centreOf(), displayName: 'Rosa Inga' });
    await page.goto(url());
    await colleague.postJson(url(), { marks: [{ seen: `${room.people[4]?.id} 0`, status: 'late', minutes: '15' }] });
    await mark(4, 4).click();
    await saved(/Se marcó en otra pantalla antes que aquí/);
    const row = page.locator('.register__row').nth(4);
    expect(await row.locator('.register__conflict').textContent()).toContain('Rosa Inga ya había marcado «Tarde, 15 minutos» a las 10:07.');
    await row.getByRole('button', { name: 'Poner «Ausente»' }).click();
    await saved(/Marca guardada/);
    expect(await statuses()).toEqual({ absent: 1 });
    await colleague.postJson(url(), { marks: [{ seen: `${room.people[5]?.id} 0`, status: 'absent' }] });
    await mark(5, 1).click();
    await page.locator('.register__row').nth(5).getByRole('button', { name: 'Dejar «Ausente»' }).click();
    await saved(/Marca guardada/);
    expect(await statuses()).toEqual({ absent: 2 });
  });

  it('asks for the reason of an excuse before it saves', async () => {
    await page.goto(url());
    await mark(3, 3).click();
    await page.locator('.register__foot button[type=submit]').click();
    expect(await page.locator('.register__error').textContent()).toBe('Escriba el motivo de la justificación');
    await page.keyboard.type('Cita médica');
    await page.keyboard.press('Enter');
    await saved(/19 presentes y 1 justificada/);
    const [kept] = await minka.dataSource.manager.findBy(AttendanceMark, { sessionId: room.session.id, status: 'excused' });
    expect(kept?.reason).toBe('Cita médica');
  });

  it('makes one change of what is typed, once its field is left', async () => {
    await page.goto(url());
    await mark(3, 3).click();
    const reason = page.locator('.register__row').nth(3).locator('[name^=reason]');
    await reason.pressSequentially('cita', { delay: 40 });
    await page.waitForTimeout(1_500);
    await saved(/^Sin guardar todavía: /);
    expect(await statuses()).toEqual({});
    await reason.pressSequentially(' médica', { delay: 40 });
    await mark(4, 4).click();
    await saved(/^Marca guardada a las 10:07\. Falta guardar la asistencia completa\.$/);
    await expectSoon(async () => JSON.stringify(await statuses()), /excused.*absent|absent.*excused/);
    const kept = await minka.dataSource.manager.findOneByOrFail(AttendanceMark, { sessionId: room.session.id, status: 'excused' });
    expect([kept.reason, kept.version]).toEqual(['cita médica', 1]);
  });

  it('loses nothing of what is being typed when the page is left', async () => {
    await page.goto(url());
    await mark(3, 3).click();
    await page.keyboard.type('Salud');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto('/');
    await expectSoon(async () => JSON.stringify(await statuses()), /excused/);
    const kept = await minka.dataSource.manager.findOneByOrFail(AttendanceMark, { sessionId: room.session.id });
    expect([kept.reason, kept.version]).toEqual(['Salud', 1]);
  });

  it('says that she has to sign in again, and keeps what she marked', async () => {
    await page.goto(url());
    await context.clearCookies();
    await mark(4, 4).click();
    await saved(/No guardado todavía: su sesión terminó\. Entrar y seguir/);
    expect(await words().locator('a').getAttribute('href')).toBe(`/sign-in?return=${encodeURIComponent(url())}`);
  });

  it('has targets of 44 pixels and names beside their marks on a phone', async () => {
    await open({ viewport: PHONE });
    await page.goto(url());
    for (const column of [0, 1, 2, 3, 4]) {
      const box = await mark(0, column).boundingBox();
      expect(box?.width).toBeGreaterThanOrEqual(44);
      expect(box?.height).toBeGreaterThanOrEqual(44);
    }
    const name = await page.locator('.register__name').first().boundingBox();
    const first = await mark(0, 0).boundingBox();
    expect(Math.abs((name?.y ?? 0) - (first?.y ?? 99))).toBeLessThan(24);
    expect(await page.locator('.register__head span i').allTextContents()).toEqual(['Presente', 'Tarde', 'Salió antes', 'Justificada', 'Ausente']);
  });

  it('keeps a long name, and the chip of a missing consent, out of the reach of the marks on a phone', async () => {
    await open({ viewport: PHONE });
    await page.goto(url());
    const row = page.locator('.register__row').first();
    const reach = await row.locator('.register__name').evaluate((name) => {
      const words = name.querySelector('div') as HTMLElement;
      words.innerHTML = 'Huancahuari Quispecondoriyupanqui, Maximiliana <a class="badge badge--warning" href="/">Falta consentimiento</a>';
      const range = document.createRange();
      range.selectNodeContents(name);
      return Math.max(...[...range.getClientRects()].map(({ right }) => right));
    });
    expect(reach).toBeLessThanOrEqual((await mark(0, 0).boundingBox())?.x ?? 0);
  });

  it.each([[1280, false], [390, true]])('has no fault that axe finds on any of its pages at %i px (dark: %s)', async (width, dark) => {
    await trainer.postJson(url(), { complete: 'yes', marks: room.people.map(({ id }, index) => (
      { seen: `${id} 0`, status: ['absent', 'late', 'excused', 'present'][Math.min(index, 3)], minutes: '5', reason: 'Salud' })) });
    await trainer.postJson(url(), { marks: [{ seen: `${room.people[5]?.id} 1`, status: 'absent' }] });
    await open({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
    const pages = [
      '/', url(), `/sessions/${room.session.id}/sheet`, `/sessions/${room.session.id}/cancellation`, `/sessions/${room.session.id}/sheet-entry`,
      `/sessions/${room.session.id}/marks/${room.people[5]?.id}`, '/sessions', '/sessions?view=to-take', '/calls', `/groups/${room.group.id}/attendance`, `/editions/${room.edition.id}/attendance`,
    ];
    for (const path of pages) {
      await page.goto(path);
      expect({ path, found: await violationsOf(page), overflows: await overflows(page) }).toEqual({ path, found: [], overflows: false });
    }
  }, 60_000);

  it('weighs little, cold and warm', async () => {
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    let requests = 0;
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      requests += 1;
      bytes += encodedDataLength;
    });
    await page.goto(url(), { waitUntil: 'networkidle' });
    expect(requests).toBeLessThanOrEqual(8);
    expect(bytes).toBeLessThan(100_000);
    bytes = 0;
    await page.goto(url(), { waitUntil: 'networkidle' });
    expect(bytes).toBeLessThan(15_000);
  });

  async function centreOf(): Promise<NonNullable<Parameters<TestApp['signIn']>[1]>['centre']> {
    const [row] = await minka.dataSource.query<{ id: string; name: string }[]>('SELECT id, name FROM centres WHERE id = ?', [room.group.centreId]);
    return row as never;
  }
});

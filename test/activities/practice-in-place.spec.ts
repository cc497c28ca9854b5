import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Session } from '../../src/attendance/session.entity.js';
import { LessonTextsRepository } from '../../src/courses/lesson-texts.repository.js';
import { PracticeRound } from '../../src/learning/practice-round.entity.js';
import { PracticeStep } from '../../src/learning/practice-step.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { addClassroom, type Classroom } from '../attendance/classroom.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser, violationsOf } from '../helpers/browser.js';

/** Keys first, for which the script listens to the whole page; then texts, for which it must not any more. */
const PATH = '/learning/1A-03/practice/teclado-basico';
const PATIENCE = 60_000;

inBrowser('the tasks of a practice, one in the place of the other', () => {
  let test: TestApp;
  let room: Classroom;
  let browser: Browser;
  let rosa: Visitor;
  let context: BrowserContext;
  let page: Page;
  let tasks: number;
  const faults: string[] = [];

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    room = await addClassroom(test, { count: 1 });
    await test.unitOfWork.run((tx) => tx.update(Session, room.session, { lessonCode: '1A-03' }), { actor: SYSTEM });
    tasks = (await test.app.get(LessonTextsRepository).practice('teclado-basico')).tasks.length;
    rosa = await test.signIn('learner', { personId: room.people[0]?.id as string });
    browser = await openBrowser();
  }, PATIENCE);
  beforeEach(async () => {
    faults.length = 0;
    await test.unitOfWork.run(async (tx) => {
      await tx.execute('DELETE FROM practice_steps', []);
      await tx.execute('DELETE FROM practice_rounds', []);
    }, { actor: SYSTEM });
    context = await openAs(browser, addressOf(test), rosa);
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(PATH);
    await page.evaluate('window.samePage = true');
    // The page has made the first task ready by then: it does so once it is idle.
    await page.evaluate('new Promise((done) => requestIdleCallback(done))');
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser?.close();
    await test.close();
  });

  const begin = (): Promise<void> => page.click('form[action$="/rounds"] button');
  const leave = (): Promise<void> => page.click('button[name=left]');
  const reach = (number: number): Promise<unknown> => page.waitForSelector(`main:not([aria-busy]) >> text=Tarea ${number} de ${tasks}`);
  /** A task is kept as it stands from when its round is on record. */
  const onRecord = (): Promise<unknown> => page.waitForSelector('form[data-draft]');
  /** Keeps the server from hearing that a round begins. @returns lets it hear */
  const holdRounds = async (): Promise<() => void> => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/rounds', async (route) => {
      await held;
      await route.continue();
    });
    return letGo;
  };
  const isSamePage = (): Promise<unknown> => page.evaluate('window.samePage === true');
  const stepsInOrder = (): Promise<PracticeStep[]> => test.dataSource.manager.find(PracticeStep, { order: { ordinal: 'ASC' } });

  it('follow each other on the page that stands, to the end of the round', async () => {
    await begin();
    await reach(1);
    expect(await page.title()).toContain('Minka');
    // The script of the first task is at work, although its page was never loaded.
    await page.keyboard.press('#');
    expect(await page.textContent('[data-said]')).toMatch(/^Esa es otra tecla/u);
    await leave();
    await reach(2);
    expect(await page.evaluate('document.activeElement === document.querySelector("main h1")')).toBe(true);
    // What listened for keys is gone with its task.
    await page.fill('form.activity textarea, form.activity input[type=text]', '');
    await page.type('form.activity textarea, form.activity input[type=text]', 'a');
    expect(await page.inputValue('form.activity textarea, form.activity input[type=text]')).toBe('a');
    expect(await violationsOf(page)).toEqual([]);
    for (let number = 3; number <= tasks; number += 1) {
      await leave();
      await reach(number);
    }
    await leave();
    await page.waitForSelector('text=Practicar otra vez');
    expect([await isSamePage(), new URL(page.url()).pathname, faults]).toEqual([true, PATH, []]);
    expect((await stepsInOrder()).map(({ outcome, attempts }) => [outcome, attempts])).toEqual(Array.from({ length: tasks }, () => ['left', 0]));
  }, PATIENCE);

  it('keep what stands in them, help and wrong answers included, as by a page of their own', async () => {
    await begin();
    await leave();
    await reach(2);
    const kept = page.waitForResponse((response) => response.url().includes('/draft'));
    await page.fill('form.activity textarea, form.activity input[type=text]', 'a medias');
    expect((await kept).status()).toBe(204);
    await page.click('button[formaction$="/help"]');
    await page.waitForSelector('.lesson-page__help');
    expect(await page.inputValue('form.activity textarea, form.activity input[type=text]')).toBe('a medias');
    const help = (await page.innerText('.lesson-page__help')).trim();
    await page.waitForSelector(`body > [role=status]:text-is("${help}")`);
    await page.click('form.activity .actions button:not([name])');
    await page.waitForSelector('.flash');
    // Said where a screen reader listens already, and once.
    await page.waitForSelector(`body > [role=status]:text-is("${(await page.innerText('.flash')).trim()}")`);
    expect(await page.locator('main .flash[role=status]').count()).toBe(0);
    expect(await isSamePage()).toBe(true);
    expect((await stepsInOrder())[1]).toMatchObject({ attempts: 1, helps: 1, outcome: 'trying' });
    await page.reload();
    expect(await page.inputValue('form.activity textarea, form.activity input[type=text]')).toBe('a medias');
  }, PATIENCE);

  it('begin at her press, before the server has answered; what she does then is sent after that', async () => {
    const answer = await holdRounds();
    const asked = page.waitForRequest('**/rounds');
    await begin();
    await reach(1);
    await asked;
    // The script of the task is at work, and nothing is on record.
    await page.keyboard.press('#');
    expect(await page.textContent('[data-said]')).toMatch(/^Esa es otra tecla/u);
    expect(await test.dataSource.manager.count(PracticeRound)).toBe(0);
    await leave();
    expect(await page.locator('text=Tarea 1 de').count()).toBe(1);
    answer();
    await reach(2);
    expect([await isSamePage(), faults]).toEqual([true, []]);
    expect((await stepsInOrder()).map(({ ordinal, outcome }) => [ordinal, outcome])).toEqual([[1, 'left']]);
  }, PATIENCE);

  it('begin again at her press after a round', async () => {
    await begin();
    await onRecord();
    for (let number = 2; number <= tasks; number += 1) {
      await leave();
      await reach(number);
    }
    await leave();
    await page.waitForSelector('text=Practicar otra vez');
    await page.evaluate('new Promise((done) => requestIdleCallback(done))');
    const answer = await holdRounds();
    await begin();
    await reach(1);
    await page.keyboard.press('#');
    expect(await page.textContent('[data-said]')).toMatch(/^Esa es otra tecla/u);
    answer();
    await onRecord();
    expect([await isSamePage(), await test.dataSource.manager.count(PracticeRound), faults]).toEqual([true, 2, []]);
  }, PATIENCE);

  it('keep what she does in the first one once the round is on record', async () => {
    const begun = page.waitForResponse('**/rounds');
    await begin();
    await reach(1);
    await page.evaluate('document.querySelector("main").sameTask = true');
    await begun;
    await onRecord();
    expect(await page.evaluate('document.querySelector("main").sameTask')).toBe(true);
    const kept = page.waitForResponse((response) => response.url().includes('/draft'));
    await page.keyboard.press('Enter');
    expect((await kept).status()).toBe(204);
    await page.reload();
    expect(await page.locator('.activity-key.is-found').count()).toBe(1);
  }, PATIENCE);

  it('keep what she did before the round was on record, although she does nothing more', async () => {
    const answer = await holdRounds();
    await begin();
    await reach(1);
    await page.keyboard.press('Enter');
    const kept = page.waitForResponse((response) => response.url().includes('/draft'));
    answer();
    expect((await kept).status()).toBe(204);
    await page.reload();
    expect(await page.locator('.activity-key.is-found').count()).toBe(1);
  }, PATIENCE);

  it('come as a page where the answer is none that can be put in place', async () => {
    await begin();
    await onRecord();
    await page.route('**/tasks/1', (route) => (
      route.request().headers()['x-in-place'] ? route.fulfill({ status: 200, contentType: 'text/html', body: '<p>Portal</p>' }) : route.continue()));
    await leave();
    await reach(2);
    expect(await isSamePage()).toBe(false);
  }, PATIENCE);

  it('begin where she is, where she began on another page before', async () => {
    const other = await context.newPage();
    await other.goto(PATH);
    await other.click('form[action$="/rounds"] button');
    await other.click('button[name=left]');
    await other.waitForSelector(`text=Tarea 2 de ${tasks}`);
    await begin();
    await reach(2);
    expect([await isSamePage(), await test.dataSource.manager.count(PracticeRound)]).toEqual([true, 1]);
  }, PATIENCE);

  it('begin as a page where the line breaks at first', async () => {
    let broken = false;
    await page.route('**/rounds', async (route) => {
      if (broken) return route.continue();
      broken = true;
      await route.abort('connectionreset');
    });
    const whole = page.waitForEvent('load');
    await begin();
    await whole;
    await reach(1);
    expect([broken, await test.dataSource.manager.count(PracticeRound)]).toEqual([true, 1]);
  }, PATIENCE);

  it('count once where the line breaks after the answer was taken, and come as a page then', async () => {
    await begin();
    await onRecord();
    let broken = false;
    await page.route('**/tasks/1', async (route) => {
      if (broken) return route.continue();
      broken = true;
      await route.fetch({ maxRedirects: 0 });
      await route.abort('connectionreset');
    });
    await leave();
    await reach(2);
    expect([broken, await isSamePage()]).toEqual([true, false]);
    expect((await stepsInOrder()).map(({ ordinal, outcome }) => [ordinal, outcome])).toEqual([[1, 'left']]);
    expect(await test.dataSource.manager.countBy(PracticeRound, {})).toBe(1);
  }, PATIENCE);

  it('give way to the sign-in page once her session has ended', async () => {
    await begin();
    await onRecord();
    await context.clearCookies();
    await leave();
    await page.waitForURL('**/sign-in**');
  }, PATIENCE);

  it('give way to it as well where it had ended before she began', async () => {
    await context.clearCookies();
    await begin();
    await page.waitForURL('**/sign-in**');
    expect(await test.dataSource.manager.count(PracticeRound)).toBe(0);
  }, PATIENCE);
});

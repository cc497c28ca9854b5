import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Account } from '../../src/accounts/account.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { LessonTextsRepository } from '../../src/courses/lesson-texts.repository.js';
import type { LessonContent } from '../../src/courses/lesson-content.js';
import { touchNote } from '../../src/learning/touch-notes.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { addClassroom } from '../attendance/classroom.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';

/** Browsers are slow on a busy machine; nothing here measures time. */
const PATIENCE = 120_000;
const LESSON = '2B-06';
const ELSEWHERE = 'https://www.senamhi.gob.pe/';

/** Lessons that somebody at her side had better not see: a quick way out on every page, by button, by key, without JavaScript. */
inBrowser('discreet lessons', () => {
  let world: TestApp;
  let browser: Browser;
  let address: string;
  let account: Account;
  let lesson: LessonContent;

  beforeAll(async () => {
    world = await startApp({ engine: 'embedded' });
    const room = await addClassroom(world, { count: 2 });
    await world.unitOfWork.run(async (tx) => {
      await tx.update(Session, room.session, { lessonCode: LESSON });
      await tx.execute("UPDATE editions SET course_code = 'C2' WHERE id = ?", [room.edition.id]);
    }, { actor: SYSTEM });
    lesson = (await world.app.get(LessonTextsRepository).lesson(world.centre.id, LESSON)).content as LessonContent;
    account = await world.addAccount(['learner'], { personId: room.people[0]?.id as string });
    browser = await openBrowser();
    address = addressOf(world);
  }, PATIENCE);

  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  const learner = (): Promise<Visitor> => world.signInAs(account);

  /** A page of hers in a browser whose ways to other sites end in a page of the test's. */
  async function opened(visitor: Visitor, { javaScriptEnabled = true, stub = '' } = {}): Promise<{ page: Page; context: BrowserContext }> {
    const context = await openAs(browser, address, visitor, { viewport: { width: 360, height: 740 }, javaScriptEnabled });
    await context.route(`${ELSEWHERE}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>El tiempo</title>El tiempo' }));
    if (stub) await context.addInitScript(stub);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return { page, context };
  }

  const learnersPages = (): string[] => ['/', '/learning', `/learning/${LESSON}`, `/learning/${LESSON}/1`, `/learning/${LESSON}/print`,
    `/learning/${LESSON}/practice/${lesson.practice[0]}`, `/learning/${LESSON}/${lesson.steps.length + lesson.practice.length + 1}`, `/learning/${LESSON}/end`];

  it('have the way out on each of their pages, which says what it does not do', async () => {
    const { page, context } = await opened(await learner());
    await page.goto('/learning');
    for (const path of learnersPages()) {
      await page.goto(path);
      expect([path, await page.locator('[data-quick-exit]').innerText()]).toEqual([path, expect.stringMatching(/Salir rápido[^]*No borra el historial/)]);
      expect([path, await overflows(page), await violationsOf(page)]).toEqual([path, false, []]);
    }
    // However narrow, its button stays in sight.
    for (const width of [320, 360, 470, 600]) {
      await page.setViewportSize({ width, height: 500 });
      await page.goto(`/learning/${LESSON}/print`);
      await page.evaluate('scrollTo(0, document.body.scrollHeight / 2)');
      const box = await page.locator('[data-quick-exit] button').boundingBox();
      expect([width, box && box.y >= 0 && box.y + box.height <= 500]).toEqual([width, true]);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    // In the middle of a practice as well.
    await page.goto(`/learning/${LESSON}/practice/${lesson.practice[0]}`);
    await page.click('form[action$="/rounds"] button');
    await page.waitForSelector('form.activity');
    expect(await page.isVisible('[data-quick-exit] button')).toBe(true);
    await context.close();
    const staff = await opened(await world.signIn('trainer'));
    for (const path of [`/lessons/${LESSON}`, `/lessons/${LESSON}/print`, `/lessons/${LESSON}/plan/print`, `/lessons/${LESSON}/projector`, `/lessons/${LESSON}/projector?step=1`]) {
      await staff.page.goto(path);
      expect([path, await staff.page.isVisible('[data-quick-exit] button')]).toEqual([path, true]);
      expect([path, await violationsOf(staff.page)]).toEqual([path, []]);
    }
    await staff.context.close();
  }, PATIENCE);

  it.each(['button', 'Shift'])('are left at once by %s, and do not come back', async (way) => {
    const { page, context } = await opened(await learner());
    await page.goto(`/learning/${LESSON}`);
    await page.goto(`/learning/${LESSON}/1`);
    await leave(page, way);
    await page.waitForURL(ELSEWHERE);
    // The session ends while the browser is on its way.
    while ((await context.request.get('/learning', { maxRedirects: 0 })).status() === 200) await page.waitForTimeout(50);
    // The step's place in the history is taken; what comes before it asks for a sign-in.
    await page.getByText('El tiempo', { exact: true }).waitFor();
    // Asked of the page itself: the browser's own command fails while it is still changing the process behind the page.
    await page.evaluate('history.back()').catch(() => undefined);
    await page.waitForURL('**/sign-in**');
    expect(await page.content()).not.toContain(lesson.steps[0]?.title as string);
    await page.goto('/learning');
    expect(new URL(page.url()).pathname).toContain('/sign-in');
    await context.close();
  }, PATIENCE);

  async function leave(page: Page, way: string): Promise<void> {
    if (way === 'button') return page.click('[data-quick-exit] button');
    // Capital letters are no way out.
    for (const key of ['Shift+A', 'Shift+B', 'Shift+C']) await page.keyboard.press(key);
    expect(new URL(page.url()).pathname).toBe(`/learning/${LESSON}/1`);
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
  }

  it('are left without JavaScript, too', async () => {
    const { page, context } = await opened(await learner(), { javaScriptEnabled: false });
    await page.goto(`/learning/${LESSON}/1`);
    await page.click('[data-quick-exit] button');
    await page.waitForURL(ELSEWHERE);
    await page.waitForLoadState();
    await page.goBack();
    await page.waitForLoadState();
    expect(await page.content()).not.toContain(lesson.steps[0]?.title as string);
    await page.goto('/learning');
    expect(new URL(page.url()).pathname).toContain('/sign-in');
    await context.close();
  }, PATIENCE);

  it('are read aloud where the browser has a Spanish voice, and only there', async () => {
    const silent = await opened(await learner(), { stub: voiceStub('en-US') });
    await silent.page.goto(`/learning/${LESSON}/1`);
    expect(await silent.page.locator('.read-aloud').count()).toBe(0);
    await silent.context.close();
    const { page, context } = await opened(await learner(), { stub: voiceStub('es-PE') });
    const question = lesson.questions[0] as LessonContent['questions'][number];
    const forHands = lesson.steps.findIndex(({ text }) => touchNote(text) !== null);
    const pages: [string, string[]][] = [
      [`/learning/${LESSON}/1`, [lesson.steps[0]?.title as string]],
      // A step whose note for phones is there, and not shown at a PC.
      [`/learning/${LESSON}/${forHands + 1}`, [lesson.steps[forHands]?.title as string]],
      [`/learning/${LESSON}`, ['Servicios cerca de mí']],
      [`/learning/${LESSON}/${lesson.steps.length + lesson.practice.length + 1}`, [question.ask, ...question.options]],
    ];
    for (const [path, lines] of pages) {
      await page.goto(path);
      await page.click('text=Escuchar');
      const said = await page.evaluate<{ text: string; lang: string }[]>('said');
      expect(said.slice(0, lines.length)).toEqual(lines.map((text) => ({ text, lang: 'es-PE' })));
      expect(said.map(({ text }) => text)).not.toContainEqual(expect.stringContaining('En su celular'));
      expect(await page.textContent('.read-aloud')).toBe('Parar la voz');
      await page.click('.read-aloud');
      expect([await page.evaluate('silenced'), await page.textContent('.read-aloud')]).toEqual([1, 'Escuchar']);
      // When the last line has been said, the button offers it again.
      await page.click('.read-aloud');
      await page.evaluate('sayAll()');
      expect(await page.textContent('.read-aloud')).toBe('Escuchar');
    }
    await context.close();
  }, PATIENCE);
});

/** A browser's voice that keeps what it is given to say. */
function voiceStub(lang: string): string {
  return `
    let waiting = [];
    Object.assign(window, { said: [], silenced: 0, sayAll: () => { for (const words of waiting.splice(0)) words.dispatchEvent(new Event('end')); } });
    class Words extends EventTarget { constructor(text) { super(); this.text = text.trim(); } }
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Words });
    Object.defineProperty(window, 'speechSynthesis', { value: {
      get speaking() { return waiting.length > 0; },
      getVoices: () => [{ lang: '${lang}', name: 'test' }],
      speak: (words) => { waiting.push(words); said.push({ text: words.text, lang: words.lang }); },
      cancel: () => { if (waiting.length > 0) silenced += 1; waiting = []; },
      addEventListener: () => undefined,
    } });`;
}

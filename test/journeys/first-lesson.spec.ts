import type { Browser, BrowserContext, Page } from 'playwright-core';
import { LearnerAccess, type Card } from '../../src/accounts/learner-access.service.js';
import { inAnyLanguage } from '../../src/activities/activity-kinds.js';
import { Session } from '../../src/attendance/session.entity.js';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { LessonTextsRepository } from '../../src/courses/lesson-texts.repository.js';
import type { LessonContent } from '../../src/courses/lesson-content.js';
import type { PracticeContent, PracticeTask } from '../../src/courses/practice-content.js';
import { LessonProgress } from '../../src/learning/lesson-progress.entity.js';
import { PracticeStep } from '../../src/learning/practice-step.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { addClassroom } from '../attendance/classroom.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';

/** Browsers are slow on a busy machine; nothing here measures time. */
const PATIENCE = 180_000;
const LESSON = '1A-03';

/**
 * Somebody who never used a computer: she mistypes her PIN, clicks twice on everything, presses "back", answers wrongly,
 * and the power goes in the middle. She gets through all the same, on a phone's width.
 */
inBrowser('a first lesson', () => {
  let world: TestApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let card: Card;
  let lesson: LessonContent;
  let practice: PracticeContent;
  let editionId: string;
  const faults: string[] = [];

  beforeAll(async () => {
    world = await startApp({ engine: 'embedded' });
    const room = await addClassroom(world, { count: 2 });
    await world.unitOfWork.run((tx) => tx.update(Session, room.session, { lessonCode: LESSON }), { actor: SYSTEM });
    editionId = room.edition.id;
    const desk = await world.addAccount(['coordinator']);
    const submission = { key: newId(), bodyHash: '', accountId: desk.id };
    [card] = await world.app.get(LearnerAccess).giveCards({ accountId: desk.id, centreId: world.centre.id }, [room.people[0]?.id as string], submission) as [Card];
    const texts = world.app.get(LessonTextsRepository);
    lesson = (await texts.lesson(world.centre.id, LESSON)).content as LessonContent;
    practice = await texts.practice(lesson.practice[0] as string);
    browser = await openBrowser();
    await comeIn();
  }, PATIENCE);

  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  async function comeIn(): Promise<void> {
    context = await openAs(browser, addressOf(world), null, { viewport: { width: 360, height: 740 } });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => faults.push(error.message));
  }

  async function signIn(pin: string): Promise<void> {
    await page.goto('/sign-in/card');
    await page.fill('#card', ` ${card.cardCode.toLowerCase()} `);
    await page.fill('#pin', pin);
    await page.dblclick('main button[type=submit]');
    await page.waitForLoadState();
  }

  /** A second click breaks off the way that the first one took: `waitForURL` would give up there. */
  async function arrive(path: string): Promise<void> {
    while (new URL(page.url()).pathname !== path) await page.waitForEvent('framenavigated');
    await page.waitForLoadState();
  }

  async function look(): Promise<void> {
    expect([page.url(), await violationsOf(page)]).toEqual([page.url(), []]);
    expect([page.url(), await overflows(page)]).toEqual([page.url(), false]);
  }

  it('begins with a PIN that is mistyped', async () => {
    await signIn(card.pin === '1234' ? '4321' : '1234');
    await page.waitForSelector('.error-summary');
    expect(new URL(page.url()).pathname).toBe('/sign-in/card');
    await signIn(card.pin as string);
    await page.waitForSelector('.next-step');
    await look();
  }, PATIENCE);

  it('leads from her home into the lesson, however often she clicks', async () => {
    await page.dblclick('.next-step .button');
    await arrive(`/learning/${LESSON}`);
    await look();
    await page.dblclick('main .actions .button');
    await arrive(`/learning/${LESSON}/1`);
    await look();
  }, PATIENCE);

  it('goes on step by step, and back, and on where she was after the power went', async () => {
    await page.dblclick('form.actions button');
    await arrive(`/learning/${LESSON}/2`);
    await page.goBack();
    await arrive(`/learning/${LESSON}/1`);
    await page.click('form.actions button');
    await arrive(`/learning/${LESSON}/2`);
    await context.close();
    await comeIn();
    await signIn(card.pin as string);
    await page.click('.next-step .button');
    await arrive(`/learning/${LESSON}/2`);
    for (let step = 2; step <= lesson.steps.length; step += 1) {
      await look();
      await page.click('form.actions button');
      await page.waitForURL(step < lesson.steps.length ? `**/learning/${LESSON}/${step + 1}` : '**/practice/*');
    }
    await look();
  }, PATIENCE);

  it('practises with mistakes and helps, without shame', async () => {
    await page.click('form[action$="/rounds"] button');
    for (const [index, task] of practice.tasks.entries()) {
      await page.waitForSelector(`text=Tarea ${index + 1} de ${practice.tasks.length}`);
      await look();
      if (index === 1) await tryWrongly();
      await perform(task);
      await page.click('form.activity .actions button:not([name=left])');
      await page.waitForSelector('text=¡Muy bien!');
    }
    await page.waitForSelector('text=Practicar otra vez');
    await look();
    const steps = await world.dataSource.manager.find(PracticeStep, { order: { ordinal: 'ASC' } });
    expect(steps.map(({ outcome }) => outcome)).toEqual(practice.tasks.map(() => 'done'));
    expect(steps[1]).toMatchObject({ attempts: 3, helps: 1 });
  }, PATIENCE);

  /** Twice something else; after the second time a help comes by itself. */
  async function tryWrongly(): Promise<void> {
    for (const time of [1, 2]) {
      await page.fill('#answer', 'asdf');
      const before = await page.waitForSelector('main');
      await page.click('form.activity .actions button:not([name=left])');
      // The words stand there since the first time: what tells the second answer from it is that the page's main part is another.
      await before.waitForElementState('hidden');
      await page.waitForSelector('text=Todavía no');
      expect(await page.locator('.lesson-page__help').count()).toBe(time - 1);
    }
  }

  async function perform(task: PracticeTask): Promise<void> {
    if (task.kind === 'keys') {
      for (const id of task.right) await page.keyboard.press(task.shown.keys.find((key) => key.id === id)?.key as string);
      return;
    }
    if (task.kind !== 'type-text' && task.kind !== 'correct-text') throw new Error(`no hands for ${task.kind}`);
    await page.fill('#answer', task.right.flatMap(inAnyLanguage)[0] as string);
  }

  it('answers three questions, one of them wrongly at first, and is done', async () => {
    await page.click('form.actions button');
    for (const [index, question] of lesson.questions.entries()) {
      await page.waitForSelector(`text=${question.ask}`);
      await look();
      if (index === 0) {
        await page.check(`#answer-${question.right % 3 + 1}`);
        await page.click('main form button[type=submit]');
        await page.waitForSelector('text=Todavía no es esa');
      }
      await page.check(`#answer-${question.right}`);
      await page.dblclick('main form button[type=submit]');
    }
    await arrive(`/learning/${LESSON}/end`);
    await look();
    const progress = await world.dataSource.manager.findOneByOrFail(LessonProgress, { lessonCode: LESSON });
    expect(progress.finishedAt).not.toBeNull();
  }, PATIENCE);

  it('ends with a certificate that anybody can check, and that she takes with her', async () => {
    const desk = await world.signIn('coordinator');
    const given = await desk.post(`/editions/${editionId}/certificates`, { people: card.personId, reason: 'Mostró en la sala todo lo del curso' });
    expect(given.status).toBe(303);
    await page.goto('/');
    await look();
    await page.click('a[href^="/certificates/"]');
    await page.waitForURL('**/certificates/*');
    await look();
    const path = new URL(page.url()).pathname;
    const pdf = await page.request.get(`${path}/certificate.pdf`);
    expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const [certificate] = await world.dataSource.manager.find(Certificate);
    await context.clearCookies();
    await page.goto(`/c/${certificate?.publicCode}`);
    expect(await page.textContent('main')).toContain('Alfabetización digital básica');
    await look();
    expect(faults).toEqual([]);
  }, PATIENCE);
});

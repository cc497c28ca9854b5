import type { Browser, Page } from 'playwright-core';
import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { CentreHoursService } from '../../src/centres/centre-hours.service.js';
import { RoomsService } from '../../src/centres/rooms.service.js';
import { loadCourses } from '../../src/courses/load-courses.js';
import { TrainerHoursService } from '../../src/courses/trainer-hours.service.js';
import { Learner } from '../../src/people/learner.entity.js';
import { DiagnosesService } from '../../src/placement/diagnoses.service.js';
import { itemBank } from '../../src/placement/item-bank.js';
import { PlacementTest } from '../../src/placement/placement-test.entity.js';
import { PlacementTestsService } from '../../src/placement/placement-tests.service.js';
import { PlacementsService } from '../../src/placement/placements.service.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { bandsOf } from '../../src/shared/kernel/availability.js';
import { addDays, formatLocalDate, instantAt, localDateAt, type Weekday } from '../../src/shared/kernel/local-date.js';
import { inventOrganisations, inventPeople, organisationsCsv, peopleCsv } from '../../seeds/demo/invented.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';

/** Browsers are slow on a busy machine; nothing here measures time. */
const PATIENCE = 180_000;
const ALL_WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6];
const organisations = inventOrganisations(6, 2, 2026);
const people = inventPeople(30, 4, 2026, 30_000_000, organisations).map((one) => ({ ...one, availability: 'L-M-V mañana, Ma-J tarde' }));

/** The main job as a trainer does it, in a browser: two lists become groups by level and the register of a first session. */
inBrowser('from an organisation\'s list to a group in its room', () => {
  let world: TestApp;
  let browser: Browser;
  let trainer: Visitor;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    world = await startApp({ engine: 'embedded' });
    await loadCourses(world.unitOfWork);
    trainer = await world.signIn(['trainer', 'coordinator']);
    await furnish(world, trainer);
    browser = await openBrowser();
    const context = await openAs(browser, addressOf(world), trainer, { viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  });

  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  /** Every page of the way is clean for axe, contrast included, and fits its window. */
  async function look(): Promise<void> {
    expect([page.url(), await violationsOf(page)]).toEqual([page.url(), []]);
    expect(await overflows(page)).toBe(false);
  }

  async function sendList(name: string, body: Buffer): Promise<void> {
    await page.goto('/imports');
    await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: body });
    await page.click('main form[enctype] button[type=submit]');
    await world.app.get(JobRunner).wake();
    await page.goto(page.url());
    await look();
    await page.click('form[action$="/confirmation"] button');
    await world.app.get(JobRunner).wake();
    await page.goto(page.url());
    expect(await page.textContent('main')).toContain('Registrada');
  }

  it('sends both lists in, looks at them row by row, and confirms', async () => {
    await page.goto('/');
    await look();
    await sendList('organizaciones.csv', organisationsCsv(organisations, 'V.E.S.'));
    await sendList('representantes.csv', peopleCsv(people));
    expect(await world.dataSource.manager.countBy(Learner, { centreId: world.centre.id })).toBe(30);
  }, PATIENCE);

  it('asks one person aloud, watches her at a PC, and confirms the level that Minka proposes', async () => {
    await page.goto('/placement/queue?stage=to-diagnose');
    await look();
    await page.locator('main td a').first().click();
    await look();
    await page.check('input[name=computerUse][value=never]');
    await page.click('main form button[type=submit]');
    await look();
    await page.click('a[href$="/checklist"]');
    await look();
    for (const { code } of itemBank().tasks.slice(0, 4)) await page.check(`input[name="task-${code}"][value=alone]`);
    await page.click('main form button[type=submit]');
    await look();
    await page.click('main form button[type=submit] >> nth=0');
    expect(await page.textContent('main')).toContain('quedó en el nivel');
    await placeTheOthers(world, trainer);
    await page.goto('/placement/queue?stage=to-confirm');
    // The first name has the focus: one key confirms, and Enter only opens her page.
    await page.locator('[data-first]:focus').press('Enter');
    await page.waitForURL(/\/placement\/queue\/[0-9a-f-]+$/u);
    await page.goto('/placement/queue?stage=to-confirm', { waitUntil: 'load' });
    expect(await page.isVisible('[data-confirm-keys]')).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    for (let pressed = 0; pressed < 3; pressed += 1) {
      const next = page.waitForResponse((response) => response.request().method() === 'GET' && response.url().endsWith('/placement/queue'));
      await page.locator('[data-first]:focus').press('c');
      await next;
      await page.waitForLoadState();
    }
    expect(await world.dataSource.manager.countBy(Learner, { centreId: world.centre.id, placementStage: 'placed' })).toBe(4);
    await confirmTheOthers(world, trainer);
  }, PATIENCE);

  it('plans an edition, enrols who has a level, and forms groups by level', async () => {
    const today = localDateAt(world.clock.now());
    await page.goto('/editions/new');
    await look();
    await page.check('input[name=courseCode][value=C1]');
    await page.fill('input[name=startsOn]', formatLocalDate(addDays(today, 7)));
    await page.fill('input[name=endsOn]', formatLocalDate(addDays(today, 34)));
    await page.click('main form button[type=submit]');
    await look();
    const edition = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
    await page.goto(edition);
    await page.locator('form[action$="/status"] button').first().click();
    await page.goto(`${edition}/enrolments/new`);
    await look();
    await page.locator('form[action$="/enrolments"] button').first().click();
    await look();
    await page.goto(`${edition}/groups/new`);
    await look();
    await page.click('form.forming button[type=submit]');
    await world.app.get(JobRunner).wake();
    await page.goto(page.url());
    await look();
    await page.click('form[action$="/confirmation"] button');
    await page.waitForLoadState();
    await look();
    expect(await world.dataSource.manager.countBy(Session, { centreId: world.centre.id })).toBeGreaterThan(0);
  }, PATIENCE);

  it('takes the register of the first session', async () => {
    const [session] = await world.dataSource.manager.find(Session, { order: { date: 'ASC', startsAt: 'ASC' }, take: 1 });
    const { id, date, startsAt } = session as Session;
    world.clock.travelTo(instantAt(date, startsAt));
    const again = await world.signInAs(trainer.account as never);
    const context = await openAs(browser, addressOf(world), again, { viewport: { width: 390, height: 844 } });
    page = await context.newPage();
    await page.goto('/');
    await look();
    await page.click(`a[href="/sessions/${id}/register"]`);
    await look();
    await page.locator('main form button[type=submit]').last().click();
    await page.waitForTimeout(500);
    const marks = await world.dataSource.manager.findBy(AttendanceMark, { sessionId: id });
    expect(marks.length).toBeGreaterThan(0);
    expect(new Set(marks.map(({ status }) => status))).toEqual(new Set(['present']));
  }, PATIENCE);

  it('met no fault of a script on the way', () => {
    expect(faults).toEqual([]);
  });
});

async function furnish(world: TestApp, trainer: Visitor): Promise<void> {
  const actor = { accountId: trainer.account?.id ?? null, centreId: world.centre.id };
  const options = { actor };
  const roomId = await world.app.get(RoomsService).addRoom(world.centre.id, 'Sala de cómputo', options);
  await world.app.get(RoomsService).addWorkstations(world.centre.id, roomId, { prefix: 'PC', from: 1, to: 20 }, options);
  const hours = ALL_WEEK.map((weekday) => ({ weekday, from: '08:00', to: '20:00' }));
  await world.app.get(CentreHoursService).saveOpeningHours(world.centre.id, hours, options);
  await world.app.get(TrainerHoursService).saveHours(world.centre.id, actor.accountId as string, hours, options);
}

/** Twenty-nine more of the same would prove nothing more in a browser: the services that the pages call do it. */
async function placeTheOthers(world: TestApp, trainer: Visitor): Promise<void> {
  const actor = { accountId: trainer.account?.id ?? null, centreId: world.centre.id };
  const learners = await world.dataSource.manager.findBy(Learner, { centreId: world.centre.id, placementStage: 'to-diagnose' });
  for (const [index, { personId, availability }] of learners.entries()) {
    await world.app.get(DiagnosesService).complete(personId, { computerUse: 'never', hours: bandsOf(availability ?? 0) }, { actor });
    const marks = Object.fromEntries(itemBank().tasks.map(({ code, level }) => [code, level < index % 4 ? 'alone' as const : 'no' as const]));
    await world.app.get(PlacementTestsService).observe(personId, marks, { actor });
  }
}

async function confirmTheOthers(world: TestApp, trainer: Visitor): Promise<void> {
  const actor = { accountId: trainer.account?.id ?? null, centreId: world.centre.id };
  for (const { personId } of await world.dataSource.manager.findBy(Learner, { centreId: world.centre.id, placementStage: 'to-confirm' })) {
    const test = await world.dataSource.manager.findOneByOrFail(PlacementTest, { personId });
    await world.app.get(PlacementsService).decide(personId, { level: test.level ?? 0, reason: null }, { actor });
  }
}

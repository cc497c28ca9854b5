import type { Browser, Page } from 'playwright-core';
import { loadCourses } from '../../src/courses/load-courses.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser, violationsOf } from '../helpers/browser.js';

const PATIENCE = 120_000;
const EDIT = '/lessons/1A-02/edit';
const TYPED = 'Escrito antes del corte de luz';

/** What a coordinator types in a lesson outlives a power cut, in her browser, until she saves it. */
inBrowser('a lesson that is being written', () => {
  let world: TestApp;
  let browser: Browser;
  let page: Page;
  let coordinator: Visitor;
  let address: string;

  beforeAll(async () => {
    world = await startApp({ engine: 'embedded' });
    await loadCourses(world.unitOfWork);
    browser = await openBrowser();
    coordinator = await world.signIn('coordinator');
    address = addressOf(world);
    page = await (await openAs(browser, address, coordinator)).newPage();
    page.setDefaultTimeout(20_000);
    page.on('dialog', (dialog) => void dialog.accept());
  }, PATIENCE);

  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  const title = (step: number): string => `[name="steps.${step}.title"]`;
  const kept = (): Promise<number> => page.evaluate('Object.keys(localStorage).filter((name) => name.startsWith("minka-lesson")).length');
  const offered = (): Promise<number> => page.locator('[data-draft-take]').count();

  const stored = (): Promise<string> => page.evaluate('JSON.stringify({ ...localStorage })');
  /** What was typed is kept after a short pause. */
  async function keeps(words: string): Promise<void> {
    while (!(await stored()).includes(words)) await page.waitForTimeout(50);
  }

  it('comes back after the power went, with a step that was added', async () => {
    await page.goto(EDIT);
    expect([await offered(), await kept()]).toEqual([0, 0]);
    await page.click('button[value="add.0"]');
    await page.fill(title(1), TYPED);
    await page.fill('[name="steps.1.text"]', 'Una línea.\n\nOtra línea.');
    await keeps('Otra línea');
    await page.close({ runBeforeUnload: false });
    page = await browser.contexts()[0]!.newPage();
    await page.goto(EDIT);
    expect(await page.inputValue(title(1))).not.toBe(TYPED);
    expect(await violationsOf(page)).toEqual([]);
    await page.click('[data-draft-take]');
    await page.waitForSelector('[data-preview], [data-error-summary]');
    expect([await page.inputValue(title(1)), await page.inputValue('[name="steps.1.text"]')]).toEqual([TYPED, 'Una línea.\n\nOtra línea.']);
  }, PATIENCE);

  it('is dropped once it is saved, or by her own wish', async () => {
    await page.fill('[name="reason"]', 'Un paso más');
    await page.click('button[value="save"]:visible');
    await page.waitForURL('**/lessons/1A-02');
    expect(await kept()).toBe(0);
    await page.goto(EDIT);
    expect([await offered(), await page.inputValue(title(1))]).toEqual([0, TYPED]);
    await page.fill(title(0), 'Otra cosa');
    await keeps('Otra cosa');
    await page.goto('/lessons/1A-02');
    await page.goto(EDIT);
    await page.click('[data-draft-drop]');
    expect([await offered(), await kept()]).toEqual([0, 0]);
  }, PATIENCE);

  it('shows the picture that is chosen, and each step by its name', async () => {
    await page.click('#step-2 > summary');
    expect(await page.textContent('#step-2 > summary')).toBe(`Paso 2: ${TYPED}`);
    const select = page.locator('[name="steps.1.picture"]');
    const name = await select.locator('option').nth(2).getAttribute('value') as string;
    await select.selectOption(name);
    const shown = page.locator('#step-2 img');
    expect(await shown.getAttribute('src')).toContain(name);
    // Evaluated in the page itself: the page's own rules forbid code that comes as text and is asked again and again.
    expect(await shown.evaluate((image) => (image as unknown as { decode: () => Promise<void> }).decode().then(() => (image as unknown as { naturalWidth: number }).naturalWidth))).toBeGreaterThan(0);
    await page.goto(EDIT);
  }, PATIENCE);

  it('is offered to nobody else at the PC, and never kept of a discreet lesson', async () => {
    await page.fill(title(0), 'Otra cosa');
    await keeps('Otra cosa');
    const other = await world.signIn('coordinator');
    await page.context().addCookies([...other.cookies].map(([name, value]) => ({ name, value, url: address })));
    await page.goto(EDIT);
    expect([await kept(), await offered()]).toEqual([1, 0]);
    await page.goto('/lessons/2B-06/edit');
    await page.fill(title(0), 'Discreta');
    await page.waitForTimeout(800);
    expect(await stored()).not.toContain('Discreta');
  }, PATIENCE);
});

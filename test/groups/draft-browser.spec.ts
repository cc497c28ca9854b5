import type { Browser, BrowserContext, Page } from 'playwright-core';
import { USUAL_HOURS } from '../../src/groups/forming-options.js';
import type { DraftGroup, GroupDraft } from '../../src/groups/group-draft.js';
import { GroupProposal } from '../../src/groups/group-proposal.entity.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser } from '../helpers/browser.js';
import { tellEdition } from './edition-story.js';

inBrowser('a draft of groups, in a browser', () => {
  let world: TestApp;
  let trainer: Visitor;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let draft: string;
  let group: DraftGroup;

  beforeAll(async () => {
    world = await startApp({ engine: 'embedded' });
    trainer = await world.signIn('trainer');
    const { edition, room, people } = await tellEdition(world, { people: 18, bands: ['mwf-morning'], levelOf: () => 0 });
    await trainer.post(`/editions/${edition.id}/enrolments`, { people: people.map(({ id }) => id) });
    const [hour] = USUAL_HOURS as [(typeof USUAL_HOURS)[number]];
    draft = String((await trainer.post(`/editions/${edition.id}/groups/proposals`, {
      hours: hour.code, [`from-${hour.code}`]: hour.startsAt, [`to-${hour.code}`]: hour.endsAt, rooms: room.id, organisations: 'indifferent', mixing: 'adjacent', minimumSize: '2', maximumGroups: '',
    })).headers.location);
    await world.app.get(JobRunner).wake();
    const { version, content } = await world.dataSource.manager.findOneByOrFail(GroupProposal, { editionId: edition.id });
    [group] = (content as GroupDraft).groups as [DraftGroup];
    await trainer.post(`${draft}/moves`, { people: group.memberIds.slice(1), group: 'out', version: String(version) });
    browser = await openBrowser();
    context = await openAs(browser, addressOf(world), trainer, { viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  it.each([[1280, 800], [390, 844]])('shows whole whom a key has come to among those without a place, at %i pixels', async (width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(draft);
    await page.locator('[id^="out-"]').first().focus();
    const lines = await page.locator('[id^="out-"]').count();
    expect(lines).toBeGreaterThan(10);
    for (let line = 1; line < lines; line += 1) {
      await page.keyboard.press('Tab');
      const [row, bar] = await Promise.all([page.locator('.member:has(:focus)').boundingBox(), page.locator('form:has(:focus) .move-line').boundingBox()]);
      expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    }
  });

  it('takes the hour that is written below for the one that is meant', async () => {
    await page.goto(`${draft}/timetable?group=${group.key}`);
    const chosen = (): Promise<string> => page.locator('[name=hour]:checked').inputValue();
    expect(await chosen()).toBe('now');
    await page.locator('[name=from]').fill('');
    expect(await chosen()).toBe('now');
    await page.locator('[name=from]').fill('10:00');
    expect(await chosen()).toBe('own');
    await page.locator('[name=hour][value=now]').check();
    await page.locator('[name=days]').last().check();
    expect(await chosen()).toBe('own');
  });
});

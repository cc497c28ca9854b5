import type { Browser } from 'playwright-core';
import type { Account } from '../../src/accounts/account.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import type { FreeSlot } from '../../src/coaching/free-slots.js';
import { slotName } from '../../src/coaching/slot-choice.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAtPages, openAs, openBrowser } from '../helpers/browser.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';

/** A folder for pictures of the pages, to look at. */
const TODAY = '2026-11-23';

inBrowser('the pages of bookings', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let place: CoachingCentre;
  let booked: Id;
  let free: string;
  const visitors: Record<string, Visitor> = {};

  beforeAll(async () => {
    browser = await openBrowser();
    test = await startApp({ engine: 'embedded' });
    address = addressOf(test);
    place = await addCoachingCentre(test, { coaches: 3, people: 6, workstations: 8 });
    const service = test.app.get(BookingsService);
    const ids: Id[] = [];
    for (const [index, startsAt] of ['10:30', '11:15', '11:15', '15:00'].entries()) {
      ids.push(await service.book(place.desk, { personId: place.people[index]?.id as Id, wishes: {}, date: TODAY, startsAt, topic: 'email' }));
    }
    [booked = ''] = ids;
    await service.book(place.desk, { personId: place.people[0]?.id as Id, wishes: {}, date: '2026-11-25', startsAt: '09:00', topic: 'phone' });
    await service.arrive(place.desk, booked, { version: 1 });
    const [slot] = await service.freeSlots(place.desk, { personId: place.people[5]?.id as Id, wishes: {} });
    free = slotName(slot as FreeSlot);
    visitors.desk = await test.signIn('coordinator');
    visitors.coach = await test.signInAs(await test.dataSource.manager.findOneByOrFail('Account', { id: place.coaches[0]?.accountId as string }) as Account);
    visitors.learner = await test.signIn('learner', { personId: place.people[0]?.id as string });
    visitors.other = await test.signIn('learner', { personId: place.people[5]?.id as string });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it.each<[string, () => Record<string, string>]>([
    ['other', () => ({
      ask: '/coaching/new', hours: '/coaching/new/hours', 'no-hours': '/coaching/new/hours?with=male', confirm: `/coaching/new/confirmation?slot=${free}`, 'mine-empty': '/coaching/mine', 'home-learner': '/',
    })],
    ['learner', () => ({ mine: '/coaching/mine', cancel: `/coaching/bookings/${booked}/cancellation` })],
    ['coach', () => ({ 'home-coach': '/', 'my-day': '/coaching/my-day' })],
    ['desk', () => ({
      day: '/coaching', 'day-coach': '/coaching?by=coach', 'day-empty': '/coaching?date=2026-11-27', 'call-list': `/coaching/call-list?date=${TODAY}`, booking: `/coaching/bookings/${booked}`,
      find: '/coaching/bookings/new?q=quispe', 'desk-booking': `/coaching/bookings/new?person=${place.people[4]?.id}`, person: `/people/${place.people[0]?.id}`,
    })],
  ])('are clean and fit a phone: %s', (who, pages) => lookAtPages({ browser, address }, visitors[who] as Visitor, pages()), 60_000);

  it.each(['/coaching', '/coaching?by=coach'])('%s shows the names and hours of a day whole, each within its own hour and no word broken', async (path) => {
    for (const width of [1280, 360]) {
      const context = await openAs(browser, address, visitors.desk as Visitor, { viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.goto(path);
      // A word is broken where one of its letters stands on another line than its first.
      const [named, cut] = await page.evaluate<[number, string[]]>(`(() => {
        const cells = [...document.querySelectorAll('.timeline__span--booked')];
        const broken = (text) => [...text.matchAll(/\\S+/g)].some(({ 0: word, index }) => {
          const range = document.createRange();
          range.setStart(text.node, index);
          range.setEnd(text.node, index + word.length);
          return range.getClientRects().length > 1;
        });
        const faulty = cells.filter((cell) => {
          const link = cell.querySelector('a');
          const text = Object.assign(new String(link.textContent), { node: link.firstChild });
          const [inner, outer] = [link.getBoundingClientRect(), cell.getBoundingClientRect()];
          return broken(text) || inner.right > outer.right || inner.left < outer.left || inner.bottom > outer.bottom;
        });
        const hours = [...document.querySelectorAll('.timeline thead th')].filter((head) => broken(Object.assign(new String(head.textContent), { node: head.firstChild })));
        return [cells.length, [...faulty, ...hours].map((cell) => cell.textContent)];
      })()`);
      expect([width, named, cut]).toEqual([width, 4, []]);
      await context.close();
    }
  });
});

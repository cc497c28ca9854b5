import type { Response } from 'supertest';
import { Session } from '../../src/attendance/session.entity.js';
import type { LessonContent } from '../../src/courses/lesson-content.js';
import { LessonTextsRepository } from '../../src/courses/lesson-texts.repository.js';
import { OpenedLesson } from '../../src/learning/opened-lesson.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { addClassroom, sessionOf, type Classroom } from '../attendance/classroom.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';

/** What nobody at her side should read outside the lessons themselves. */
const TOPIC = /violen|agres|maltrat|abus[aoi]|acos[aoe]|feminicid|v[ií]ctima|l[ií]nea 100|chat 100|emergencia mujer|\bcem\b|warmi|amenaz/iu;
/** Pages whose body is the lesson: what it says is what it is for. */
const BODIES = /^\/(?:learning|lessons)\/2B-\d\d(?:\/|$|\?)/u;
const LESSONS = Array.from({ length: 9 }, (_, index) => `2B-0${index + 1}`);
const MOST_PAGES = 250;

/** A module that may put somebody in danger leaves no trace of its topic outside its lessons' own text. */
describe('a discreet module', () => {
  let test: TestApp;
  let room: Classroom;
  let learner: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    room = await addClassroom(test, { count: 2 });
    const { group } = room;
    await test.unitOfWork.run(async (tx) => {
      await tx.execute("UPDATE editions SET course_code = 'C2' WHERE id = ?", [room.edition.id]);
      await tx.execute("UPDATE learning_groups SET module_code = '2B' WHERE id = ?", [group.id]);
      await tx.update(Session, room.session, { lessonCode: '2B-06' });
      await tx.insert(Session, sessionOf(group, { lessonCode: '2B-07', startsAt: '15:00', endsAt: '16:30', ordinal: 2 }));
      await tx.insert(OpenedLesson, LESSONS.map((lessonCode) => ({ id: newId(), groupId: group.id, lessonCode, openedAt: tx.now, openedBy: null })));
    }, { actor: SYSTEM });
    learner = await test.signIn('learner', { personId: room.people[0]?.id as string });
    await takeLesson('2B-07');
    const desk = await test.signIn('coordinator');
    await desk.post(`/editions/${room.edition.id}/certificates`, { people: room.people[0]?.id as string, reason: 'Mostró en la sala todo lo del curso' });
  }, 60_000);
  afterAll(() => test.close());

  /** From its first step to its end, with a round of practice and all three questions. */
  async function takeLesson(code: string): Promise<void> {
    const { steps, practice, questions } = (await test.app.get(LessonTextsRepository).lesson(test.centre.id, code)).content as LessonContent;
    for (let step = 1; step <= steps.length; step += 1) await learner.post(`/learning/${code}/${step}`);
    for (const [index, one] of practice.entries()) {
      await learner.post(`/learning/${code}/practice/${one}/rounds`);
      for (let task = 1; task <= 8; task += 1) await learner.post(`/learning/${code}/practice/${one}/tasks/${task}`, { left: 'yes' });
      await learner.post(`/learning/${code}/${steps.length + index + 1}`);
    }
    for (const [index, { right }] of questions.entries()) await learner.post(`/learning/${code}/${steps.length + practice.length + index + 1}`, { answer: right });
  }

  it('leaves none on the pages of a learner', async () => {
    const seen = await crawl(learner, ['/', ...LESSONS.flatMap((code) => [`/learning/${code}`, `/learning/${code}/print`, `/learning/${code}/end`])]);
    expect(seen.filter((path) => BODIES.test(path)).length).toBeGreaterThan(40);
    expect(seen.some((path) => path.startsWith('/certificates/'))).toBe(true);
    // The words that are looked for do stand in the lessons.
    expect((await learner.get('/learning/2B-06/print')).text).toMatch(TOPIC);
  }, 120_000);

  it.each(['trainer', 'coordinator'] as const)('leaves none on the pages of the staff: %s', async (role) => {
    const seen = await crawl(await test.signIn(role), ['/', '/sessions', '/sessions?as=csv', `/groups/${room.group.id}/list`, '/calendar', `/groups/${room.group.id}`, `/editions/${room.edition.id}/sessions`,
      `/sessions/${room.session.id}/room`, `/sessions/${room.session.id}/register`, ...role === 'coordinator' ? ['/audit'] : []]);
    expect(seen.length).toBeGreaterThan(40);
    expect(seen).toContain('/courses/C2');
  }, 120_000);

  it('leaves none on record: in the trail, in sessions, in what waits to be done', async () => {
    for (const table of ['audit_entries', 'web_sessions', 'jobs', 'idempotency_keys', 'certificates', 'lesson_progress', 'lesson_answers']) {
      const rows = await test.dataSource.query<object[]>(`SELECT * FROM ${table}`);
      expect([table, TOPIC.exec(JSON.stringify(rows))?.[0]]).toEqual([table, undefined]);
    }
  });

  it('leaves none to whoever comes to the PC next, not even what was just to be said', async () => {
    const path = '/learning/2B-06';
    const { steps, practice, questions } = (await test.app.get(LessonTextsRepository).lesson(test.centre.id, '2B-06')).content as LessonContent;
    const first = steps.length + practice.length + 1;
    const [index, question] = [...questions.entries()].find(([, { why }]) => TOPIC.test(why)) as [number, LessonContent['questions'][number]];
    await learner.post(`${path}/${first + index}`, { answer: question.right });
    expect(flashOf(learner)).toMatch(TOPIC);
    await learner.post('/exit');
    expect(learner.cookies.has('minka_flash')).toBe(false);
    expect((await learner.get('/sign-in')).text).not.toMatch(TOPIC);
  });

  /** Goes from link to link; every page is looked at, of pages that differ in nothing but an id only some. @returns the paths */
  async function crawl(visitor: Visitor, from: readonly string[]): Promise<string[]> {
    const waiting = [...from];
    const seen = new Set<string>();
    const kinds = new Map<string, number>();
    for (let path = waiting.shift(); path !== undefined && seen.size < MOST_PAGES; path = waiting.shift()) {
      // All figures have pages alike, and so have their definitions.
      const kind = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gu, ':id').replace(/^\/(figures|definitions|gaps)\/[^/?]+/u, '/$1/:code').replace(/=[^&]*/gu, '=');
      const times = kinds.get(kind) ?? 0;
      if (seen.has(path) || times >= 4 || /^\/(?:courses\/C1|lessons\/[12][AC]|lessons\/1B|course-pictures|assets)|\/edit$|\/events$/u.test(path)) continue;
      seen.add(path);
      kinds.set(kind, times + 1);
      const page = await visitor.get(path);
      expect([path, page.status]).toEqual([path, expect.any(Number)]);
      expect([path, tracesOf(path, page)]).toEqual([path, []]);
      if (page.headers.location) waiting.push(page.headers.location as string);
      for (const [, link] of (page.text ?? '').matchAll(/ href="(\/[^"#]*)/gu)) waiting.push(unescaped(link as string));
    }
    return [...seen];
  }
});

function tracesOf(path: string, page: Response): string[] {
  const text = page.text ?? '';
  const title = /<title>([^<]*)/u.exec(text)?.[1] ?? '';
  const addresses = [...text.matchAll(/ (?:href|src|action)="(\/[^"]*)/gu)].map(([, address]) => unescaped(decodeURIComponent(address as string)));
  const headers = Object.entries(page.headers as Record<string, string>).filter(([name]) => name !== 'content-security-policy').map(([name, value]) => `${name}: ${value}`);
  // The page with the numbers to call is opened on purpose: its address and its title say nothing.
  const isBody = BODIES.test(path) || /\/room(?:\?|$)|^\/free-help$/u.test(path);
  const around = isBody ? text.replace(/<main[\s\S]*<\/main>/u, '') : text;
  return [path, title, ...addresses, ...headers, ...around.split('\n')].filter((line) => TOPIC.test(line)).map((line) => line.slice(0, 200));
}

function flashOf(visitor: Visitor): string {
  return Buffer.from(visitor.cookies.get('minka_flash')?.split('.')[0] ?? '', 'base64url').toString();
}

function unescaped(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replaceAll('&quot;', '"');
}

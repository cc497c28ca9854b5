import { startApp, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { newId } from '../shared/kernel/ids.js';
import { readCourses } from './course-content.js';
import { CoursePicture } from './course-picture.entity.js';
import { pictureUrl } from './course-pictures.js';
import { loadCourses } from './load-courses.js';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle r="3"/></svg>';

describe('the address of a picture', () => {
  const place = { courseCode: 'C1', contentVersion: '0123456789abcdef' };

  it.each([
    ['mouse.svg', '/course-pictures/C1/0123456789abcdef/mouse.svg'],
    ['../secret', '/course-pictures/C1/0123456789abcdef/..%2Fsecret'],
    [`${'a1'.repeat(32)}.png`, `/centre-pictures/${'a1'.repeat(32)}.png`],
    [`${'a1'.repeat(32)}.svg`, `/course-pictures/C1/0123456789abcdef/${'a1'.repeat(32)}.svg`],
  ])('of %s', (name, address) => {
    expect(pictureUrl(place, name)).toBe(address);
  });
});

describe.each(ENGINES)('pictures of courses, %s', (engine) => {
  let test: TestApp;
  let learner: Visitor;
  const place = { courseCode: 'C1', contentVersion: readCourses()[0]?.contentVersion as string };

  beforeAll(async () => {
    test = await startApp({ engine });
    await loadCourses(test.unitOfWork);
    await test.unitOfWork.run((tx) => tx.insert(CoursePicture, { id: newId(), courseCode: 'C1', name: 'a-test.svg', svg: SVG }), { actor: { accountId: null, centreId: null } });
    learner = await test.signIn('learner');
  });
  afterAll(() => test.close());

  it('are kept for ever under the address of their content, and nothing in them runs', async () => {
    const answer = await learner.get(pictureUrl(place, 'a-test.svg'));
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml', 'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(answer.body as Buffer).toString()).toBe(SVG);
  });

  it('are shown under an older address without being kept', async () => {
    const answer = await learner.get('/course-pictures/C1/older/a-test.svg');
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  it('are not there when they are not, and not for strangers', async () => {
    expect((await learner.get(pictureUrl(place, 'none.svg'))).status).toBe(404);
    expect((await learner.get(pictureUrl({ ...place, courseCode: 'C2' }, 'a-test.svg'))).status).toBe(404);
    expect((await test.visitor().get(pictureUrl(place, 'a-test.svg'))).status).toBe(303);
  });
});

import type { Response } from 'supertest';
import { strFromU8, unzipSync } from 'fflate';
import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { Report } from '../../src/reports/publishing/report.entity.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { translator } from '../../src/shared/web/i18n.js';
import { addClassroom, type Classroom } from '../attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addSmallProject } from './small-project.js';

const t = translator('es');

describe.each(ENGINES)('who withdrew her consent, %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let administrator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    room = await addClassroom(test, { count: 8 });
    await test.unitOfWork.run((tx) => tx.insert(AttendanceMark, room.people.map(({ id }) => ({
      id: newId(), sessionId: room.session.id, personId: id, centreId: test.centre.id, status: 'present' as const, minutes: null, reason: null, markedAt: tx.now, markedBy: null, version: 1,
    }))), { actor: SYSTEM });
    administrator = await test.signIn('administrator');
    expect((await administrator.post(`/people/${room.people[0]?.id}/consent/withdrawal`)).status).toBe(303);
    await test.app.get(FactsKeeper).catchUp();
  }, 120_000);
  afterAll(() => test.close());

  it('still counts, but is not named in a proof nor found in it by her name', async () => {
    const { surnames = '' } = room.people[0] ?? {};
    const words = wordsOf(await administrator.get('/figures/registered/proof'));
    expect(words).toContain(t('figures:proof.equal'));
    expect(words).toContain(t('figures:proof.withdrawn'));
    expect(words).not.toContain(`${surnames},`);
    expect(words).toContain(`${room.people[1]?.surnames},`);
    expect(wordsOf(await administrator.get(`/figures/registered/proof?name=${encodeURIComponent(surnames)}`))).toContain(t('figures:proof.empty.title'));
  });

  it('has no row in the evaluation pack', async () => {
    const { project } = await addSmallProject(test);
    test.clock.advance(86_400_000);
    administrator = await test.signIn('administrator');
    const { headers } = await administrator.post(`/projects/${project.id}/reports`, { startsOn: '01/11/2026', endsOn: '23/11/2026', missing: 'known' });
    await test.app.get(JobRunner).wake();
    const path = String(headers.location);
    const { digest } = await test.dataSource.manager.findOneByOrFail(Report, { id: path.split('/')[2] });
    expect((await administrator.post(`${path}/publication`, { digest })).status).toBe(303);
    const answer = await administrator.send(administrator.request().post(`${path}/files/pack`).type('form').send({ _key: newId() }).buffer(true).parse(asBytes));
    const files = unzipSync(new Uint8Array(answer.body as Buffer));
    const rows = (name: string): number => strFromU8(files[name] as Uint8Array).trim().split('\r\n').length - 1;
    expect([rows('personas.csv'), rows('registros.csv')]).toEqual([7, 7]);
  });
});

function asBytes(answer: Response, done: (error: Error | null, body: Buffer) => void): void {
  const response = answer as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}

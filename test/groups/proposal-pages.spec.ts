import type { Person } from '../../src/people/person.entity.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { GroupProposal } from '../../src/groups/group-proposal.entity.js';
import type { GroupDraft } from '../../src/groups/group-draft.js';
import { USUAL_HOURS } from '../../src/groups/forming-options.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { EditionTrainer } from '../../src/courses/edition-trainer.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM, type Tx } from '../../src/shared/database/tx.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { tellEdition, type EditionStory } from './edition-story.js';

const MORNING = USUAL_HOURS[0] as (typeof USUAL_HOURS)[number];

describe.each(ENGINES)('a proposal and what stands in its way, %s', (engine) => {
  let test: TestApp;
  let trainer: Visitor;
  let taken: EditionStory;
  let story: EditionStory;
  let base: string;

  const write = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> => test.unitOfWork.run(work, { actor: SYSTEM });
  const ask = async (hours: string[], more: Record<string, unknown> = {}): Promise<string> => {
    const times = Object.fromEntries(USUAL_HOURS.flatMap(({ code, startsAt, endsAt }) => [[`from-${code}`, startsAt], [`to-${code}`, endsAt]]));
    const answer = await trainer.post(`${base}/groups/proposals`, {
      hours, rooms: taken.room.id, organisations: 'indifferent', mixing: 'adjacent', minimumSize: '4', maximumGroups: '', ...times, ...more,
    });
    await test.app.get(JobRunner).wake();
    return answer.headers.location as string;
  };
  const draftAt = async (path: string): Promise<{ version: string; draft: GroupDraft }> => {
    const { version, content } = await test.dataSource.manager.findOneByOrFail(GroupProposal, { id: path.split('/').at(-1) as Id });
    return { version: String(version), draft: content as GroupDraft };
  };

  /** Another edition of the same weeks has the only room, with the only trainer, every Monday, Wednesday and Friday morning. */
  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer');
    taken = await tellEdition(test, { people: 0, bands: ['mwf-morning'] });
    story = await tellEdition(test, { people: 24, bands: ['mwf-morning'], levelOf: () => 0 });
    base = `/editions/${story.edition.id}`;
    await write(async (tx) => {
      await tx.execute("UPDATE editions SET name = 'Cuarta vuelta' WHERE id = ?", [taken.edition.id]);
      await tx.execute('DELETE FROM workstations WHERE room_id = ?', [story.room.id]);
      await tx.execute('UPDATE edition_trainers SET account_id = ? WHERE edition_id = ?', [taken.trainerId, story.edition.id]);
      await tx.insert(LearningGroup, {
        id: newId(), editionId: taken.edition.id, centreId: test.centre.id, name: 'Grupo E', level: 0, moduleCode: null, roomId: taken.room.id, trainerId: taken.trainerId,
        days: MORNING.days, startsAt: '09:00', endsAt: '13:00', capacity: 18, createdAt: tx.now, version: 1,
      });
    });
    expect(await test.dataSource.manager.findBy(EditionTrainer, { editionId: story.edition.id })).toHaveLength(1);
    await trainer.post(`${base}/enrolments`, { everybody: 'yes' });
  });
  afterAll(() => test.close());

  it('is said on the form at each hour before it is asked for', async () => {
    const { result: page, queries } = await countQueries(() => trainer.get(`${base}/groups/new`));
    expect(wordsOf(page)).toMatch(/Pueden venir 24 personas\. La sala la usa Grupo E de Cuarta vuelta \([^)]*\)\. Elena Ríos Paz ya enseña a esa hora\./u);
    expect(page.text).not.toMatch(/value="mwf-early" checked/u);
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('is said of everybody where no group came of it, with what one more group would change', async () => {
    const path = await ask(['mwf-early', 'mwf-late']);
    const { result: page, queries } = await countQueries(() => trainer.get(path));
    expect((await draftAt(path)).draft.groups).toEqual([]);
    expect(wordsOf(page)).toContain('No salió ningún grupo');
    expect(wordsOf(page)).not.toContain('mínimo más bajo');
    expect(wordsOf(page)).toContain('24 personas no tienen lugar');
    expect(wordsOf(page)).toContain('La sala la usa Grupo E de Cuarta vuelta');
    expect(wordsOf(page)).toContain('¿Y si hubiera un grupo más?');
    expect(page.text).not.toContain(`${path}/confirmation`);
    expect(queries).toBeLessThanOrEqual(8);
    const asked = wordsOf(await trainer.get(`${path}/one-more?hour=mwf-early&room=${taken.room.id}`));
    expect(asked).toMatch(/La sala la usa Grupo E de Cuarta vuelta .* Elena Ríos Paz ya enseña a esa hora\./u);
  });

  it('is said with its dates, be it a single one', async () => {
    await write((tx) => tx.execute("UPDATE editions SET ends_on = '2026-11-30' WHERE id = ?", [taken.edition.id]));
    for (const path of [`${base}/groups/new`, await ask(['mwf-early'])]) {
      expect(wordsOf(await trainer.get(path))).toMatch(/La sala la usa Grupo E de Cuarta vuelta \(lunes[^)]*; coinciden el 30\/11\/2026\)/u);
    }
  });

  it('asks before a group is given up, and takes one more where there is none', async () => {
    await write((tx) => tx.execute("UPDATE learning_groups SET ends_at = '11:00' WHERE edition_id = ?", [taken.edition.id]));
    const path = await ask(['mwf-late'], { minimumSize: '18', maximumGroups: '', mixing: 'never', rooms: taken.room.id });
    const { draft, version } = await draftAt(path);
    expect(draft.groups).toHaveLength(1);
    const question = `${path}/groups/removal?group=${draft.groups[0]?.key}`;
    expect((await trainer.get(path)).text).toContain(`href="${question}"`);
    expect((await trainer.get(path)).text).not.toContain(`action="${path}/groups/removal"`);
    expect(wordsOf(await trainer.get(question))).toMatch(/Grupo A \(.*\) saldrá de la propuesta, y 18 personas se quedarán sin lugar\./u);
    expect((await trainer.get(`${path}/groups/removal?group=x`)).status).toBe(404);
    expect((await draftAt(path)).version).toBe(version);
    await trainer.post(`${path}/groups/removal`, { key: draft.groups[0]?.key, version });
    expect(wordsOf(await trainer.get(path))).toMatch(/No salió ningún grupo.*Da lugar a 18 personas/u);
    const added = { version: (await draftAt(path)).version, days: String(MORNING.days), from: '11:00', to: '13:00', room: taken.room.id };
    expect((await trainer.post(`${path}/groups`, added)).status).toBe(303);
    expect((await draftAt(path)).draft.groups.map(({ name }) => name)).toEqual(['Grupo A']);
  });

  it('ends the waiting of who gets a seat in another round of the course, and says so there', async () => {
    const [waiting, staying] = story.people as [Person, Person];
    await trainer.post(`/editions/${taken.edition.id}/enrolments`, { people: [waiting.id, staying.id] });
    const there = (): Promise<Enrolment[]> => test.dataSource.manager.findBy(Enrolment, { editionId: taken.edition.id });
    expect((await there()).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    const path = await ask(['mwf-late']);
    const { version, draft } = await draftAt(path);
    const seated = draft.groups.flatMap(({ memberIds }) => memberIds);
    const out = await trainer.post(`${path}/moves`, { people: seated.includes(staying.id) ? staying.id : seated.at(-1), group: 'out', version });
    expect(out.status).toBe(303);
    const members = (await draftAt(path)).draft.groups.flatMap(({ memberIds }) => memberIds);
    await trainer.post(`${path}/confirmation`, { version: (await draftAt(path)).version });
    const expected = [waiting.id, staying.id].map((id) => (members.includes(id) ? 'withdrawn' : 'waiting')).sort();
    expect((await there()).map(({ status }) => status).sort()).toEqual(expected);
    expect(expected).toContain('waiting');

    // By hand as well.
    const [enrolled] = await test.dataSource.manager.findBy(Enrolment, { editionId: story.edition.id, personId: staying.id });
    const [group] = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    await write((tx) => tx.execute('UPDATE learning_groups SET capacity = 20 WHERE id = ?', [group?.id]));
    expect((await trainer.post(`/enrolments/${enrolled?.id}/move`, { group: group?.id, reason: 'x', agreed: 'yes' })).status).toBe(303);
    expect((await there()).find(({ personId }) => personId === staying.id)).toMatchObject({ status: 'withdrawn', groupId: null });
    expect(wordsOf(await trainer.get(`/editions/${taken.edition.id}/enrolments?show=withdrawn`))).toContain('Le dieron un lugar en otra vuelta de este curso');
    await write((tx) => tx.execute('UPDATE enrolments SET group_id = NULL, status = ? WHERE edition_id = ?', ['enrolled', story.edition.id]));
    await write((tx) => tx.execute('DELETE FROM sessions WHERE group_id = ?', [group?.id]));
    await write((tx) => tx.execute('UPDATE learning_groups SET days = 64 WHERE id = ?', [group?.id]));
  });

  it('forecasts as many lessons with a date as confirming plans, on a day whose hour is over too', async () => {
    test.clock.travelTo(instantAt('2026-12-30', '14:00'));
    trainer = await test.signIn('trainer');
    const path = await ask(['mwf-late']);
    const forecast = /Grupo B, (\d+) de 18/u.exec(wordsOf(await trainer.get(path)))?.[1];
    await trainer.post(`${path}/confirmation`, { version: (await draftAt(path)).version });
    expect(forecast).toBeDefined();
    expect(wordsOf(await trainer.get(base))).toContain(`Grupo B, ${forecast} de 18`);
  });
});

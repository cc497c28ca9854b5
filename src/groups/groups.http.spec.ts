import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { tellEdition, type EditionStory } from '../../test/groups/edition-story.js';
import { Session } from '../attendance/session.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { JobRunner } from '../shared/jobs/job-runner.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { Enrolment } from './enrolment.entity.js';
import { EnrolmentMove } from './enrolment-move.entity.js';
import { USUAL_HOURS } from './forming-options.js';
import { GroupProposal } from './group-proposal.entity.js';
import { LearningGroup } from './learning-group.entity.js';
import { availabilityNeeded } from './weekly-time.js';

describe.each(ENGINES)('groups, %s', (engine) => {
  let test: TestApp;
  let trainer: Visitor;
  let story: EditionStory;
  let base: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer');
    story = await tellEdition(test, { people: 36 });
    base = `/editions/${story.edition.id}`;
    await trainer.post(`${base}/enrolments`, { everybody: 'yes' });
  });
  afterAll(() => test.close());

  const asked = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    hours: USUAL_HOURS.map(({ code }) => code), rooms: story.room.id, organisations: 'together', mixing: 'adjacent', minimumSize: '4',
    maximumGroups: '', ...Object.fromEntries(USUAL_HOURS.flatMap(({ code, startsAt, endsAt }) => [[`from-${code}`, startsAt], [`to-${code}`, endsAt]])), ...more,
  });
  const start = async (more: Record<string, unknown> = {}): Promise<string> => {
    const answer = await trainer.post(`${base}/groups/proposals`, asked(more));
    expect(answer.status).toBe(303);
    await test.app.get(JobRunner).wake();
    return answer.headers.location as string;
  };
  const proposalAt = (path: string): Promise<GroupProposal> => (
    test.dataSource.manager.findOneByOrFail(GroupProposal, { id: path.split('/').at(-1) as Id }));

  it('asks with all that is known of each hour, and says at the field what cannot be', async () => {
    const page = wordsOf(await trainer.get(`${base}/groups/new`));
    expect(page).toContain('36 personas con nivel esperan un grupo');
    expect(page).toMatch(/Pueden venir \d+ personas/u);
    // Lines of the same days are told apart by ear as well.
    expect(page).toMatch(/lunes, miércoles y viernes ?, 09:00 a 11:00 .*lunes, miércoles y viernes ?, 11:00 a 13:00 /u);
    const wrong = await trainer.post(`${base}/groups/proposals`, asked({ minimumSize: 'x', 'from-mwf-early': '25:00', rooms: undefined }));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('<title>Error: ');
    expect(wrong.text).toContain('href="#from-mwf-early"');
    expect((await trainer.post(`${base}/groups/proposals`, asked({ hours: undefined }))).status).toBe(422);
    expect((await trainer.post(`${base}/groups/proposals`, asked({ rooms: newId() }))).status).toBe(422);
    expect((await trainer.post(`${base}/groups/proposals`, asked({ hours: 'own-1', 'days-own-1': '1', 'from-own-1': '22:00', 'to-own-1': '23:00' }))).status).toBe(422);
  });

  it('goes from the question to groups with their sessions, once', async () => {
    const path = await start();
    const page = await trainer.get(path);
    expect(wordsOf(page)).toContain('de 36 personas con lugar');
    expect(wordsOf(page)).toMatch(/Comprobado|Quizá/u);
    expect(wordsOf(page)).toMatch(/tiene fechas en 2027 y el centro no tiene anotados los feriados de ese año\. Pida a la coordinación/u);
    expect(page.text).not.toContain('/holidays');
    expect(wordsOf(page)).toMatch(/Hay lecciones que no caben antes del 22\/01\/2027: [^.]*, \d+ de 18[^.]*\. Alargue el curso/u);
    expect(wordsOf(page)).toMatch(/Caben \d+ de sus 18 lecciones/u);
    const form = { _key: newId(), version: String((await proposalAt(path)).version) };
    const [first, again] = [await trainer.post(`${path}/confirmation`, form), await trainer.post(`${path}/confirmation`, form)];
    expect([first.status, again.status, again.headers.location]).toEqual([303, 303, `${base}/groups`]);
    expect(wordsOf(await trainer.get(`${base}/groups`))).toContain('Faltan los feriados de 2026 y 2027');
    const late = await trainer.post(`${path}/confirmation`, { version: form.version });
    expect([late.status, late.headers.location]).toEqual([303, `${base}/groups`]);
    expect(wordsOf(await trainer.get(`${base}/groups`))).toContain('Esta propuesta ya se confirmó');

    const groups = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    expect(groups.length).toBeGreaterThan(1);
    for (const { id } of groups) expect(await test.dataSource.manager.countBy(Session, { groupId: id })).toBeGreaterThan(3);
    const list = wordsOf(await trainer.get(`${base}/groups`));
    for (const { name } of groups) expect(list).toContain(name);
    expect(wordsOf(await trainer.get(base))).toMatch(/No todas las lecciones caben antes del 22\/01\/2027: [^.]*, \d+ de 18/u);
  });

  it('says once the course is longer that the lessons that are missing only want planning, and leads there', async () => {
    const endsOn = (date: string): Promise<void> => test.unitOfWork.run(async (tx) => {
      await tx.execute('UPDATE editions SET ends_on = ? WHERE id = ?', [date, story.edition.id]);
    }, { actor: { accountId: null, centreId: null } });
    await endsOn('2027-06-30');
    const { result: longer, queries } = await countQueries(() => trainer.get(base));
    expect(queries).toBeLessThanOrEqual(8);
    expect(wordsOf(longer)).toMatch(/ya caben en el curso y todavía no tienen fecha: [^.]*, \d+ de 18\. Planificar las fechas que falten/u);
    expect(wordsOf(longer)).not.toContain('No todas las lecciones caben');
    await endsOn('2027-01-22');
    expect(wordsOf(await trainer.get(base))).not.toContain('ya caben en el curso');
  });

  it('says in the list to take away that whoever has a group is no longer to be put into one', async () => {
    const people = await test.dataSource.manager.findBy(Enrolment, { editionId: story.edition.id });
    const list = (await trainer.post(`${base}/enrolments/exports`, { as: 'csv' })).text;
    expect(list.match(/;Con grupo;[^;]+\r$/gmu)).toHaveLength(people.filter(({ groupId }) => groupId !== null).length);
    expect(list).not.toMatch(/;Por agrupar;[^;]+\r$/mu);
  });

  it('shows a group with its members, sessions and who comes next', async () => {
    const [group] = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    const page = wordsOf(await trainer.get(`/groups/${group?.id}`));
    expect(page).toContain('Próximas sesiones');
    expect(page).toContain('Sesión 1, ');
    expect(page).toContain('La sala: lecciones y pasos de hoy');
    expect(page).toContain({ 0: 'Empieza con 1A, ', 1: 'Empieza con 1A, ', 2: 'Empieza con 1B, ', 3: '' }[group?.level ?? 3]);
    expect(page).toMatch(/; después, 1(B y 1)?C/u);
    expect(wordsOf(await trainer.get(`/groups/${group?.id}/list`))).toContain(group?.name as string);
    expect((await trainer.post(`/groups/${group?.id}/members/exports`)).headers['content-type']).toContain('text/csv');
    expect(wordsOf(await trainer.get('/groups'))).toContain(group?.name as string);
    expect((await trainer.get(`/groups/${group?.id}`)).text).toContain('/register"');
    const coach = await (await test.signIn('coach')).get(`/groups/${group?.id}`);
    expect([wordsOf(coach).includes('Sesión 1, '), coach.text.includes('/room"'), coach.text.includes('/register"')]).toEqual([true, true, false]);
  });

  it('moves a learner later, asking for a reason where the rules want one; a full group takes nobody', async () => {
    const [from, to] = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id }) as [LearningGroup, LearningGroup];
    const [one, two] = await test.dataSource.manager.findBy(Enrolment, { groupId: from.id }) as [Enrolment, Enrolment];
    expect((await trainer.post(`/enrolments/${one.id}/move`, {})).status).toBe(422);
    expect((await trainer.post(`/enrolments/${one.id}/move`, { group: newId() })).status).toBe(404);
    const moved = await trainer.post(`/enrolments/${one.id}/move`, { group: to.id, reason: 'Cambió de turno', agreed: 'yes' });
    expect([moved.status, moved.headers.location]).toEqual([303, `/groups/${to.id}`]);
    expect(await test.dataSource.manager.findOneBy(EnrolmentMove, { enrolmentId: one.id })).toMatchObject({ fromGroupId: from.id, toGroupId: to.id });
    const members = await test.dataSource.manager.countBy(Enrolment, { groupId: to.id });
    await test.unitOfWork.run((tx) => tx.execute('UPDATE learning_groups SET capacity = ? WHERE id = ?', [members, to.id]), { actor: { accountId: null, centreId: null } });
    const full = await trainer.post(`/enrolments/${two.id}/move`, { group: to.id, reason: 'x', agreed: 'yes' });
    expect([full.status, wordsOf(full).includes('está lleno')]).toEqual([422, true]);
  });

  it('gives a free seat to who waits', async () => {
    const [group] = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    const [member] = await test.dataSource.manager.findBy(Enrolment, { groupId: group?.id });
    await trainer.post(`/enrolments/${member?.id}/withdrawal`, { reason: 'Viaje' });
    await trainer.post(`/enrolments/${member?.id}/return`);
    expect(wordsOf(await trainer.get(`${base}/waiting-list`))).toContain('Lista de espera');
    const given = await trainer.post(`/groups/${group?.id}/promotions`, { enrolment: member?.id });
    expect([303, 422]).toContain(given.status);
    await trainer.post(`/enrolments/${member?.id}/move`, { group: group?.id, reason: 'Volvió', agreed: 'yes' });
    expect(await test.dataSource.manager.findOneBy(Enrolment, { id: member?.id })).toMatchObject({ groupId: group?.id, status: 'enrolled' });
  });

  it('names the groups that suit somebody who waits first, and promises on the home no seat that nobody can take', async () => {
    const groups = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    const [group] = groups as [LearningGroup];
    const [member] = await test.dataSource.manager.findBy(Enrolment, { groupId: group.id }) as [Enrolment];
    await test.unitOfWork.run(async (tx) => {
      await tx.execute("UPDATE enrolments SET status = 'withdrawn' WHERE edition_id = ? AND status = 'waiting'", [story.edition.id]);
      await tx.execute("UPDATE enrolments SET group_id = NULL, status = 'waiting' WHERE id = ?", [member.id]);
      await tx.execute('UPDATE learning_groups SET capacity = 20 WHERE edition_id = ?', [story.edition.id]);
      await tx.execute('UPDATE learners SET availability = 0 WHERE person_id = ?', [member.personId]);
    }, { actor: SYSTEM });
    expect(wordsOf(await trainer.get('/'))).toContain('1 persona espera; ningún lugar libre le queda bien');
    await test.unitOfWork.run((tx) => tx.execute('UPDATE learners SET availability = ? WHERE person_id = ?', [availabilityNeeded(group), member.personId]), { actor: SYSTEM });
    const level = await test.dataSource.query<{ level: number }[]>('SELECT level FROM placements WHERE person_id = ?', [member.personId]);
    if (Number(level[0]?.level) === group.level) expect(wordsOf(await trainer.get('/'))).toContain('Hay lugar para 1 persona de las que esperan');
    const page = wordsOf(await trainer.get(`/enrolments/${member.id}/move`));
    expect(page).toContain('Dar un lugar a ');
    expect(page).not.toContain('(opcional)');
    expect(page.indexOf('puede venir a esta hora')).toBeGreaterThan(0);
    expect(page.indexOf('puede venir a esta hora')).toBeLessThan(page.indexOf('dijo que no puede a esta hora'));
    expect((await trainer.post(`/enrolments/${member.id}/move`, { group: group.id, reason: 'Volvió', agreed: 'yes' })).status).toBe(303);
  });

  /** With levels looked up by an index of the centre alone, the list of some thousand people takes ten times as long. */
  const waysToLevels = async (statements: readonly string[]): Promise<string[]> => {
    const plans = await Promise.all(statements.filter((sql) => sql.includes('placements')).map((sql) => test.dataSource.query<{ detail: string }[]>(
      `EXPLAIN QUERY PLAN ${sql}`, Array.from(sql.matchAll(/\?/gu), () => ''))));
    return [...new Set(plans.flat().map(({ detail }) => detail).filter((detail) => / x /u.test(detail)))];
  };

  it('says of whom it is that two courses have her, when she is enrolled and on the waiting list', async () => {
    const second = await tellEdition(test, { people: 2, levelOf: () => 0 });
    await test.unitOfWork.run((tx) => tx.execute("UPDATE editions SET name = 'Vuelta siguiente' WHERE id = ?", [second.edition.id]), { actor: SYSTEM });
    const [person] = second.people;
    await trainer.post(`${base}/enrolments`, { people: person?.id });
    const { result: candidates, statements } = await countQueries(() => trainer.get(`/editions/${second.edition.id}/enrolments/new`));
    expect(wordsOf(candidates)).toContain('También está en Curso 1 de verano');
    // All at once are those who are in none: whoever is in two is asked which one she wants.
    expect(wordsOf(candidates)).toMatch(/Inscribir(la| a las \d+) Elegir/);
    expect(wordsOf(candidates)).toMatch(/1 persona más ya está en otra vuelta de este curso/);
    await trainer.post(`/editions/${second.edition.id}/enrolments`, { everybody: 'yes' });
    expect(await test.dataSource.manager.countBy(Enrolment, { editionId: second.edition.id, personId: person?.id })).toBe(0);
    if (engine === 'embedded') expect(await waysToLevels(statements)).toEqual(['SEARCH x USING INDEX ix_placements_person_id_centre_id_decided_at (person_id=? AND centre_id=?)']);
    await trainer.post(`/editions/${second.edition.id}/enrolments`, { people: person?.id });
    expect(wordsOf(await trainer.get(`${base}/waiting-list`))).toContain('También está en Vuelta siguiente');
    await test.unitOfWork.run((tx) => tx.execute("UPDATE enrolments SET status = 'withdrawn' WHERE person_id = ?", [person?.id]), { actor: SYSTEM });
  });

  it('leaves everybody of a closed edition where she was', async () => {
    const [group] = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    const [member] = await test.dataSource.manager.findBy(Enrolment, { groupId: group?.id });
    const status = (to: string): Promise<unknown> => test.unitOfWork.run((tx) => tx.execute('UPDATE editions SET status = ? WHERE id = ?', [to, story.edition.id]), { actor: SYSTEM });
    await status('closed');
    try {
      expect((await trainer.get(`/groups/${group?.id}`)).text).not.toMatch(/enrolments\/[\w-]+\/(move|withdrawal)/);
      expect((await trainer.get(`${base}/enrolments`)).text).not.toMatch(/enrolments\/[\w-]+\/(return|withdrawal)/);
      for (const [path, form] of [['withdrawal', { reason: 'Se mudó' }], ['move', { group: group?.id, reason: 'x', agreed: 'yes' }]] as const) {
        const refused = await trainer.post(`/enrolments/${member?.id}/${path}`, form);
        expect([path, refused.status, wordsOf(refused).includes('La edición está cerrada')]).toEqual([path, 422, true]);
      }
      expect(await test.dataSource.manager.findOneBy(Enrolment, { id: member?.id })).toEqual(member);
    } finally {
      await status('open');
    }
  });

  it('shows nothing of another centre', async () => {
    const centre = await test.addCentre('Lurín');
    const stranger = await test.signIn('trainer', { centre });
    const [group] = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    const [proposal] = await test.dataSource.manager.findBy(GroupProposal, { editionId: story.edition.id });
    for (const path of [`${base}/groups`, `${base}/groups/new`, `${base}/waiting-list`, `/groups/${group?.id}`, `/groups/${group?.id}/list`, `/group-proposals/${proposal?.id}`, `/group-proposals/${proposal?.id}/progress`]) {
      expect({ path, status: (await stranger.get(path)).status }).toEqual({ path, status: 404 });
    }
    expect((await stranger.post(`/group-proposals/${proposal?.id}/confirmation`, { version: '1' })).status).toBe(404);
    expect((await stranger.post(`${base}/groups/proposals`, asked())).status).toBe(404);
    expect((await stranger.post(`/groups/${group?.id}/promotions`, { enrolment: newId() })).status).toBe(404);
  });

  it('tells a learner her group and its next session, and the staff what is to be done', async () => {
    const enrolment = (await test.dataSource.manager.findBy(Enrolment, { editionId: story.edition.id })).find(({ groupId }) => groupId !== null);
    const learner = await test.signIn('learner', { personId: enrolment?.personId });
    expect(wordsOf(await learner.get('/'))).toMatch(/Mi grupo [^]* La próxima sesión es el \w+ \d+ de \w+ a las \d\d:\d\d/u);
    // On the day itself the home says so.
    const [first] = await test.dataSource.query<{ id: string; date: string; startsAt: string }[]>(
      'SELECT id, date, starts_at AS startsAt FROM sessions WHERE group_id = ? AND cancelled_at IS NULL ORDER BY date, starts_at LIMIT 1', [enrolment?.groupId]);
    const moveTo = (date = ''): Promise<unknown> => test.unitOfWork.run((tx) => tx.manager.query('UPDATE sessions SET date = ? WHERE id = ?', [date, first?.id]), { actor: SYSTEM });
    await moveTo(localDateAt(test.clock.now()));
    expect(wordsOf(await learner.get('/'))).toContain(`Hoy tiene sesión, a las ${first?.startsAt}`);
    await moveTo(first?.date);
    const { edition } = await tellEdition(test, { people: 8 });
    await trainer.post(`/editions/${edition.id}/enrolments`, { everybody: 'yes' });
    expect(wordsOf(await trainer.get('/'))).toContain('Armar los grupos de');
  });

  it('asks at most 8 queries, however many there are', async () => {
    const [group] = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    const [enrolment] = await test.dataSource.manager.findBy(Enrolment, { groupId: group?.id });
    const [proposal] = await test.dataSource.manager.findBy(GroupProposal, { editionId: story.edition.id });
    const paths = [`${base}/groups`, `${base}/groups/new`, `${base}/waiting-list`, '/groups', `/groups/${group?.id}`, `/groups/${group?.id}/list`,
      `/group-proposals/${proposal?.id}`, `/group-proposals/${proposal?.id}/one-more?hour=tt-early&room=${story.room.id}`, `/enrolments/${enrolment?.id}/move`];
    const counts: [string, number][] = [];
    for (const path of paths) counts.push([path, (await countQueries(() => trainer.get(path))).queries]);
    expect(counts.filter(([, queries]) => queries > 8)).toEqual([]);
  });
});

import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { tellEdition, type EditionStory } from '../../test/groups/edition-story.js';
import { JobRunner } from '../shared/jobs/job-runner.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { USUAL_HOURS } from './forming-options.js';
import type { DraftGroup, GroupDraft } from './group-draft.js';
import { GroupProposal } from './group-proposal.entity.js';

describe.each(ENGINES)('drafts of groups, %s', (engine) => {
  let test: TestApp;
  let trainer: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer');
  });
  afterAll(() => test.close());

  const draft = async (): Promise<{ path: string; story: EditionStory }> => {
    const story = await tellEdition(test, { people: 20 });
    await trainer.post(`/editions/${story.edition.id}/enrolments`, { people: story.people.map(({ id }) => id) });
    const answer = await trainer.post(`/editions/${story.edition.id}/groups/proposals`, {
      hours: USUAL_HOURS.map(({ code }) => code), rooms: story.room.id, organisations: 'together', mixing: 'adjacent', minimumSize: '4',
      maximumGroups: '', ...Object.fromEntries(USUAL_HOURS.flatMap(({ code, startsAt, endsAt }) => [[`from-${code}`, startsAt], [`to-${code}`, endsAt]])),
    });
    await test.app.get(JobRunner).wake();
    return { path: String(answer.headers.location), story };
  };
  const proposalAt = (path: string): Promise<GroupProposal> => (
    test.dataSource.manager.findOneByOrFail(GroupProposal, { id: path.split('/').at(-1) as Id }));

  it('changes a draft by hand, tells a stale change, and throws it away', async () => {
    const { path, story: { room, edition } } = await draft();
    const { version, content } = await proposalAt(path);
    const [group] = (content as GroupDraft).groups;
    const shown = await trainer.get(path);
    expect(shown.text.match(/<select[^>]*name="group"><option value="">Elija un grupo<\/option>/gu)?.length).toBeGreaterThan(0);
    const nowhere = await trainer.post(`${path}/moves`, { people: group?.memberIds[0], group: '', version: String(version) });
    expect([nowhere.status, /<option value=""[^>]*>Elija un grupo/u.test(nowhere.text)]).toEqual([422, true]);
    const move = { people: group?.memberIds[0], group: 'out', version: String(version) };
    expect((await trainer.post(`${path}/moves`, move)).status).toBe(303);
    expect((await trainer.post(`${path}/moves`, move)).status).toBe(409);
    expect((await trainer.post(`${path}/confirmation`, { version: String(version) })).status).toBe(409);
    expect(wordsOf(await trainer.get(path))).toContain('Usted la sacó de su grupo');
    const nobody = await trainer.post(`${path}/moves`, { group: 'out', version: String(version + 1) });
    expect([nobody.status, nobody.headers.location]).toEqual([303, path]);
    expect(wordsOf(await trainer.get(path))).toContain('Marque al menos a una persona');
    expect((await trainer.post(`${path}/groups/removal`, { version: 'x' })).status).toBe(422);
    expect((await trainer.get(`${path}/one-more?hour=saturday-morning&room=${room.id}`)).status).toBe(200);
    const named = await trainer.post(`${path}/names`, { key: group?.key, name: 'Las Kantutas', version: String(version + 1) });
    expect(named.status).toBe(303);
    expect(wordsOf(await trainer.get(path))).toContain('Las Kantutas');
    expect((await trainer.post(`${path}/discard`, { version: String(version + 2) })).headers.location).toBe(`/editions/${edition.id}/groups`);
    const discarded = wordsOf(await trainer.get(path));
    expect([discarded.includes('Esta propuesta ya se descartó'), discarded.includes('Todavía no es definitiva')]).toEqual([true, false]);
  });

  it('leads back to the draft whoever comes for a group that was taken out of it, and takes it in again as it stood', async () => {
    const { path } = await draft();
    const { version, content } = await proposalAt(path);
    const [group] = (content as GroupDraft).groups as [DraftGroup];
    const removal = { key: group.key, version: String(version) };
    expect((await trainer.post(`${path}/groups/removal`, removal)).status).toBe(303);
    const late = [
      await trainer.get(`${path}/groups/removal?group=${group.key}`), await trainer.post(`${path}/groups/removal`, removal), await trainer.get(`${path}/names?group=${group.key}`),
      await trainer.post(`${path}/names`, { ...removal, name: 'Las Kantutas' }), await trainer.get(`${path}/timetable?group=${group.key}`),
      await trainer.post(`${path}/moves`, { people: group.memberIds[0], group: group.key, version: String(version) }),
    ];
    for (const answer of late) expect([answer.status, answer.headers.location]).toEqual([303, path]);
    expect(wordsOf(await trainer.get(path))).toContain('Ese grupo ya se había quitado de la propuesta');
    expect((await trainer.get(`${path}/groups/removal?group=${newId()}`)).status).toBe(404);
    const stranger = await test.signIn('trainer', { centre: await test.addCentre('Pucusana') });
    expect((await stranger.post(`${path}/groups/removal`, removal)).status).toBe(404);
    expect((await stranger.get(`${path}/groups/removal?group=${group.key}`)).status).toBe(404);
    expect((await stranger.post(`${path}/groups/return`, { version: String(version + 1) })).status).toBe(404);

    expect((await trainer.get(path)).text).toContain(`action="${path}/groups/return"`);
    expect((await trainer.post(`${path}/groups/return`, { version: String(version + 1) })).headers.location).toBe(path);
    expect(wordsOf(await trainer.get(path))).toContain('El grupo volvió a la propuesta, como estaba');
    expect((await proposalAt(path)).content).toEqual({ ...content as GroupDraft, givenUp: null });
    for (const version2 of [version + 1, version + 2]) expect((await trainer.post(`${path}/groups/return`, { version: String(version2) })).status).toBe(303);
    expect(wordsOf(await trainer.get(path))).toContain('No se pudo deshacer: la propuesta cambió después');
    expect((await proposalAt(path)).version).toBe(version + 2);
  });
});

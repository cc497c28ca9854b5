import { EndlineOpening } from '../certificates/endline-opening.entity.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import type { Role } from '../shared/kernel/roles.js';
import { addClassroom, type Classroom } from '../../test/attendance/classroom.js';
import { startApp, type TestApp } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';

describe.each(ENGINES)('what stands over every page of an edition, on %s', (engine) => {
  let world: TestApp;
  let room: Classroom;

  beforeAll(async () => {
    world = await startApp({ engine });
    room = await addClassroom(world);
    await world.unitOfWork.run((tx) => tx.insert(EndlineOpening, [{ id: newId(), editionId: room.edition.id, centreId: world.centre.id, openedAt: tx.now }]), { actor: SYSTEM });
  });

  afterAll(() => world.close());

  /** From the way back to the tabs, without what differs: actions, and which tab is the current one. */
  async function headOf(role: Role, path: string): Promise<{ head: unknown; current: string[] }> {
    const visitor = await world.signIn(role);
    const { status, text } = await visitor.get(path.replace('ID', room.edition.id));
    expect([path, status]).toEqual([path, 200]);
    const tabs = /<nav class="tabs" aria-label="Partes de este curso">.*?<\/nav>/su.exec(text)?.[0] ?? '';
    const links = [...tabs.matchAll(/href="([^"]+)"( aria-current="page")?>([^<]+)/gu)];
    return {
      head: {
        back: /<a class="back" href="([^"]+)"/u.exec(text)?.[1], title: /<h1>([^<]+)/u.exec(text)?.[1],
        course: /heading__eyebrow">([^<]+)/u.exec(text)?.[1] ?? null, tabs: links.map(([, href, , words]) => [href, words]),
      },
      current: links.filter(([, , current]) => current).map(([, , , words]) => words as string),
    };
  }

  it.each<[string, string]>([
    ['/editions/ID/enrolments', 'Inscripciones'],
    ['/placement/queue?edition=ID', 'Ubicación por nivel'],
    ['/editions/ID/groups', 'Grupos'],
    ['/editions/ID/waiting-list', 'Grupos'],
    ['/editions/ID/sessions', 'Sesiones y asistencia'],
    ['/editions/ID/certificates', 'Constancias'],
    ['/editions/ID/certificates/endline', 'Constancias'],
    ['/editions/ID/fee', 'Cuota'],
  ])('%s has the head of the hub', async (path, tab) => {
    const hub = await headOf('trainer', '/editions/ID');
    expect(hub.head).toMatchObject({ back: '/editions', title: room.edition.name });
    expect(await headOf('trainer', path)).toEqual({ head: hub.head, current: [tab] });
  });

  it('leads a treasurer to no part that is not open to her', async () => {
    const { head } = await headOf('treasurer', '/editions/ID/fee');
    expect((head as { tabs: string[][] }).tabs.map(([, words]) => words)).toEqual(['Resumen', 'Inscripciones', 'Sesiones y asistencia', 'Constancias', 'Cuota']);
  });
});

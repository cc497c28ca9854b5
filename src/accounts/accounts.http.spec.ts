import { AccountRole } from './account-role.entity.js';
import { Account } from './account.entity.js';
import type { Manager } from './account-policy.js';
import { AccountsService } from './accounts.service.js';
import { OneTimeCode } from './one-time-code.entity.js';
import type { Submission } from '../shared/web/submission.js';
import { newId } from '../shared/kernel/ids.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';

const PASSWORD = 'cuatro palabras muy largas';

describe.each(ENGINES)('accounts of the staff, on %s', (engine) => {
  let world: TestApp;
  let coordinator: Visitor;
  let administrator: Visitor;

  beforeAll(async () => {
    world = await startApp({ engine });
    coordinator = await world.signIn('coordinator', { displayName: 'Coordinadora' });
    administrator = await world.signIn('administrator', { displayName: 'Administradora', everywhere: true });
  });

  afterAll(() => world.close());

  const invitation = (loginName: string, role = 'trainer') => ({ displayName: 'Luz Ccori Anco', loginName, role });
  const codeOn = (html: string): string => /code-word--large">([^<]+)</.exec(html)?.[1] ?? '';

  it('invites with a code that is good once', async () => {
    const form = { _key: newId(), ...invitation('lccori') };
    const invited = await coordinator.post('/accounts', form);
    const code = codeOn(invited.text);
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(codeOn((await coordinator.post('/accounts', form)).text)).toBe(code);
    expect((await coordinator.post('/accounts', { ...form, displayName: 'Otra' })).status).toBe(409);
    const set = { code, password: PASSWORD, repeatPassword: PASSWORD };
    const visitor = world.visitor();
    expect((await visitor.post('/sign-in/code', { ...set, password: 'corta', repeatPassword: 'corta' })).status).toBe(422);
    expect((await visitor.post('/sign-in/code', set)).headers.location).toBe('/');
    expect(wordsOf(await visitor.get('/'))).toMatch(/Hola, Luz (?!Ccori)/u);
    const second = await world.visitor().post('/sign-in/code', set);
    expect(second.status).toBe(422);
    expect(wordsOf(second)).toContain('ya se usó o venció');
    expect(wordsOf(await coordinator.get('/accounts?q=ccori'))).toContain('Puede entrar');
  });

  it('refuses a name that is taken and a role that she may not give', async () => {
    await coordinator.post('/accounts', invitation('repetida'));
    const taken = await coordinator.post('/accounts', invitation('repetida'));
    expect([taken.status, wordsOf(taken).includes('Ya hay alguien con ese nombre')]).toEqual([422, true]);
    expect(taken.text).toContain('value="Luz Ccori Anco"');
    expect((await coordinator.post('/accounts', invitation('otra1', 'administrator'))).status).toBe(422);
    expect((await coordinator.post('/accounts', invitation('otra2', 'learner'))).status).toBe(422);
  });

  it('lets a code grow old, and a new one end the one before', async () => {
    const trainer = await world.addAccount(['trainer'], { loginName: 'olvidadiza', passwordHash: 'x' });
    const ask = async () => codeOn((await coordinator.post(`/accounts/${trainer.id}/access-codes`)).text);
    const [first, second] = [await ask(), await ask()];
    const set = (code: string) => world.visitor().post('/sign-in/code', { code, password: PASSWORD, repeatPassword: PASSWORD });
    expect((await set(first)).status).toBe(422);
    world.clock.advance(24 * 3_600_000);
    expect((await set(second)).status).toBe(422);
    coordinator = await world.signIn('coordinator');
    administrator = await world.signIn('administrator', { everywhere: true });
    expect((await set(await ask())).status).toBe(303);
  });

  it('gives and takes roles, and ends the sessions of whom it concerns', async () => {
    const trainer = await world.signIn('trainer', { loginName: 'dosroles' });
    const at = `/accounts/${trainer.account?.id}`;
    expect((await coordinator.post(`${at}/roles`, { role: 'coach' })).headers.location).toBe(at);
    expect((await trainer.get('/')).headers.location).toBe('/sign-in');
    const roles = await world.dataSource.manager.findBy(AccountRole, { accountId: trainer.account?.id });
    expect(roles.map(({ role }) => role).sort()).toEqual(['coach', 'trainer']);
    for (const [index, { id }] of roles.entries()) {
      expect((await coordinator.post(`${at}/roles/${id}/removal`)).status).toBe(index === 0 ? 303 : 422);
    }
    expect((await coordinator.post(`${at}/roles/${roles[0]?.id}/removal`)).headers.location).toBe(at);
    expect((await coordinator.post(`${at}/roles/${newId()}/removal`)).status).toBe(404);
  });

  it('leaves one code of several that are made at once', async () => {
    const { id } = await world.addAccount(['trainer'], { passwordHash: 'x', loginName: 'muchoscodigos' });
    await Promise.all(Array.from({ length: 4 }, () => coordinator.post(`/accounts/${id}/access-codes`)));
    const codes = await world.dataSource.manager.findBy(OneTimeCode, { accountId: id });
    expect([codes.length, codes.filter(({ expiresAt }) => expiresAt > world.clock.now()).length]).toEqual([4, 1]);
  });

  it.each<[string, (at: string, accountId: string) => Promise<unknown>]>([
    ['is made an administrator', (at) => administrator.post(`${at}/roles`, { role: 'administrator' })],
    ['loses a role', async (at, accountId) => {
      const { id } = await world.dataSource.manager.findOneByOrFail(AccountRole, { accountId, role: 'coach' });
      return coordinator.post(`${at}/roles/${id}/removal`);
    }],
    ['is closed and opened again', async (at) => {
      await coordinator.post(`${at}/disabling`);
      return coordinator.post(`${at}/enabling`);
    }],
  ])('ends the codes of somebody who %s', async (_, change) => {
    const { id } = await world.addAccount(['trainer', 'coach'], { passwordHash: 'x', loginName: `fuera${newId().slice(-8)}` });
    const code = codeOn((await coordinator.post(`/accounts/${id}/access-codes`)).text);
    await change(`/accounts/${id}`, id);
    expect((await world.visitor().post('/sign-in/code', { code, password: PASSWORD, repeatPassword: PASSWORD })).status).toBe(422);
  });

  it('says that an invitation ends with another role, and makes another one', async () => {
    const first = codeOn((await coordinator.post('/accounts', invitation('dosveces'))).text);
    const { id } = await world.dataSource.manager.findOneByOrFail(Account, { loginName: 'dosveces' });
    await coordinator.post(`/accounts/${id}/roles`, { role: 'coach' });
    expect(wordsOf(await coordinator.get(`/accounts/${id}`))).toContain('ya no vale. Dele otro.');
    const set = (code: string) => world.visitor().post('/sign-in/code', { code, password: PASSWORD, repeatPassword: PASSWORD });
    expect((await set(first)).status).toBe(422);
    expect((await set(codeOn((await coordinator.post(`/accounts/${id}/access-codes`)).text))).status).toBe(303);
  });

  it('closes an account at once and opens it again, but never one\'s own', async () => {
    const trainer = await world.signIn('trainer');
    const at = `/accounts/${trainer.account?.id}`;
    await coordinator.post(`${at}/disabling`);
    expect((await trainer.get('/')).headers.location).toBe('/sign-in');
    expect(wordsOf(await coordinator.get(at))).toContain('Cerrada');
    expect((await coordinator.post(`${at}/enabling`)).status).toBe(303);
    const own = await coordinator.post(`/accounts/${coordinator.account?.id}/disabling`);
    expect([own.status, wordsOf(own).includes('su propia cuenta')]).toEqual([422, true]);
  });

  it('keeps a coordinator away from administrators and from other centres', async () => {
    const admin = `/accounts/${administrator.account?.id}`;
    expect((await coordinator.get(admin)).status).toBe(200);
    for (const act of ['access-codes', 'disabling']) expect((await coordinator.post(`${admin}/${act}`)).status).toBe(422);
    expect((await coordinator.post(`${admin}/second-step-removal`)).status).toBe(404);
    const stranger = await world.addAccount(['trainer'], { centre: await world.addCentre('Villa María') });
    expect((await coordinator.get(`/accounts/${stranger.id}`)).status).toBe(404);
    expect((await coordinator.post(`/accounts/${stranger.id}/disabling`)).status).toBe(404);
    expect((await administrator.get(`/accounts/${stranger.id}`)).status).toBe(200);
  });

  it('lets another administrator remove a lost phone', async () => {
    const other = await world.addAccount(['administrator'], { everywhere: true, totpSecret: 'x'.repeat(64), totpConfirmedAt: 1 });
    expect((await administrator.post(`/accounts/${other.id}/second-step-removal`)).status).toBe(303);
    expect(await world.dataSource.query('SELECT totp_secret FROM accounts WHERE id = ?', [other.id])).toEqual([{ totp_secret: null }]);
    expect((await administrator.post(`/accounts/${administrator.account?.id}/second-step-removal`)).status).toBe(422);
  });

  describe('of two who manage at the same moment', () => {
    /** Two administrators, each with her session as it was before the other one acted. */
    const two = async (): Promise<Manager[]> => Promise.all([1, 2].map(async () => {
      const { id } = await world.addAccount(['administrator', 'coordinator'], { everywhere: true });
      return { accountId: id, centreId: world.centre.id, roles: ['administrator', 'coordinator'] };
    }));
    const submission = (): Submission => ({ key: newId(), bodyHash: 'x', accountId: null });
    const stands = async ({ accountId }: Manager): Promise<boolean> => (
      (await world.dataSource.manager.findOneByOrFail(Account, { id: accountId })).disabledAt === null
      && world.dataSource.manager.existsBy(AccountRole, { accountId, role: 'administrator' }));

    it('leaves one, when each closes the other\'s account', async () => {
      const [one, other] = await two() as [Manager, Manager];
      const service = world.app.get(AccountsService);
      await Promise.allSettled([service.disable(one, other.accountId, submission()), service.disable(other, one.accountId, submission())]);
      expect((await Promise.all([one, other].map(stands))).filter(Boolean)).toHaveLength(1);
    });

    it('leaves one, when each takes the other\'s role', async () => {
      const [one, other] = await two() as [Manager, Manager];
      const service = world.app.get(AccountsService);
      const take = async (by: Manager, { accountId }: Manager): Promise<void> => {
        const { id } = await world.dataSource.manager.findOneByOrFail(AccountRole, { accountId, role: 'administrator' });
        await service.withdraw(by, accountId, id, submission());
      };
      await Promise.allSettled([take(one, other), take(other, one)]);
      expect((await Promise.all([one, other].map(stands))).filter(Boolean)).toHaveLength(1);
    });

    it('lets nobody act who may no more', async () => {
      const [one, other] = await two() as [Manager, Manager];
      const service = world.app.get(AccountsService);
      await service.disable(one, other.accountId, submission());
      const trainer = await world.addAccount(['trainer']);
      const acts = [
        service.disable(other, trainer.id, submission()), service.grant(other, trainer.id, 'administrator', submission()),
        service.resetPassword(other, one.accountId, submission()),
        service.invite(other, { displayName: 'Luz Ccori', loginName: 'nadie.la.invita', role: 'administrator' }, submission()),
      ];
      for (const { status } of await Promise.allSettled(acts)) expect(status).toBe('rejected');
      expect(await stands(one)).toBe(true);
    });
  });

  it('lets who works at two centres choose, and see one at a time', async () => {
    const centre = await world.addCentre('Villa María del Triunfo');
    expect(wordsOf(await administrator.get('/account/centre'))).toContain('Villa María del Triunfo');
    expect((await administrator.post('/account/centre', { centre: newId() })).status).toBe(422);
    expect((await administrator.post('/account/centre', { centre: centre.id, return: '/accounts' })).headers.location).toBe('/accounts');
    expect((await administrator.get('/accounts')).text).toContain('Villa María del Triunfo');
  });

  it('changes the language of an account', async () => {
    const visitor = await world.signIn('trainer');
    expect((await visitor.post('/language', { language: 'en', return: '/account' })).headers.location).toBe('/account');
    expect(wordsOf(await visitor.get('/account'))).toContain('Language');
    expect((await visitor.post('/language', { language: 'xx' })).headers.location).toBe('/');
  });

  it('shows the history of changes, filtered and without secrets', async () => {
    const all = await coordinator.get('/audit');
    expect(all.status).toBe(200);
    expect(wordsOf(all)).toContain('Creó: cuenta');
    expect(all.text).not.toContain('argon2');
    expect(wordsOf(await coordinator.get(`/audit?entity=account_roles&actor=${coordinator.account?.id}`))).not.toContain('Creó: cuenta');
    const wrong = await coordinator.get('/audit?from=31/02/2026');
    expect([wrong.status, wordsOf(wrong).includes('Esa fecha no existe')]).toEqual([422, true]);
    expect((await coordinator.get('/audit?page=-3&record=%27;--&entity[]=x')).status).toBe(200);
    expect((await (await world.signIn('trainer')).get('/audit')).status).toBe(403);
  });
});

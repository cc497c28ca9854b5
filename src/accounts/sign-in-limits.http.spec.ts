import type { Request } from 'express';
import { ENGINES } from '../../test/helpers/databases.js';
import { PASSWORD, tellOfStaff } from '../../test/helpers/staff.js';
import { wordsOf, type Visitor } from '../../test/helpers/app.js';
import { newId } from '../shared/kernel/ids.js';
import { Account } from './account.entity.js';
import { SecondStep } from './second-step.js';
import { SignInService } from './sign-in.service.js';
import { accountGuess, Throttle, unknownGuess } from './throttle.js';

const NEW = 'otra clave bien larga';
const MINUTE = 60_000;

describe.each(ENGINES)('tries and forms sent twice, on %s', (engine) => {
  const staff = tellOfStaff(engine, 'srios', 60);
  const codeFor = async (path: string): Promise<string> => {
    const given = await (await staff.world.signIn('coordinator')).post(path);
    return /code-word[^>]*>([^<]+)</.exec(given.text)?.[1]?.trim() as string;
  };
  const setPassword = (visitor: Visitor, code: string, more = {}): ReturnType<Visitor['post']> => (
    visitor.post('/sign-in/code', { code, password: NEW, repeatPassword: NEW, ...more }));

  it('do not keep a centre from its codes when somebody mistypes one again and again', async () => {
    const account = await staff.add();
    const code = await codeFor(`/accounts/${account.id}/access-codes`);
    for (let tried = 0; tried < 12; tried += 1) {
      expect((await setPassword(staff.world.visitor(), 'ABCD-2345')).status).toBe(422);
      expect((await staff.world.visitor().post('/station/registration', { code: 'ABCD-2345' })).status).toBe(422);
    }
    expect((await setPassword(staff.world.visitor(), code)).status).toBe(303);
  });

  it('end all the same: after sixty codes one has to wait', async () => {
    const answers: number[] = [];
    for (let tried = 0; tried < 62; tried += 1) answers.push((await staff.world.visitor().post('/station/registration', { code: 'ABCD-2345' })).status);
    expect([answers[30], answers.at(-1)]).toEqual([422, 429]);
    expect((await setPassword(staff.world.visitor(), 'ABCD-2345')).status).toBe(422);
  });

  it('of others do not keep the owner out of a browser that she came in by before', async () => {
    await staff.add();
    const own = staff.world.visitor();
    expect((await staff.enter(own)).status).toBe(303);
    await own.post('/sign-out');
    const stranger = staff.world.visitor();
    for (let tried = 0; tried < 5; tried += 1) await staff.enter(stranger, 'mala mala mala');
    expect((await staff.enter(stranger)).status).toBe(429);
    expect((await staff.enter(own)).status).toBe(303);
    await own.post('/sign-out');
    for (let tried = 0; tried < 5; tried += 1) expect((await staff.enter(own, 'mala mala mala')).status).toBe(422);
    expect((await staff.enter(own)).status).toBe(429);
    const forged = staff.world.visitor();
    forged.cookies.set('minka_known', (own.cookies.get('minka_known') as string).replace(/.$/, 'x'));
    expect((await staff.enter(forged)).status).toBe(429);
  });

  it('from one address do not lock an account elsewhere, and from everywhere do in the end', async () => {
    const throttle = staff.world.app.get(Throttle);
    const blocked = (address: string): Promise<boolean> => throttle.begin(accountGuess('0190aaaa-0000-7000-8000-00000000000b', address)).then(() => false, () => true);
    for (let tried = 0; tried < 5; tried += 1) await blocked('10.0.0.1');
    expect([await blocked('10.0.0.1'), await blocked('10.0.0.2')]).toEqual([true, false]);
    for (let place = 3; place < 20; place += 1) await blocked(`10.0.0.${place}`);
    expect(await blocked('10.0.0.99')).toBe(true);
  });

  it('of a whole room leave its address open', async () => {
    const throttle = staff.world.app.get(Throttle);
    for (let tried = 0; tried < 150; tried += 1) await throttle.begin(unknownGuess(`nadie${tried}`, '10.0.1.1'));
    await expect(throttle.begin(unknownGuess('alguien', '10.0.1.1'))).resolves.toBeUndefined();
  });

  it('of everybody\'s PINs at one PC end, and leave the PC beside it open', async () => {
    const signIn = staff.world.app.get(SignInService);
    const [pc, beside] = [newId(), newId()];
    const at = (stationId: string, personId: string): Promise<string> => (
      signIn.atStation(personId, '9999', { ip: '10.0.2.1', viewer: { stationId } } as Request).then(() => 'in', (error: Error) => error.name));
    const tried = await Promise.all(Array.from({ length: 60 }, () => at(pc, newId())));
    expect(new Set(tried)).toEqual(new Set(['Refused']));
    expect([await at(pc, newId()), await at(beside, newId())]).toEqual(['Throttled', 'Refused']);
    staff.world.clock.advance(MINUTE);
    expect(await at(pc, newId())).toBe('Refused');
  });

  it('of one\'s own password are counted, in an open session too', async () => {
    const visitor = await staff.world.signIn('trainer', { passwordHash: staff.passwordHash });
    const change = (currentPassword: string): ReturnType<Visitor['post']> => (
      visitor.post('/account/password', { currentPassword, password: NEW, repeatPassword: NEW }));
    for (let tried = 0; tried < 5; tried += 1) expect((await change('no es esta')).status).toBe(422);
    expect((await change(PASSWORD)).status).toBe(429);
    staff.world.clock.advance(MINUTE);
    expect((await change(PASSWORD)).status).toBe(303);
  });

  it('of a new password that arrives twice are answered alike', async () => {
    const visitor = await staff.world.signIn('trainer', { passwordHash: staff.passwordHash });
    const form = { _key: newId(), currentPassword: PASSWORD, password: NEW, repeatPassword: NEW };
    const [first, second] = [await visitor.post('/account/password', form), await visitor.post('/account/password', form)];
    expect([first.status, second.status, second.headers.location]).toEqual([303, 303, '/account']);
    const { credentialsVersion } = await staff.world.dataSource.manager.findOneByOrFail(Account, { id: visitor.account?.id as string });
    expect(credentialsVersion).toBe(2);
    expect((await visitor.get('/account')).status).toBe(200);
  });

  it('of a code that arrives twice are answered alike, from the same browser or with its old cookie', async () => {
    const account = await staff.add();
    const code = await codeFor(`/accounts/${account.id}/access-codes`);
    const [visitor, key] = [staff.world.visitor(), newId()];
    const answers = [await setPassword(visitor, code, { _key: key }), await setPassword(visitor, code, { _key: key }), await setPassword(staff.world.visitor(), code, { _key: key })];
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect((await visitor.get('/account')).status).toBe(200);
    expect((await setPassword(staff.world.visitor(), code)).status).toBe(422);
    const stored = await staff.world.dataSource.query('SELECT answer FROM idempotency_keys WHERE submission_key LIKE ?', [`%${key}`]);
    expect(JSON.stringify(stored)).not.toContain('argon2');
  });

  it('of a second step that arrives twice are answered alike', async () => {
    const secondStep = staff.world.app.get(SecondStep);
    const secret = secondStep.newSecret();
    await staff.world.addAccount(['administrator'], { loginName: staff.name, passwordHash: staff.passwordHash, everywhere: true, totpSecret: secondStep.seal(secret), totpConfirmedAt: 1 });
    const visitor = staff.world.visitor();
    await staff.enter(visitor);
    const form = { _key: newId(), stepCode: secondStep.codeAt(secret, staff.world.clock.now()) };
    const answers = await Promise.all([visitor.post('/sign-in/second-step', form), visitor.post('/sign-in/second-step', form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await visitor.post('/sign-in/second-step', form)).headers.location).toBe('/');
    expect(wordsOf(await visitor.get('/account'))).toContain('Administración');
    // Whoever has nothing but the form gets nothing by it.
    const stranger = staff.world.visitor();
    await stranger.post('/sign-in/second-step', form);
    expect((await stranger.get('/account')).status).toBe(303);
  });

  it('of the second step are counted by themselves: a right password in between wipes none of them', async () => {
    const secondStep = staff.world.app.get(SecondStep);
    const secret = secondStep.newSecret();
    await staff.world.addAccount(['administrator'], { loginName: staff.name, passwordHash: staff.passwordHash, everywhere: true, totpSecret: secondStep.seal(secret), totpConfirmedAt: 1 });
    const step = async (stepCode: string): Promise<number> => {
      const visitor = staff.world.visitor();
      expect((await staff.enter(visitor)).headers.location).toBe('/sign-in/second-step');
      return (await visitor.post('/sign-in/second-step', { stepCode })).status;
    };
    const right = (): string => secondStep.codeAt(secret, staff.world.clock.now());
    // Letters are right at no time.
    for (let tried = 0; tried < 5; tried += 1) expect(await step('ABCD-2345')).toBe(422);
    expect(await step(right())).toBe(429);
    staff.world.clock.advance(MINUTE);
    expect(await step(right())).toBe(303);
    expect(await step('ABCD-2345')).toBe(422);
    staff.world.clock.advance(MINUTE);
    expect(await step(right())).toBe(303);
  });

  describe('what was sent after the session had ended', () => {
    const keyOn = (html: string): string => /name="_key" value="([^"]+)"(?![\s\S]*name="_key")/.exec(html)?.[1] as string;
    const inputsOn = (html: string): Record<string, string> => Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name as string, value as string]));
    const invitation = { displayName: 'Luz Ccori Anco', role: 'coach' };

    /** Signs in, opens the form, and lets the quiet time go by. */
    const comeTooLate = async (): Promise<{ visitor: Visitor; form: Record<string, string> }> => {
      await staff.add('coordinator');
      const visitor = staff.world.visitor();
      await staff.enter(visitor);
      const form = { _key: keyOn((await visitor.get('/accounts/new')).text), ...invitation, loginName: `${staff.name}.luz`, password: 'no es para nadie' };
      staff.world.clock.advance(40 * MINUTE);
      return { visitor, form };
    };

    it('is given back to her who sent it, and goes to where it was sent to', async () => {
      const { visitor, form } = await comeTooLate();
      expect((await visitor.post('/accounts', form)).headers.location).toBe('/sign-in');
      expect(wordsOf(await visitor.get('/sign-in'))).toContain('lo encontrará ahí');
      expect((await staff.enter(visitor)).headers.location).toBe('/unsent');
      const kept = await visitor.get('/unsent');
      expect(wordsOf(kept)).toContain('Luz Ccori Anco');
      expect(kept.text).not.toContain('no es para nadie');
      const again = { ...inputsOn(kept.text), _key: form._key as string };
      const handed = await visitor.post('/unsent', again);
      expect([handed.status, handed.headers.location]).toEqual([307, '/accounts']);
      expect((await visitor.post('/accounts', again)).text).toContain('code-word--large');
      expect((await visitor.get('/unsent')).headers.location).toBe('/');
      expect((await staff.enter(staff.world.visitor())).headers.location).toBe('/');
    });

    it('is shown to nobody else, and done in nobody else\'s name', async () => {
      const { visitor, form } = await comeTooLate();
      const owner = staff.name;
      await visitor.post('/accounts', form);
      const other = await staff.world.signIn('coordinator');
      expect((await other.get('/unsent')).headers.location).toBe('/');
      const refused = await other.post('/accounts', form);
      expect(refused.status).toBe(409);
      expect(wordsOf(refused)).toContain('Esta página la abrió otra persona');
      expect(refused.text).not.toContain('Luz Ccori');
      expect(wordsOf(await other.get(`/accounts?q=${owner}.luz`))).not.toContain('Luz Ccori');
      expect((await staff.enter(visitor)).headers.location).toBe('/unsent');
      expect((await visitor.post('/unsent/removal')).headers.location).toBe('/');
      expect((await visitor.get('/unsent')).headers.location).toBe('/');
    });

    it('is gone after an hour, and never kept for a key that was made up or an account that is closed', async () => {
      const { visitor, form } = await comeTooLate();
      await visitor.post('/accounts', { ...form, _key: `${newId()}-${'A'.repeat(42)}` });
      expect((await staff.enter(visitor)).headers.location).toBe('/');
      await visitor.post('/sign-out');
      // Nor for what would be sent to somewhere else.
      const fields = new URLSearchParams(form).toString();
      await visitor.post('/sign-out', { why: 'quiet', unsent: { path: '//elsewhere.example/accounts', back: '/accounts/new', fields } });
      expect((await staff.enter(visitor)).headers.location).toBe('/');
      await visitor.post('/sign-out');
      await visitor.post('/accounts', form);
      staff.world.clock.advance(61 * MINUTE);
      expect((await staff.enter(visitor)).headers.location).toBe('/');
      const account = await staff.world.dataSource.getRepository(Account).findOneByOrFail({ loginName: staff.name });
      await (await staff.world.signIn('coordinator')).post(`/accounts/${account.id}/disabling`);
      await visitor.post('/accounts', form);
      expect(wordsOf(await visitor.get('/sign-in'))).toContain('vuelva a enviarlo');
    });

    it('asks for its files again', async () => {
      const { visitor, form } = await comeTooLate();
      await visitor.upload('/imports', 'file', { name: 'lista de señoras.csv', body: Buffer.from('dni;apellidos') }, { _key: form._key, note: 'dos palabras' });
      await staff.enter(visitor);
      const kept = await visitor.get('/unsent');
      expect(wordsOf(kept)).toContain('Elija otra vez el archivo «lista de señoras.csv»');
      expect(wordsOf(kept)).toContain('dos palabras');
      expect(kept.text).toMatch(/action="\/unsent" enctype="multipart\/form-data"/);
      expect(kept.text).toContain('type="file" id="file"');
    });

    it('comes from a quiet PC too, which sends along what she was writing', async () => {
      const { visitor, form } = await comeTooLate();
      const fields = new URLSearchParams({ ...form, displayName: 'Flor de María' }).toString();
      await visitor.post('/sign-out', { why: 'quiet', unsent: { path: '/accounts', back: '/accounts/new', fields } });
      expect(wordsOf(await visitor.get('/sign-in'))).toContain('Lo que estaba escribiendo se queda una hora');
      expect((await staff.enter(visitor)).headers.location).toBe('/unsent');
      const kept = await visitor.get('/unsent');
      expect(wordsOf(kept)).toContain('Flor de María');
      expect(kept.text).not.toContain('no es para nadie');
      expect(kept.text).toContain('href="/accounts/new"');
    });
  });
});

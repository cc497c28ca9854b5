import { Account } from './account.entity.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import { SecondStep } from './second-step.js';
import { Throttle } from './throttle.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { PASSWORD, tellOfStaff } from '../../test/helpers/staff.js';
import { wordsOf, type Visitor } from '../../test/helpers/app.js';

const MINUTE = 60_000;

describe.each(ENGINES)('coming in, on %s', (engine) => {
  const staff = tellOfStaff(engine, 'rquispe');

  it('sets up an empty installation once, with the second step of its administrator', async () => {
    const visitor = staff.world.visitor();
    expect((await visitor.get('/')).headers.location).toBe('/sign-in');
    expect((await visitor.get('/sign-in')).headers.location).toBe('/setup');
    const form = {
      centreName: 'Villa María del Triunfo', district: 'Villa María del Triunfo', displayName: 'Julia Mamani Ccori', loginName: 'JMamani',
      password: PASSWORD, repeatPassword: PASSWORD,
    };
    const short = await visitor.post('/setup', { ...form, password: 'corta', repeatPassword: 'otra' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('Las dos contraseñas no son iguales');
    expect(short.text).toContain('value="Julia Mamani Ccori"');
    expect(short.text).not.toContain('corta');
    const once = { ...form, _key: newId() };
    // The same form once more, whose answer was lost on its way.
    for (let press = 1; press <= 2; press += 1) expect((await visitor.post('/setup', once)).headers.location).toBe('/sign-in/second-step/enrolment');
    expect((await staff.world.visitor().post('/setup', { ...once, password: `${PASSWORD} más` })).status).toBe(409);
    const enrolment = await visitor.get('/sign-in/second-step/enrolment');
    const key = /code-word">([A-Z2-7 ]+)</.exec(enrolment.text)?.[1]?.replace(/ /g, '') ?? '';
    expect(enrolment.text).toContain('<svg');
    const secondStep = staff.world.app.get(SecondStep);
    const wrong = await visitor.post('/sign-in/second-step/enrolment', { stepCode: '000000' });
    expect(wrong.status).toBe(422);
    const done = await visitor.post('/sign-in/second-step/enrolment', { stepCode: secondStep.codeAt(key, staff.world.clock.now()) });
    expect(done.status).toBe(303);
    const home = await visitor.get('/');
    expect(wordsOf(home)).toMatch(/Hola, Julia (?!Mamani)/u);
    expect(wordsOf(home)).toContain('Su teléfono quedó registrado');
    expect((await staff.world.visitor().get('/setup')).status).toBe(404);
    expect((await staff.world.visitor().post('/setup', form)).status).toBe(404);
  });

  it('lets staff in with name and password, and back to the page that was asked for', async () => {
    await staff.add('coordinator');
    const visitor = staff.world.visitor();
    // Whoever prepares a PC of the centre gets there without an address to type.
    expect((await visitor.get('/sign-in')).text).toContain('href="/station/registration"');
    const asked = await visitor.get('/accounts?q=rosa');
    expect(asked.headers.location).toBe('/sign-in?return=%2Faccounts%3Fq%3Drosa');
    expect((await visitor.get(asked.headers.location as string)).text).toContain('name="return" value="/accounts?q&#x3D;rosa"');
    const entered = await visitor.post('/sign-in', { name: ` ${staff.name.toUpperCase()} `, password: PASSWORD, return: '/accounts?q=rosa' });
    expect([entered.status, entered.headers.location]).toEqual([303, '/accounts?q=rosa']);
    const list = await visitor.get('/accounts?q=rosa');
    expect(list.status).toBe(200);
    expect(list.headers['cache-control']).toBe('no-store');
    expect((await visitor.get('/sign-in')).headers.location).toBe('/');
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])('never leads to %s', async (path) => {
    await staff.add();
    expect((await staff.enter(staff.world.visitor(), PASSWORD, { return: path })).headers.location).toBe('/');
  });

  it('says the same for a wrong name and a wrong password, and keeps the name', async () => {
    await staff.add();
    const wrongPassword = await staff.enter(staff.world.visitor(), 'no es esta clave');
    const wrongName = await staff.world.visitor().post('/sign-in', { name: 'nadie', password: 'no es esta clave' });
    expect([wrongPassword.status, wrongName.status]).toEqual([422, 422]);
    expect(wordsOf(wrongPassword)).toBe(wordsOf(wrongName));
    expect(wrongPassword.text).toContain(`value="${staff.name}"`);
    expect(wrongPassword.text).not.toContain('no es esta clave');
  });

  it('makes an account wait after five wrong tries, the right password too', async () => {
    await staff.add();
    const visitor = staff.world.visitor();
    for (let tried = 0; tried < 5; tried += 1) expect((await staff.enter(visitor, 'mala mala mala')).status).toBe(422);
    const blocked = await staff.enter(visitor);
    expect(blocked.status).toBe(429);
    expect(wordsOf(blocked)).toContain('otra vez a las 10:01');
    expect(blocked.headers['retry-after']).toBeDefined();
    staff.world.clock.advance(MINUTE);
    expect((await staff.enter(visitor)).status).toBe(303);
    await visitor.post('/sign-out');
    expect((await staff.enter(visitor, 'mala mala mala')).status).toBe(422);
  });

  it('counts tries that come at the same moment', async () => {
    await staff.add();
    const answers = await Promise.all(Array.from({ length: 9 }, () => staff.enter(staff.world.visitor(), 'mala mala mala')));
    const looked = answers.filter(({ status }) => status === 422).length;
    expect([looked, answers.filter(({ status }) => status === 429).length]).toEqual([5, 4]);
  });

  it('takes a code of the second step once', async () => {
    const secondStep = staff.world.app.get(SecondStep);
    const secret = secondStep.newSecret();
    const sealed = secondStep.seal(secret);
    expect(sealed).toHaveLength(64);
    await staff.world.addAccount(['administrator'], {
      loginName: staff.name, passwordHash: staff.passwordHash, everywhere: true, totpSecret: sealed, totpConfirmedAt: staff.world.clock.now(),
    });
    const [first, second] = [staff.world.visitor(), staff.world.visitor()];
    for (const visitor of [first, second]) expect((await staff.enter(visitor)).headers.location).toBe('/sign-in/second-step');
    expect((await first.get('/accounts')).status).toBe(303);
    const stepCode = secondStep.codeAt(secret, staff.world.clock.now());
    // The centre that was set up first is there too, so she is asked where she works now.
    expect((await first.post('/sign-in/second-step', { stepCode })).headers.location).toBe('/account/centre?return=%2F');
    expect((await second.post('/sign-in/second-step', { stepCode })).status).toBe(422);
    expect((await first.get('/accounts')).status).toBe(200);
    expect((await staff.world.visitor().get('/sign-in/second-step')).headers.location).toBe('/sign-in');
  });

  it('lets no administrator past a second step that was sealed under another secret, nor register a phone by her password', async () => {
    const sealedBefore = new SecondStep('the secret that the installation had before', staff.world.app.get(Throttle));
    const account = await staff.world.addAccount(['administrator'], {
      loginName: staff.name, passwordHash: staff.passwordHash, everywhere: true, totpSecret: sealedBefore.seal(sealedBefore.newSecret()), totpConfirmedAt: staff.world.clock.now(),
    });
    const visitor = staff.world.visitor();
    const refused = await staff.enter(visitor);
    expect([refused.status, wordsOf(refused).includes('ya no puede leer su segundo paso')]).toEqual([422, true]);
    expect((await visitor.get('/sign-in/second-step/enrolment')).headers.location).toBe('/sign-in');
    const other = await staff.world.signIn('administrator', { everywhere: true });
    await other.post(`/accounts/${account.id}/second-step-removal`);
    expect((await staff.enter(visitor)).headers.location).toBe('/sign-in/second-step/enrolment');
  });

  describe('of an administrator without a phone yet', () => {
    const secretOf = async (visitor: Visitor): Promise<string> => (
      /code-word">([A-Z2-7 ]+)</.exec((await visitor.get('/sign-in/second-step/enrolment')).text)?.[1]?.replace(/ /g, '') ?? '');
    const register = async (visitor: Visitor, secret: string): Promise<string | undefined> => (
      await visitor.post('/sign-in/second-step/enrolment', { stepCode: staff.world.app.get(SecondStep).codeAt(secret, staff.world.clock.now()) })).headers.location;
    const onTheWayIn = async (): Promise<{ visitor: Visitor; secret: string }> => {
      const visitor = staff.world.visitor();
      expect((await staff.enter(visitor)).headers.location).toBe('/sign-in/second-step/enrolment');
      return { visitor, secret: await secretOf(visitor) };
    };
    const kept = async (id: string): Promise<string | null> => (await staff.world.dataSource.manager.findOneByOrFail(Account, { id })).totpSecret;

    it('takes one phone, not another one over it from whoever proved the password before', async () => {
      const { id } = await staff.add('administrator', { everywhere: true });
      const [owner, other] = [await onTheWayIn(), await onTheWayIn()];
      expect(await register(owner.visitor, owner.secret)).not.toBe('/sign-in');
      const registered = await kept(id);
      staff.world.clock.advance(MINUTE);
      expect(await register(other.visitor, other.secret)).toBe('/sign-in');
      expect(await kept(id)).toBe(registered);
      expect((await other.visitor.get('/accounts')).headers.location).toMatch(/^\/sign-in/);
    });

    it('takes one of two phones that are registered at the same moment', async () => {
      const { id } = await staff.add('administrator', { everywhere: true });
      const both = [await onTheWayIn(), await onTheWayIn()];
      const answers = await Promise.all(both.map(({ visitor, secret }) => register(visitor, secret)));
      expect(answers.filter((location) => location?.startsWith('/account/centre'))).toHaveLength(1);
      const secondStep = staff.world.app.get(SecondStep);
      expect(secondStep.open(await kept(id) as string)).toBe(both[answers.findIndex((location) => location?.startsWith('/account/centre'))]?.secret);
    });

    it('counts a password no more that has changed since it was proved', async () => {
      const account = await staff.add('administrator', { everywhere: true });
      const { visitor, secret } = await onTheWayIn();
      await staff.world.unitOfWork.run((tx) => tx.update(Account, account, { passwordHash: 'another', credentialsVersion: 2 }), { actor: SYSTEM });
      expect(await register(visitor, secret)).toBe('/sign-in');
      expect(await kept(account.id)).toBeNull();
    });
  });

  it('lets an administrator without her phone in by a code on paper, each once', async () => {
    const secondStep = staff.world.app.get(SecondStep);
    const administrator = {
      loginName: staff.name, passwordHash: staff.passwordHash, everywhere: true, totpSecret: secondStep.seal(secondStep.newSecret()), totpConfirmedAt: staff.world.clock.now(),
    };
    const account = await staff.world.addAccount(['administrator'], administrator);
    const inside = await staff.world.signInAs(account);
    expect(wordsOf(await inside.get('/account/recovery'))).toContain('Ahora no tiene códigos.');
    const form = { _key: newId() };
    const codesOf = ({ text }: { text: string }): string[] => [...text.matchAll(/class="code-word">([^<]+)</g)].map(([, code]) => code as string);
    const made = await inside.post('/account/recovery/codes', form);
    const codes = codesOf(made);
    expect([made.status, new Set(codes).size]).toEqual([200, 10]);
    expect(codesOf(await inside.post('/account/recovery/codes', form))).toEqual(codes);
    expect(wordsOf(await inside.get('/account/recovery'))).toContain('Le quedan 10 códigos sin usar.');

    const enter = async (stepCode: string | undefined): Promise<number> => {
      const visitor = staff.world.visitor();
      await staff.enter(visitor);
      return (await visitor.post('/sign-in/second-step', { stepCode })).status;
    };
    expect(await enter(codes[0]?.toLowerCase())).toBe(303);
    expect(await enter(codes[0])).toBe(422);
    expect(await enter('0000-0000')).toBe(422);
    expect(wordsOf(await inside.get('/account/recovery'))).toContain('Le quedan 9 códigos sin usar.');
    const [, renewed] = codesOf(await inside.post('/account/recovery/codes'));
    expect(await enter(codes[1])).toBe(422);
    staff.world.clock.advance(1_000);
    const again = await staff.world.dataSource.manager.findOneByOrFail(Account, { id: account.id });
    await staff.world.unitOfWork.run((tx) => tx.update(Account, again, { totpConfirmedAt: tx.now }), { actor: SYSTEM });
    // Another phone was registered: the sheet of the former is worth nothing.
    expect(await enter(renewed)).toBe(422);
    const kept = JSON.stringify([await staff.world.dataSource.query('SELECT * FROM recovery_codes'), await staff.world.dataSource.query('SELECT * FROM audit_entries'), await staff.world.dataSource.query('SELECT answer FROM idempotency_keys')]);
    for (const code of codes) expect(kept).not.toContain(code.replace('-', ''));
    const trainer = await staff.world.signIn('trainer');
    expect((await trainer.get('/account/recovery')).status).toBe(403);
  });

  it('changes the session at sign-in, and ends it at sign-out', async () => {
    await staff.add();
    const visitor = staff.world.visitor();
    await staff.enter(visitor);
    const first = visitor.cookies.get('minka');
    await staff.enter(visitor);
    expect(visitor.cookies.get('minka')).not.toBe(first);
    const stolen = staff.world.visitor();
    stolen.cookies.set('minka', visitor.cookies.get('minka') as string);
    expect((await stolen.get('/')).status).toBe(200);
    expect((await visitor.post('/sign-out')).headers.location).toBe('/sign-in');
    expect((await stolen.get('/')).headers.location).toBe('/sign-in');
  });

  it('signs out after a quiet time, also on the server', async () => {
    const visitor = await staff.world.signIn('trainer');
    staff.world.clock.advance(29 * MINUTE);
    expect((await visitor.get('/session/alive')).status).toBe(204);
    staff.world.clock.advance(29 * MINUTE);
    await untilWritten(() => visitor.get('/'), 200);
    staff.world.clock.advance(32 * MINUTE);
    expect((await visitor.get('/')).headers.location).toBe('/sign-in');
  });

  it('tells whoever comes back to a quiet PC why she has to sign in again', async () => {
    const visitor = await staff.world.signIn('trainer');
    expect((await visitor.post('/sign-out', { why: 'quiet' })).headers.location).toBe('/sign-in');
    expect((await visitor.get('/sign-in')).text).toContain('Se cerró después de un rato sin uso. Lo que no se había guardado se perdió.');
    const leaving = await staff.world.signIn('trainer');
    await leaving.post('/sign-out');
    expect((await leaving.get('/sign-in')).text).not.toContain('un rato sin uso');
  });

  it('puts out whoever is disabled, at once', async () => {
    const visitor = await staff.world.signIn('trainer');
    expect((await visitor.get('/')).status).toBe(200);
    await staff.world.unitOfWork.run(async (tx) => {
      const account = await tx.manager.findOneByOrFail(Account, { id: visitor.account?.id });
      await tx.update(Account, account, { disabledAt: tx.now });
    }, { actor: { accountId: null, centreId: null } });
    expect((await visitor.get('/')).headers.location).toBe('/sign-in');
  });

  it('ends the other sessions when the password changes', async () => {
    await staff.add();
    const [here, elsewhere] = [staff.world.visitor(), staff.world.visitor()];
    await staff.enter(here);
    await staff.enter(elsewhere);
    const wrong = await here.post('/account/password', { currentPassword: 'no', password: 'otra clave bien larga', repeatPassword: 'otra clave bien larga' });
    expect(wrong.status).toBe(422);
    expect(wordsOf(wrong)).toContain('Esa no es su contraseña de ahora');
    const done = await here.post('/account/password', { currentPassword: PASSWORD, password: 'otra clave bien larga', repeatPassword: 'otra clave bien larga' });
    expect(done.headers.location).toBe('/account');
    expect((await here.get('/account')).status).toBe(200);
    expect((await elsewhere.get('/account')).headers.location).toMatch(/^\/sign-in/);
    expect((await staff.enter(staff.world.visitor(), 'otra clave bien larga')).status).toBe(303);
  });

  it('keeps the trail of sign-ins without any secret', async () => {
    await staff.add();
    await staff.enter(staff.world.visitor(), 'mala mala mala');
    await staff.enter(staff.world.visitor());
    const trail: { values_after: string }[] = await staff.world.dataSource.query('SELECT values_after FROM audit_entries ORDER BY recorded_at, id');
    const told = trail.map(({ values_after: values }) => values).join();
    expect(told).toContain('"event":"sign-in-failed"');
    expect(told).toContain('"event":"signed-in"');
    expect(told).not.toContain('mala');
    expect(told).not.toContain('argon2');
  });

  /** A touch is written while the answer goes out. */
  async function untilWritten(ask: () => Promise<{ status: number }>, status: number): Promise<void> {
    for (let tried = 0; tried < 50; tried += 1) {
      if ((await ask()).status === status) return;
    }
    throw new Error(`never answered ${status}`);
  }
});

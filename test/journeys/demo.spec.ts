import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { ReportContent } from '../../src/reports/publishing/report-content.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { ROLES } from '../../src/shared/kernel/roles.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { askEverywhere } from '../helpers/strangers.js';
import { Secret, TOTP } from 'otpauth';
import { crawl } from '../helpers/crawl.js';

const MINUTE = 60_000;

/** The very command of the README, in a process of its own: whatever breaks the sample centres breaks this. */
describe('npm run demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-demo-'));
  let demo: ChildProcess;
  let said = '';

  beforeAll(async () => {
    const env = { ...process.env, MINKA_DATA: folder, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: '', MINKA_SECRET: '', NODE_OPTIONS: '' };
    // A group of its own, so that npm, its shell and the server end together.
    demo = spawn('npm', ['run', 'demo'], { env, detached: true });
    await new Promise<void>((resolve, reject) => {
      const hear = (bytes: Buffer): void => {
        said += bytes.toString();
        if (said.includes('Ctrl+C')) resolve();
      };
      demo.stdout?.on('data', hear);
      demo.stderr?.on('data', hear);
      demo.on('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${said}`)));
    });
  }, 4 * MINUTE);

  afterAll(async () => {
    if (demo.exitCode === null) {
      const ended = new Promise((resolve) => { demo.removeAllListeners('exit').on('exit', resolve); });
      process.kill(-(demo.pid as number), 'SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('tells the story to its end and prints who can sign in', () => {
    expect(said).toContain('(van 623)');
    expect(said).toMatch(/Minka: http:\/\/localhost:\d+/u);
    expect(said).toContain('aprender juntas 2026');
    for (const name of ['administradora', 'coordinadora', 'capacitadora', 'capacitador.vmt', 'asesora', 'tesorera', 'financiadora']) expect(said).toContain(` ${name} `);
    expect(said).toMatch(/card \S+, PIN \d+ \(.*has a group\)[\s\S]*card \S+, PIN \d+ \(.*waits for the test\)[\s\S]*card \S+, PIN \d+ \(.*has a certificate\)/u);
    expect(said).toMatch(/second step: \d{6} now/u);
  });

  it('says in a sentence why a second one does not start', () => {
    const env = { ...process.env, MINKA_DATA: folder, PORT: '0', DATABASE_URL: '', NODE_ENV: 'production', NODE_OPTIONS: '' };
    const { stdout, status } = spawnSync('node', ['dist/src/cli.js', 'demo'], { env, encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^another process \(\d+\) has the database .* open; .*\n$/u)]);
  });

  it('serves its first page', async () => {
    const [address = ''] = /http:\/\/localhost:\d+/u.exec(said) ?? [];
    const answer = await fetch(address.replace('localhost', '127.0.0.1'));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Minka');
  });

  it('reaches what the reference project reached: 623 leaders, 64.00 % and 36.00 % of attendance', () => {
    const database = new Sqlite(join(folder, 'demo', 'minka.sqlite'), { readonly: true });
    // Of the organisations: whoever came as an official is counted apart, also once she left her post.
    const leaders = database.prepare(`
      SELECT COUNT(DISTINCT e.person_id) AS people FROM enrolments e WHERE e.group_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM memberships m JOIN organisations o ON o.id = m.organisation_id WHERE m.person_id = e.person_id AND o.type = 'municipal_office')`).pluck().get();
    const shares = database.prepare<[], { course: string; share: string }>(`
      SELECT e.course_code AS course, printf('%.2f', 100.0 * SUM(m.status IN ('present', 'late', 'left_early')) / COUNT(*)) AS share
      FROM attendance_marks m JOIN sessions s ON s.id = m.session_id JOIN learning_groups g ON g.id = s.group_id JOIN editions e ON e.id = g.edition_id
      WHERE s.cancelled_at IS NULL GROUP BY e.course_code ORDER BY e.course_code`).all();
    database.close();
    expect({ leaders, shares }).toEqual({ leaders: 623, shares: [{ course: 'C1', share: '64.00' }, { course: 'C2', share: '36.00' }] });
  });

  it('has people who may be called, and a few who may not', () => {
    const database = new Sqlite(join(folder, 'demo', 'minka.sqlite'), { readonly: true });
    const share = database.prepare("SELECT AVG(covers LIKE '%contact%') FROM consents").pluck().get() as number;
    database.close();
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(1);
  });

  it('has facts of everybody, a signed report that is what was signed, and a draft that waits for its signature', () => {
    const database = new Sqlite(join(folder, 'demo', 'minka.sqlite'), { readonly: true });
    const facts = database.prepare('SELECT (SELECT COUNT(*) FROM learner_facts) = (SELECT COUNT(*) FROM learners) AS whole, COUNT(*) AS drawn FROM fact_states WHERE code = \'facts\' AND drawing_from IS NULL').get();
    const reports = database.prepare<[], { status: string; edition: number | null; digest: string; id: string }>('SELECT r.id, r.status, r.edition, r.digest FROM reports r ORDER BY r.starts_on').all();
    const kept = reports.map(({ id }) => database.prepare('SELECT p.body FROM stored_file_parts p JOIN reports r ON r.file_id = p.file_id WHERE r.id = ? ORDER BY p.ordinal').pluck().all(id) as string[]);
    const signatures = database.prepare('SELECT name, digest FROM report_signatures').all();
    const measured = database.prepare("SELECT COUNT(*) FROM placement_tests WHERE purpose = 'endline' AND finished_at IS NOT NULL").pluck().get() as number;
    const certified = database.prepare("SELECT (SELECT COUNT(*) FROM certificates) AS given, (SELECT COUNT(*) FROM enrolments WHERE status = 'completed') AS completed").get() as { given: number; completed: number };
    database.close();
    expect(certified.given).toBeGreaterThan(100);
    expect(certified.given).toBe(certified.completed);
    expect(facts).toEqual({ whole: 1, drawn: 1 });
    expect(reports.map(({ status, edition }) => [status, edition])).toEqual([['published', 1], ['draft', null]]);
    expect(kept.map((parts) => createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')))).digest('hex'))).toEqual(reports.map(({ digest }) => digest));
    // Whatever a project is read for can be read, whoever was drawn into which group this time.
    const contents = kept.map((parts) => JSON.parse(Buffer.concat(parts.map((part) => Buffer.from(part, 'base64'))).toString('utf8')) as ReportContent);
    const figures = contents.flatMap(({ results }) => results.flatMap(({ indicators }) => indicators.filter(({ code }) => code !== null)));
    expect(figures.filter(({ figure }) => !figure?.total).map(({ title }) => title)).toEqual([]);
    expect(figures.find(({ code }) => code === 'officials-in-post')?.figure?.total).toMatchObject({ of: 12 });
    expect(signatures).toEqual([{ name: 'Carmen Córdova Zúñiga', digest: reports[0]?.digest }]);
    expect(measured).toBeGreaterThan(40);
  });

  it('shows to nobody but their coach what was noted in private, on no page and in no file', async () => {
    const [address = ''] = (/http:\/\/localhost:\d+/u.exec(said) ?? []).map((found) => found.replace('localhost', '127.0.0.1'));
    const [, card = '', pin = ''] = /card (\S+), PIN (\d+) \(.*waits for the test/u.exec(said) ?? [];
    const { secondStep } = JSON.parse(readFileSync(join(folder, 'demo', 'told.json'), 'utf8')) as { secondStep: string };
    const code = new TOTP({ secret: Secret.fromBase32(secondStep) }).generate();
    const staff = (name: string): Promise<string> => signIn(address, '/sign-in', { name, password: 'aprender juntas 2026' });
    const cookies: Record<string, string> = { coordinator: await staff('coordinadora'), treasurer: await staff('tesorera'), funder: await staff('financiadora'), learner: await signIn(address, '/sign-in/card', { card, pin }) };
    cookies.administrator = await signIn(address, '/sign-in/second-step', { stepCode: code }, await staff('administradora'));
    const words = ['está en Italia', 'tiemble la mano', 'de mi comedor sin', 'lista de socias', 'sola lo de hoy'];
    const patterns = new Set<string>();
    for (const [role, cookie] of Object.entries(cookies)) {
      const pages = await crawl(address, cookie);
      expect(pages.flatMap(({ path, text }) => words.filter((word) => text.includes(word)).map((word) => `${role} ${path}: ${word}`))).toEqual([]);
      expect(pages.filter(({ status }) => status >= 500).map(({ path }) => `${role} ${path}`)).toEqual([]);
      for (const { pattern, status } of pages) if (status === 200) patterns.add(pattern);
    }
    // Pages and files of all that Minka keeps were looked at.
    for (const pattern of ['/reports/:id', '/reports/:id/files/:kind', '/reports/:id/pdf', '/projects/:id', '/figures/:code', '/gaps/:drop', '/surveys/:id', '/actions/:id', '/months/:month', '/accounts-of/:centre', '/receipts/:id', '/people/:id', '/audit', '/coaching/effect']) {
      expect([pattern, patterns.has(pattern)]).toEqual([pattern, true]);
    }
    expect(patterns.size).toBeGreaterThan(170);
    const own = await crawl(address, await staff('asesora'), ['/coaching/notes/:personId']);
    expect(words.some((word) => own.some(({ path, text }) => path.startsWith('/coaching/') && text.includes(word)))).toBe(true);
  }, 4 * MINUTE);

  it('tells what came of coaching, also by sex and age at once, where that gives nobody away', async () => {
    const [address = ''] = (/http:\/\/localhost:\d+/u.exec(said) ?? []).map((found) => found.replace('localhost', '127.0.0.1'));
    const cookie = await signIn(address, '/sign-in', { name: 'coordinadora', password: 'aprender juntas 2026' });
    const told = await (await fetch(`${address}/coaching/effect?as=csv`, { headers: { cookie } })).text();
    expect(told).toMatch(/^Por sexo;Mujeres;\d+;\d+;[\d.]+;[\d.]+;\d+;[\d.]+;[\d.]+\r$/mu);
    expect(told).toMatch(/^Por sexo y edad;Mujeres, 41 a 59 años;\d+;\d+;[\d.]+;[\d.]+;/mu);
  });

  it('has a consortium whose shares are whole, and decisions in their order', () => {
    const database = new Sqlite(join(folder, 'demo', 'minka.sqlite'), { readonly: true });
    const shares = database.prepare(`
      SELECT SUM(s.cost_share) AS cost, SUM(s.decision_share) AS decisions, COUNT(*) AS members FROM consortium_shares s
      WHERE s.ordinal = (SELECT MAX(o.ordinal) FROM consortium_shares o WHERE o.member_id = s.member_id)`).get();
    const decisions = database.prepare('SELECT COUNT(*) AS made, COUNT(replaces_id) AS replacing FROM consortium_decisions').get();
    database.close();
    expect({ shares, decisions }).toEqual({ shares: { cost: 10_000, decisions: 10_000, members: 5 }, decisions: { made: 3, replacing: 1 } });
  });

  /** The application on a copy of the sample centres, today. */
  const onCopy = async (work: (world: TestApp, database: Sqlite.Database) => Promise<void>): Promise<void> => {
    const copy = mkdtempSync(join(tmpdir(), 'minka-copy-'));
    const database = new Sqlite(join(folder, 'demo', 'minka.sqlite'), { readonly: true });
    await database.backup(join(copy, 'minka.sqlite'));
    const world = await startApp({ engine: 'embedded', settings: { folder: copy } });
    world.clock.advance(Date.now() - world.clock.now());
    await work(world, database);
    database.close();
    await world.close();
    rmSync(copy, { recursive: true, force: true });
  };

  it('shows nothing of its centres to anybody of another one, whatever the route', () => onCopy(async (world, database) => {
    const find = (sql: string): string[] => Object.values(database.prepare<[], Record<string, string>>(`${sql} LIMIT 1`).get() ?? {});
    const { asked, letIn } = await askEverywhere(world, find);
    expect(letIn).toEqual([]);
    expect(asked).toBeGreaterThan(500);
  }), MINUTE);

  it('takes eight queries at most for the home of each of the staff, whatever there is to do', () => onCopy(async (world) => {
    const centre = await world.dataSource.manager.findOneByOrFail(Centre, { shortName: 'VES' });
    for (const role of ROLES.filter((one) => one !== 'station' && one !== 'learner')) {
      const visitor = await world.signIn(role, { centre });
      const { result, queries } = await countQueries(() => visitor.get('/'));
      expect([role, result.status, queries <= 8 ? 'few' : queries]).toEqual([role, 200, 'few']);
    }
  }), MINUTE);
});

/** @returns the cookie of whoever sent the form */
async function signIn(address: string, path: string, form: Record<string, string>, cookie = ''): Promise<string> {
  const answer = await fetch(`${address}${path}`, {
    method: 'POST', redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'same-origin' }, body: new URLSearchParams({ _key: randomUUID(), ...form }),
  });
  expect([path, answer.status]).toEqual([path, 303]);
  const kept = new Map([...cookie.split('; '), ...answer.headers.getSetCookie()].filter(Boolean).map((line) => (line.split(';')[0] as string).split(/=(.*)/su, 2) as [string, string]));
  return [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
}

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { startMariadb } from '../helpers/mariadb-server.js';
import { measureDashboards } from './dashboards.js';
import { benchForming } from './forming.js';
import { benchFreeSlots } from './free-slots.js';
import type { ImportFigures } from './import-list.js';
import { benchLedger } from './ledger.js';
import type { BenchData } from './load.js';
import { ask, CONNECTIONS, measure, startServer, type Figures, type Target } from './measure.js';
import { benchPractice, practiceVerdicts } from './practice.js';
import { benchReports } from './reports.js';
import { dashboardsTable, formingTable, importTable, ledgerTable, pagesTable, practiceTable, ratiosOf, reportsTable, verdictLines } from './report.js';
import { freeSlotsVerdicts, ledgerVerdicts, reportsVerdicts, verdictsOn, type EngineFigures, type Verdict } from './verdicts.js';

/**
 * `npm run bench -- [--practice | --coaching | --ledger | --reports [--learners N] [--recount]] [--seconds N] [--json]`: measures what the centre waits for, on each engine and against two floors, and
 * says of each bar whether it is reached; the exit code is 1 when one is not. `--practice` measures practice in the browser instead,
 * `--coaching` the search for free hours of coaching alone, `--ledger` payments, receipts and the proof of the books in a short and in a long book,
 * `--reports` the report of a project with a million learners (or N) on MariaDB, `--recount` with all facts drawn once more.
 */
export interface Hello {
  port: number;
  data: BenchData;
  cookies: { trainer: string; learner: string; practiser: string };
}

/** What is measured, as tables for people and as an object for `--json`. */
interface Measured {
  tables: string[];
  verdicts: Verdict[];
  json: object;
}

const seconds = Number(option('--seconds') ?? 5);
/** The figures of the centre, one of them, and the path of its people. */
const DASHBOARDS = ['/figures', '/figures/attendance', '/gaps'];
const BARE = 'bare node:http + mysql2';

async function main(): Promise<number> {
  const { tables, verdicts, json } = process.argv.includes('--practice') ? await practice()
    : process.argv.includes('--coaching') ? await coachingAlone() : process.argv.includes('--ledger') ? await ledger()
    : process.argv.includes('--reports') ? await reports() : await everything();
  const whole = { seconds, connections: CONNECTIONS, cpus: cpus().length, ...json, verdicts };
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(whole, null, 2)}\n` : [...tables, verdictLines(verdicts)].join('\n'));
  return verdicts.every(({ reached }) => reached) ? 0 : 1;
}

async function everything(): Promise<Measured> {
  const floors: Figures[] = [await measureFloor('static page of 5 kB', {})];
  const engines = await measureEngines(floors);
  say('Forming groups …');
  const forming = await benchForming();
  say('Searching free hours of coaching …');
  const coaching = await benchFreeSlots();
  const verdicts = [...verdictsOn(engines, floors.find(({ name }) => name === BARE), forming), ...freeSlotsVerdicts(coaching)];
  const withRatios = engines.map((each) => ({ ...each, pages: each.pages.map((page) => ({ ...page, ratios: ratiosOf(page, floors) })) }));
  return { tables: [pagesTable(engines, floors), dashboardsTable(engines), importTable(engines), formingTable(forming)], verdicts, json: { floors, engines: withRatios, forming, coaching } };
}

/** @param floors where the bare server's figures go, measured on the same rows right after the pages */
async function measureEngines(floors: Figures[]): Promise<EngineFigures[]> {
  const engines = [await measureEngine('embedded', undefined, floors)];
  const mariadb = await startMariadb(23_999);
  if (!mariadb) {
    say('MariaDB is not installed here: its figures, and all ratios to the bare server, are left out.');
    return engines;
  }
  execFileSync('mariadb', ['-uroot', '-S', mariadb.socket, '-e', 'CREATE DATABASE bench CHARACTER SET utf8mb4 COLLATE utf8mb4_bin']);
  engines.push(await measureEngine('mariadb', `${mariadb.url}/bench`, floors));
  mariadb.process.kill('SIGKILL');
  rmSync(mariadb.folder, { recursive: true, force: true });
  return engines;
}

async function measureEngine(engine: string, url: string | undefined, floors: Figures[]): Promise<EngineFigures> {
  return withServer(engine, url, async (server, hello) => {
    const dashboards = await measureDashboards({ process: server, port: hello.port }, DASHBOARDS.map((path) => ({ name: path, path, cookie: hello.cookies.trainer })));
    const pages: Figures[] = [];
    for (const target of targets(hello)) {
      pages.push(await measure({ process: server, port: hello.port }, target, seconds));
      say(`  ${target.name}`);
    }
    if (url) floors.push(await measureFloor(BARE, { BENCH_URL: url, BENCH_SESSION: hello.data.sessionId }));
    say('  import of a list');
    return { engine, pages, dashboards, import: await ask<ImportFigures>(server, 'import') };
  });
}

async function practice(): Promise<Measured> {
  const figures = await withServer('embedded', undefined, (_, hello) => atFloor({}, (__, port) => benchPractice(hello, `http://127.0.0.1:${port}`, say)));
  return { tables: [practiceTable(figures)], verdicts: practiceVerdicts(figures), json: { practice: figures } };
}

async function coachingAlone(): Promise<Measured> {
  const coaching = await benchFreeSlots();
  return { tables: [], verdicts: freeSlotsVerdicts(coaching), json: { coaching } };
}

async function ledger(): Promise<Measured> {
  const figures = await benchLedger(say);
  return { tables: [ledgerTable(figures)], verdicts: ledgerVerdicts(figures), json: { ledger: figures } };
}

async function reports(): Promise<Measured> {
  const figures = await benchReports(Number(option('--learners') ?? 1_000_000), process.argv.includes('--recount'), say);
  if (!figures) say('MariaDB is not installed here: nothing was measured.');
  return figures ? { tables: [reportsTable(figures)], verdicts: reportsVerdicts(figures), json: { reports: figures } } : { tables: [], verdicts: [], json: {} };
}

type Server = Awaited<ReturnType<typeof startServer>>['process'];

async function withServer<T>(engine: string, url: string | undefined, work: (server: Server, hello: Hello) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'minka-bench-'));
  say(`Loading 700 learners in 35 groups: ${engine} …`);
  const { process: server, hello } = await startServer<Hello>('./server.js', { BENCH_URL: url ?? '', BENCH_FOLDER: folder });
  try {
    return await work(server, hello);
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureFloor(name: string, environment: Record<string, string>): Promise<Figures> {
  return atFloor(environment, (server, port) => measure({ process: server, port }, { name, path: '/' }, seconds));
}

async function atFloor<T>(environment: Record<string, string>, work: (server: Server, port: number) => Promise<T>): Promise<T> {
  const { process: server, hello } = await startServer<{ port: number }>('./floors.js', environment);
  try {
    return await work(server, hello.port);
  } finally {
    server.kill('SIGKILL');
  }
}

function targets({ data, cookies }: Hello): Target[] {
  const register = `/sessions/${data.sessionId}/register`;
  return [
    { name: 'home of a learner', path: '/', cookie: cookies.learner },
    { name: 'step of a lesson', path: `/learning/${data.lesson}/1`, cookie: cookies.learner },
    { name: 'register of 20', path: register, cookie: cookies.trainer },
    { name: 'saving it', path: register, cookie: cookies.trainer, post: (number) => savedRegister(data, number) },
    { name: 'room of a session', path: `/sessions/${data.sessionId}/room`, cookie: cookies.trainer },
    { name: 'queue of placement', path: '/placement/queue', cookie: cookies.trainer },
    { name: 'search of people', path: '/people?q=quispe', cookie: cookies.trainer },
  ];
}

/** Twenty marks with three absent, each time in a register that nobody has saved before. */
function savedRegister({ toSave, members }: BenchData, number: number): { path: string; key: string; body: string } {
  const [sessionId, group] = toSave[number % toSave.length] as [string, number];
  const marks = (members[group] ?? []).map((personId, index) => ({ seen: `${personId} 0`, status: index % 7 === 6 ? 'absent' : 'present' }));
  return { path: `/sessions/${sessionId}/register`, key: randomUUID(), body: JSON.stringify({ marks, complete: 'yes' }) };
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

process.exit(await main());

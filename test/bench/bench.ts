import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { startMariadb } from '../helpers/mariadb-server.js';
import type { BenchData } from './load.js';
import { CONNECTIONS, measure, startServer, type Figures, type Target } from './measure.js';

/** `npm run bench -- [--seconds N] [--json]`: measures the pages that matter, on each engine, against two floors. */
interface Hello {
  port: number;
  data: BenchData;
  cookies: { trainer: string; learner: string };
}

interface EngineFigures {
  engine: string;
  pages: Figures[];
}

const seconds = Number(option('--seconds') ?? 5);
const asJson = process.argv.includes('--json');

async function main(): Promise<void> {
  const mariadb = await startMariadb(23_999);
  const engines: EngineFigures[] = [{ engine: 'embedded', pages: await measureEngine(undefined) }];
  const floors: Figures[] = [await measureFloor('static page of 5 kB', {})];
  if (mariadb) {
    execFileSync('mariadb', ['-uroot', '-S', mariadb.socket, '-e', 'CREATE DATABASE bench CHARACTER SET utf8mb4 COLLATE utf8mb4_bin']);
    const url = `${mariadb.url}/bench`;
    engines.push({ engine: 'mariadb', pages: await measureEngine(url, floors) });
    mariadb.process.kill('SIGKILL');
    rmSync(mariadb.folder, { recursive: true, force: true });
  } else say('MariaDB is not installed here: its figures and the bare server are left out.');
  report(engines, floors);
}

/** @param floors where the bare server's figures go, measured on the same rows right after the pages */
async function measureEngine(url: string | undefined, floors?: Figures[]): Promise<Figures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'minka-bench-'));
  say(`Loading 700 learners in 35 groups: ${url ? 'mariadb' : 'embedded'} …`);
  const { process: server, hello } = await startServer<Hello>('./server.js', { BENCH_URL: url ?? '', BENCH_FOLDER: folder });
  const figures: Figures[] = [];
  for (const target of targets(hello)) {
    figures.push(await measure({ process: server, port: hello.port }, target, seconds));
    say(`  ${target.name}`);
  }
  if (url && floors) floors.push(await measureFloor('bare node:http + mysql2', { BENCH_URL: url, BENCH_SESSION: hello.data.sessionId }));
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  return figures;
}

async function measureFloor(name: string, environment: Record<string, string>): Promise<Figures> {
  const { process: server, hello } = await startServer<{ port: number }>('./floors.js', environment);
  const figures = await measure({ process: server, port: hello.port }, { name, path: '/' }, seconds);
  server.kill('SIGKILL');
  return figures;
}

function targets({ data, cookies }: Hello): Target[] {
  const register = `/sessions/${data.sessionId}/register`;
  return [
    { name: 'home of a learner', path: '/', cookie: cookies.learner },
    { name: 'register of 20', path: register, cookie: cookies.trainer },
    { name: 'saving it', path: register, cookie: cookies.trainer, post: (number) => savedRegister(data, number) },
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

function report(engines: EngineFigures[], floors: Figures[]): void {
  if (asJson) return void process.stdout.write(`${JSON.stringify({ seconds, connections: CONNECTIONS, cpus: cpus().length, floors, engines }, null, 2)}\n`);
  const head = ['', 'req/s', 'p50 ms', 'p95 ms', 'CPU ms', 'queries', 'warm B', 'cold B', ...floors.map(({ name }) => `÷ ${name}`), 'failed'];
  const lines = [head, ...floors.map((each) => line('floor', each, floors)), ...engines.flatMap(({ engine, pages }) => pages.map((each) => line(engine, each, floors)))];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  for (const cells of lines) process.stdout.write(`${cells.map((cell, column) => (column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[0] ?? 0))).join('  ')}\n`);
}

function line(kind: string, figures: Figures, floors: Figures[]): string[] {
  const { name, requestsPerSecond, p50, p95, cpu, queries, warm, cold, failed } = figures;
  return [
    `${kind}: ${name}`, requestsPerSecond.toFixed(0), p50.toFixed(1), p95.toFixed(1), cpu.toFixed(2), queries.toFixed(1), String(warm), String(cold),
    ...floors.map((floor) => (requestsPerSecond / floor.requestsPerSecond).toFixed(2)), String(failed),
  ];
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

await main();
process.exit(0);

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/app.entities.js';
import { PaymentsService } from '../../src/fees/payments.service.js';
import { feesFaults } from '../../src/fees/proof/fees-faults.js';
import { receiptPdf } from '../../src/fees/receipt-pdf.js';
import { ReceiptsRepository } from '../../src/fees/receipts.repository.js';
import { ReceiptsService } from '../../src/fees/receipts.service.js';
import { verifyBook } from '../../src/ledger/proof/verify-book.js';
import { openDatabase } from '../../src/shared/database/data-source.js';
import { migrate } from '../../src/shared/database/migrate.js';
import { withoutLimit } from '../../src/shared/database/mysql-patience.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { SystemClock } from '../../src/shared/kernel/clock.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startMariadb } from '../helpers/mariadb-server.js';
import { writeBook, type BenchBook } from './ledger-book.js';
import { percentile } from './measure.js';

/** Of one kind of work: milliseconds by the clock, and of CPU (the database server's included) for each. */
export interface WorkFigures {
  p50: number;
  p95: number;
  cpu: number;
}

export interface LedgerFigures {
  engine: string;
  entries: number;
  writeSeconds: number;
  payment: WorkFigures;
  pdf: WorkFigures;
  /** Of the whole proof: chain, balances, receipts, charges. */
  verifySeconds: number;
  verifyCpuSeconds: number;
  /** What did not hold of the book, after the bench's own payments. */
  faults: string[];
  /** The load of the machine over the last minute, at the end. */
  load: number;
}

const SIZES = [1_000, 1_000_000] as const;
const WARM = 60;
const RUNS = 240;
/** The two books take turns, so that what else the machine does meets both. */
const TURN = 2;
/** Until what the database still puts away of the writing is on the disk, in milliseconds. */
const REST = 10_000;

/** Takes payments with their receipts and makes the receipts' PDFs in a short and in a long book, and proves both. */
export async function benchLedger(say: (text: string) => void): Promise<LedgerFigures[]> {
  const folders = SIZES.map(() => mkdtempSync(join(tmpdir(), 'minka-bench-')));
  const figures = await measureEngine('embedded', folders.map((folder) => ({ folder })), null, say);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  const mariadb = await startMariadb(23_999);
  if (!mariadb) return figures;
  const urls = SIZES.map((size) => {
    execFileSync('mariadb', ['-uroot', '-S', mariadb.socket, '-e', `CREATE DATABASE bench_${size} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`]);
    return { url: `${mariadb.url}/bench_${size}`, folder: tmpdir() };
  });
  try {
    return [...figures, ...await measureEngine('mariadb', urls, mariadb.process.pid ?? null, say)];
  } finally {
    mariadb.process.kill('SIGKILL');
    rmSync(mariadb.folder, { recursive: true, force: true });
  }
}

async function measureEngine(engine: string, settings: readonly { url?: string; folder: string }[], serverPid: number | null, say: (text: string) => void): Promise<LedgerFigures[]> {
  const books: MeasuredBook[] = [];
  for (const [index, entries] of SIZES.entries()) {
    say(`Writing a book of ${entries} entries: ${engine} …`);
    books.push(await MeasuredBook.open(settings[index] as { folder: string }, entries, serverPid));
  }
  await new Promise((resolve) => { setTimeout(resolve, REST); });
  say('  payments and their receipts');
  for (let from = 0; from < WARM + RUNS; from += TURN) for (const book of books) await book.work(from, TURN);
  const figures: LedgerFigures[] = [];
  for (const book of books) figures.push({ engine, ...await book.judge((done, of) => say(`  proving: ${done} of ${of}`)) });
  return figures;
}

/** A book of one length, and what was measured in it. */
class MeasuredBook {
  private readonly payments = new Stopwatch(this.serverPid);
  private readonly pdfs = new Stopwatch(this.serverPid);

  private constructor(
    private readonly dataSource: DataSource, private readonly book: BenchBook, private readonly written: { entries: number; writeSeconds: number },
    private readonly serverPid: number | null,
  ) {}

  static async open(settings: { url?: string; folder: string }, entries: number, serverPid: number | null): Promise<MeasuredBook> {
    const dataSource = await openDatabase(settings, { entities, migrations });
    await migrate(dataSource);
    const began = performance.now();
    const book = await writeBook(dataSource, { entries, payers: WARM + RUNS });
    return new MeasuredBook(dataSource, book, { entries, writeSeconds: (performance.now() - began) / 1_000 }, serverPid);
  }

  /** Some payments one after the other, then the PDFs of their receipts. */
  async work(from: number, count: number): Promise<void> {
    const { centreId, actor, payers } = this.book;
    const unitOfWork = new UnitOfWork(this.dataSource, new SystemClock());
    const service = new PaymentsService(unitOfWork);
    const receipts: Id[] = [];
    const keep = from >= WARM;
    await this.payments.take(payers.slice(from, from + count), keep, async (personId) => {
      const asked = { personId, cents: 1_000, method: 'cash' as const, chargeIds: [], operationNumber: null, tenderedCents: 2_000, keepRest: false, otherOperation: false };
      receipts.push((await service.record(centreId, asked, { actor, submission: { key: newId(), bodyHash: 'a' } })).receiptId);
    });
    const [printing, reading] = [new ReceiptsService(unitOfWork), new ReceiptsRepository(this.dataSource)];
    await this.pdfs.take(receipts, keep, async (id) => {
      const { copy } = await printing.print(centreId, id, 'a5', { actor, submission: { key: newId(), bodyHash: 'a' } });
      const receipt = await reading.ofCentre(centreId, id);
      await receiptPdf({ ...receipt, copy, address: `https://minka.example/recibos/${receipt.publicCode}` }, 'a5');
    });
  }

  /** Proves the book, and closes it. */
  async judge(told: (done: number, of: number) => void): Promise<Omit<LedgerFigures, 'engine'>> {
    const [began, before] = [performance.now(), cpuMilliseconds(this.serverPid)];
    let next = 250_000;
    const proof = await verifyBook(this.dataSource, this.book.centreId, {
      onProgress: (done, of) => {
        if (done < next) return;
        told(done, of);
        next += 250_000;
      },
    });
    const faults = [...(proof?.fault ? [JSON.stringify(proof.fault)] : []), ...await withoutLimit(this.dataSource, () => feesFaults(this.dataSource, this.book.centreId))];
    const [verifySeconds, verifyCpuSeconds] = [(performance.now() - began) / 1_000, (cpuMilliseconds(this.serverPid) - before) / 1_000];
    await this.dataSource.destroy();
    return { ...this.written, payment: this.payments.figures(), pdf: this.pdfs.figures(), verifySeconds, verifyCpuSeconds, faults, load: loadavg()[0] as number };
  }
}

class Stopwatch {
  private readonly milliseconds: number[] = [];
  private cpu = 0;

  constructor(private readonly serverPid: number | null) {}

  async take<T>(list: readonly T[], keep: boolean, work: (one: T) => Promise<void>): Promise<void> {
    const before = cpuMilliseconds(this.serverPid);
    for (const one of list) {
      const began = performance.now();
      await work(one);
      if (keep) this.milliseconds.push(performance.now() - began);
    }
    if (keep) this.cpu += cpuMilliseconds(this.serverPid) - before;
  }

  figures(): WorkFigures {
    return { p50: percentile(this.milliseconds, 0.5), p95: percentile(this.milliseconds, 0.95), cpu: this.cpu / Math.max(1, this.milliseconds.length) };
  }
}

/** Of this process and of the database server, where Linux tells it (in hundredths of a second). */
function cpuMilliseconds(serverPid: number | null): number {
  const { user, system } = process.cpuUsage();
  if (serverPid === null) return (user + system) / 1_000;
  try {
    const fields = readFileSync(`/proc/${serverPid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (user + system) / 1_000 + (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return (user + system) / 1_000;
  }
}

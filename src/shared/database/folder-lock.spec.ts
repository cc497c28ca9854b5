import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../kernel/usage-error.js';
import { FolderInUse, holdFolder } from './folder-lock.js';
import { makeFolder } from './make-folder.js';

/** Another process that takes the same lock, and says so. */
const HOLDER = `
  const Sqlite = require('better-sqlite3');
  const lock = new Sqlite(process.argv[1] + '/minka.lock', { timeout: 0 });
  lock.pragma('journal_mode = MEMORY');
  lock.exec('BEGIN EXCLUSIVE');
  process.stdout.write('held');
  setInterval(() => undefined, 1000);`;

describe('the folder of an embedded database', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'minka-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const holder = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['-e', HOLDER, folder], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } });
    await new Promise((resolve) => {
      child.stdout?.once('data', resolve);
    });
    return child;
  };

  it('takes one process, and the next one as soon as that was killed', async () => {
    const child = await holder();
    writeFileSync(join(folder, 'minka.pid'), String(child.pid));
    expect(() => holdFolder(folder)).toThrow(FolderInUse);
    expect(() => holdFolder(folder)).toThrow(String(child.pid));
    const ended = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    child.kill('SIGKILL');
    await ended;
    expect(() => holdFolder(folder)).not.toThrow();
    expect(() => holdFolder(folder)).not.toThrow();
  });

  it('does not mind whose number was left behind', () => {
    // A number that is in use, by something that looks like Node: this process's parent, or the machine's first.
    writeFileSync(join(folder, 'minka.pid'), String(process.ppid));
    expect(() => holdFolder(folder)).not.toThrow();
  });

  it('is made with those above it, or refused in words where there can be none', () => {
    makeFolder(join(folder, 'one', 'two'));
    makeFolder(join(folder, 'one', 'two'));
    expect(statSync(join(folder, 'one', 'two')).mode & 0o777).toBe(0o700);
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file'))).toThrow(UsageError);
    // Where the system itself keeps the folders, Node's own way of making them never ends.
    if (existsSync('/proc/self')) expect(() => makeFolder('/proc/minka/one')).toThrow('/proc/minka');
  });
});

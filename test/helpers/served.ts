import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/shared/web/project-root.js';
import { TEST_SECRET } from './app.js';

/** Compiles Minka, and more where it is asked for, into a folder of one's own, which no other spec builds or removes meanwhile. @returns how to remove it */
export function buildInto(folder: string, ...more: string[]): () => void {
  execFileSync('node', ['build.js', `--into=${folder}`, ...more], { cwd: PROJECT_ROOT, env: { ...process.env, NODE_OPTIONS: '' } });
  return () => rmSync(join(PROJECT_ROOT, folder), { recursive: true, force: true });
}

/** Minka as it is served, in a process of its own. */
export class Served {
  private child: ChildProcess | undefined;

  /** @param folder where it was built */
  constructor(private readonly folder: string) {}

  /** @returns where it is reached */
  start(settings: Record<string, string>): Promise<string> {
    const env = { ...process.env, NODE_ENV: 'development', NODE_OPTIONS: '', PORT: '0', HOST: '127.0.0.1', MINKA_SECRET: TEST_SECRET, MINKA_LOG_LEVEL: 'info', ...settings };
    const child = spawn('node', [join(this.folder, 'src', 'main.js')], { env, cwd: PROJECT_ROOT });
    this.child = child;
    return new Promise((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const [, port] = /"address":"http:\/\/localhost:(\d+)"/u.exec(said) ?? [];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
      child.stderr.on('data', (bytes: Buffer) => { said += bytes.toString(); });
      child.on('exit', (code) => reject(new Error(`it ended with ${code}: ${said}`)));
    });
  }

  /** Ends it as an operator does, or as a power cut does. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => { child.removeAllListeners('exit').on('exit', resolve); });
    child.kill(signal);
    await ended;
  }
}

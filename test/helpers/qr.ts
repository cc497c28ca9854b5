import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [DRAWS, READS] = ['/usr/bin/pdftoppm', '/usr/bin/zbarimg'];

/** Whether Debian's poppler-utils and zbar-tools are installed; the set-up of the test run says so when they are not. */
export const READS_CODES = existsSync(DRAWS) && existsSync(READS);

/** What a camera reads in a PDF, page by page: the pages as they are printed, looked at by a program that knows nothing of Minka. */
export function codesInPdf(pdf: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'minka-codes-'));
  try {
    writeFileSync(join(folder, 'it.pdf'), pdf);
    execFileSync(DRAWS, ['-r', '120', '-gray', '-png', join(folder, 'it.pdf'), join(folder, 'page')]);
    const pages = readdirSync(folder).filter((name) => name.endsWith('.png')).sort().map((name) => join(folder, name));
    return execFileSync(READS, ['--quiet', '--raw', '--nodbus', ...pages], { encoding: 'utf8' }).trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

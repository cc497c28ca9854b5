import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const firstOf = (paths: readonly string[]): string | null => paths.find((path) => existsSync(path)) ?? null;

/** Debian's Chromium as people use it, where it is installed: what is measured is measured in it. */
export const WHOLE_CHROMIUM = firstOf(['/usr/bin/chromium', '/usr/bin/chromium-browser']);

/** The same without its windows takes half of the processor's time, so tests prefer it; the set-up of the test run says so when there is neither. */
export const CHROMIUM = firstOf(['/usr/bin/chromium-headless-shell']) ?? WHOLE_CHROMIUM;

/** @param path of the browser */
export function openBrowser(path = CHROMIUM): Promise<Browser> {
  return chromium.launch({
    executablePath: path ?? '',
    // Nothing of the browser's own may look for the network.
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

import { existsSync } from 'node:fs';

/** Debian's Chromium, where it is installed; the set-up of the test run says so when it is not. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path)) ?? null;

import { existsSync, writeFileSync } from 'node:fs';

/** Whether Debian's `faketime` is installed; the set-up of the test run says so when it is not. */
export const FAKETIME = existsSync('/usr/bin/faketime');

/** A clock of one's own for processes: their wall clock and their timers go by it, and it can be set while they run. */
export class ProcessClock {
  private ahead = 0;

  /** @param file where the processes read it */
  constructor(private readonly file: string) {}

  /** What a process must be started with. The loader itself knows the machine's folder of libraries. */
  settings(): Record<string, string> {
    return { LD_PRELOAD: '/usr/$LIB/faketime/libfaketimeMT.so.1', FAKETIME_TIMESTAMP_FILE: this.file, FAKETIME_NO_CACHE: '1' };
  }

  /** From that instant on it runs as every clock does. */
  travelTo(instant: number): void {
    this.ahead = instant - Date.now();
    writeFileSync(this.file, `${this.ahead < 0 ? '-' : '+'}${Math.abs(this.ahead / 1_000).toFixed(3)}`);
  }

  now(): number {
    return Date.now() + this.ahead;
  }
}

import { setTimeout as pause } from 'node:timers/promises';

/** Longer than any unit of a test takes, and shorter than its deadline. */
const PATIENCE = 1_500;

/**
 * Where units of work wait for each other, so that all have read before one writes. Who waits for a guard cannot come:
 * the others go on without it after a while.
 * @param count how many are expected @returns what each calls where it has read
 */
export function meeting(count: number): () => Promise<void> {
  let here = 0;
  let open = (): void => undefined;
  const all = new Promise<void>((resolve) => { open = resolve; });
  return async () => {
    here += 1;
    if (here >= count) open();
    await Promise.race([all, pause(PATIENCE)]);
  };
}

/** Makes a method end at a meeting. @returns how it is put back */
export function meetAfter(owner: object, method: string, wait: () => Promise<void>): () => void {
  const methods = owner as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const former = methods[method] as (...given: unknown[]) => Promise<unknown>;
  methods[method] = async (...given) => {
    const result = await former.apply(owner, given);
    await wait();
    return result;
  };
  return () => { methods[method] = former; };
}

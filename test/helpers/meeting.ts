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

/** Makes a method end at a meeting for each of its first callers. @returns how it is put back */
export function meetAfter<K extends string>(owner: Record<K, (...given: never[]) => Promise<unknown>>, method: K, count: number): () => void {
  const former = owner[method];
  const wait = meeting(count);
  owner[method] = async function here(this: unknown, ...given: never[]) {
    const result = await former.apply(this, given);
    await wait();
    return result;
  };
  return () => { owner[method] = former; };
}

/** Does what nobody waits for once the page stands there and the browser has nothing more urgent to do; within a second at most. */
export function whenIdle(work: () => void): void {
  // Safari has no such callback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 1_000 });
  else setTimeout(work, 100);
}

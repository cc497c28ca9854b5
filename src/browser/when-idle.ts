/**
 * Does what nobody waits for once the page stands there and the browser has nothing more urgent to do; within a second at most.
 * For scripts that the page itself names: they run before it says that it is there.
 */
export function whenIdle(work: () => void): void {
  if (document.readyState === 'complete') idle(work);
  else document.addEventListener('DOMContentLoaded', () => idle(work), { once: true });
}

function idle(work: () => void): void {
  // Safari has no such callback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 1_000 });
  else setTimeout(work, 100);
}

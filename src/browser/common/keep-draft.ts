import { whenIdle } from '../when-idle.js';

/**
 * A task that she is working on is kept as it stands, a moment after each change and when the page goes away: a reload, a
 * closed lid or a power cut takes a line at most. Sending the form keeps it as well, so then nothing more is sent here.
 */
const AFTER_A_CHANGE = 700;

const form = document.querySelector<HTMLFormElement>('form[data-draft]');

if (form) {
  // What stood there at first; known a moment later, so that the page need not wait for it. Whoever is quicker is kept in any case.
  let kept: string | null = null;
  whenIdle(() => { kept ??= work(form); });
  let timer = 0;
  const keep = (): void => {
    clearTimeout(timer);
    const now = work(form);
    if (kept === null || now === kept || form.dataset.sent) return;
    kept = now;
    void fetch(form.dataset.draft as string, { method: 'POST', keepalive: true, credentials: 'same-origin', body: new URLSearchParams(now) }).catch(() => {
      // The next change tries again.
      kept = '';
    });
  };
  form.addEventListener('input', () => {
    kept ??= '';
    clearTimeout(timer);
    timer = window.setTimeout(keep, AFTER_A_CHANGE);
  });
  window.addEventListener('beforeunload', keep);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep();
  });
}

function work(form: HTMLFormElement): string {
  const fields = new FormData(form);
  fields.delete('_key');
  return new URLSearchParams(fields as never).toString();
}

export {};

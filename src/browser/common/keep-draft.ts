import { whenIdle } from '../when-idle.js';
import { workOf } from '../work-of.js';

/**
 * A task that she is working on is kept as it stands, a moment after each change and when the page goes away: a reload, a
 * closed lid or a power cut takes a line at most. Sending the form keeps it as well, so then nothing more is sent here.
 */
const AFTER_A_CHANGE = 700;

/** What of a form is kept already. */
const kept = new WeakMap<HTMLFormElement, string>();
let timer = 0;

// What stood there at first; known a moment later, so that the page need not wait for it. Whoever is quicker is kept in any case.
whenIdle(noteFirst);
document.addEventListener('minka:shown', () => whenIdle(noteFirst));
document.addEventListener('input', ({ target }) => {
  const form = shownForm();
  if (!form?.contains(target as Node)) return;
  if (!kept.has(form)) kept.set(form, '');
  clearTimeout(timer);
  timer = window.setTimeout(keep, AFTER_A_CHANGE);
});
window.addEventListener('beforeunload', keep);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keep();
});

function noteFirst(): void {
  const form = shownForm();
  if (form && !kept.has(form)) kept.set(form, workOf(form));
}

function keep(): void {
  clearTimeout(timer);
  const form = shownForm();
  const before = form && kept.get(form);
  if (!form || before === undefined || form.dataset.sent) return;
  const now = workOf(form);
  if (now === before) return;
  kept.set(form, now);
  void fetch(form.dataset.draft as string, { method: 'POST', keepalive: true, credentials: 'same-origin', body: new URLSearchParams(now) }).catch(() => {
    // The next change tries again.
    kept.set(form, '');
  });
}

function shownForm(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>('form[data-draft]');
}

/**
 * After a quiet time the PC signs its viewer out, and says so before. Seconds stand on the body: `data-quiet-warn`
 * until the warning, `data-quiet-out` until the end, both from the last key, click or touch on any open page.
 */
const warnAfter = Number(document.body.dataset.quietWarn) * 1_000;
const outAfter = Number(document.body.dataset.quietOut) * 1_000;
const warning = document.querySelector<HTMLDialogElement>('[data-quiet]');
const left = document.querySelector('[data-quiet-left]');
const STORED = 'minka-active';
const TELL_SERVER_EVERY = 60_000;

let toldServer = Date.now();

if (warning && outAfter > 0) {
  active();
  for (const kind of ['keydown', 'pointerdown', 'input', 'scroll']) {
    document.addEventListener(kind, () => { if (!warning.open) active(); }, { passive: true, capture: true });
  }
  // Escape closes a dialog: she is there.
  warning.addEventListener('close', active);
  document.querySelector('[data-quiet-stay]')?.addEventListener('click', () => warning.close());
  document.querySelector('[data-quiet-leave]')?.addEventListener('click', () => signOut());
  setInterval(look, 1_000);
  // A PC that slept wakes up with the time gone by.
  document.addEventListener('visibilitychange', look);
}

function look(): void {
  const quiet = Date.now() - Number(localStorage.getItem(STORED));
  if (quiet >= outAfter) return signOut('quiet');
  if (left) left.textContent = String(Math.ceil((outAfter - quiet) / 1_000));
  if (quiet >= warnAfter && !warning?.open) warning?.showModal();
  // Somebody went on in another window.
  if (quiet < warnAfter && warning?.open) warning.close();
}

function active(): void {
  const now = Date.now();
  localStorage.setItem(STORED, String(now));
  if (now - toldServer < TELL_SERVER_EVERY) return;
  toldServer = now;
  // A long answer being typed asks the server for nothing; it must not think that nobody is there.
  void fetch(`/session/alive?at=${encodeURIComponent(location.pathname)}`, { credentials: 'same-origin' }).catch(() => undefined);
}

let leaving = false;

/** @param why the page that comes after says that nobody was there */
function signOut(why = ''): void {
  if (leaving) return;
  leaving = true;
  document.body.hidden = true;
  const form = document.querySelector<HTMLFormElement>('form[data-sign-out]');
  if (form) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'why', value: why }));
    form.requestSubmit();
  }
  else location.reload();
}

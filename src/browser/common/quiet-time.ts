import { whenIdle } from '../when-idle.js';

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
/** The form that somebody was last seen typing in. */
let typedIn: HTMLFormElement | null = null;

if (warning && outAfter > 0) {
  document.addEventListener('input', ({ target }) => {
    typedIn = (target as HTMLElement).closest?.('form') ?? typedIn;
  });
  // The browser's store is slow to open at first: on an old PC the page would be there later for it.
  whenIdle(() => watch(warning));
}

function watch(warning: HTMLDialogElement): void {
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

/**
 * What she was writing goes along, for nobody but her: she finds it when she signs in again. Passwords and files stay behind,
 * and so does what is saved as it is made (a register's marks, a task's draft).
 */
function unsent(): string[][] {
  if (typedIn?.method !== 'post' || !typedIn.isConnected || typedIn.dataset.draft || typedIn.dataset.account) return [];
  const { pathname, search } = new URL(typedIn.action);
  const fields = new FormData(typedIn);
  for (const { name } of typedIn.querySelectorAll<HTMLInputElement>('input[type="password"], input[type="file"]')) fields.delete(name);
  return [['unsent[path]', pathname + search], ['unsent[back]', location.pathname + location.search], ['unsent[fields]', new URLSearchParams(fields as never).toString()]];
}

let leaving = false;

/** @param why the page that comes after says that nobody was there */
function signOut(why = ''): void {
  if (leaving) return;
  leaving = true;
  document.body.hidden = true;
  const form = document.querySelector<HTMLFormElement>('form[data-sign-out]');
  if (form) {
    for (const [name, value] of [['why', why], ...(why === 'quiet' ? unsent() : [])]) {
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    form.requestSubmit();
  }
  else location.reload();
}

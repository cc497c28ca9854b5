import { whenIdle } from './when-idle.js';
import { workOf } from './work-of.js';

/**
 * What follows in a practice takes the place of what was there, on the page that stands: on an old PC a new page takes half a
 * second before it says anything. Where that does not work out (the practice is left, the session ended, the line broke, an older
 * browser) the form goes as any other: its key makes sure that it counts once.
 */

/** The scripts that bring tasks to life, by their address: read while she looks at the task before, run once for each task. */
const scripts = new Map<string, () => void>();
/** The first task, which comes with the page before or after a round: it stands there at her press, while the server puts the new round on record. */
let first: HTMLElement | null = null;
/** Over once the round that she began by a press is on record: what she does in it is sent after that. */
let begun: Promise<void> = Promise.resolve();
/** Milliseconds that a task, once its script has run, is given to be painted. */
const SHOWING = 50;
const HELP = '.lesson-page__help';
/** Says what came in place: a screen reader reads a page that loads, but neither a part that was put into one nor a live region that came with it. */
const heard = Object.assign(document.createElement('p'), { className: 'visually-hidden' });
heard.setAttribute('role', 'status');
document.body.append(heard);

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const button = event.submitter as HTMLButtonElement | null;
  const address = new URL(button?.getAttribute('formaction') ?? form.action, location.href);
  if (event.defaultPrevented || form.dataset.whole || !address.pathname.startsWith(`${location.pathname}/`)) return;
  event.preventDefault();
  const fields = new FormData(form);
  if (button?.name) fields.append(button.name, button.value);
  const answer = (): Promise<Page> => send(address, fields);
  if (first && address.pathname.endsWith('/rounds')) begun = begin(first, answer).catch(() => sendWhole(form, button));
  else begun.then(answer).then(show).catch(() => sendWhole(form, button));
});
readFirst();
readNext();

function readFirst(): void {
  first = null;
  const main = document.querySelector('main');
  const brought = main?.querySelector('template[data-first-task]');
  if (main && brought) whenIdle(() => {
    // She may have been quicker.
    if (!main.isConnected) return;
    first = main.cloneNode() as HTMLElement;
    first.removeAttribute('aria-busy');
    // Scripts that come this way do not run by themselves: `put` does.
    first.innerHTML = brought.innerHTML;
  });
}

/** @param answer asks the server: it has something else to show where she had begun the round before, on another page */
async function begin(task: HTMLElement, answer: () => Promise<Page>): Promise<void> {
  const before = document.querySelector('main') as HTMLElement;
  const untouched = standing(task);
  try {
    await put(task);
    // An old PC has enough to do with showing it.
    await new Promise((resolve) => setTimeout(resolve, SHOWING));
    const followed = await answer();
    if (standing(followed.main) !== untouched) return await show(followed);
    // From now on the server takes what stands in it, and what she has done in it already.
    const form = taskForm(task) as HTMLFormElement;
    form.dataset.draft = taskForm(followed.main)?.dataset.draft;
    if (standing(task) !== untouched) form.dispatchEvent(new Event('input', { bubbles: true }));
  } catch (error) {
    document.querySelector('main')?.replaceWith(before);
    document.dispatchEvent(new Event('minka:shown'));
    throw error;
  }
}

function taskForm(main: HTMLElement): HTMLFormElement | null {
  return main.querySelector<HTMLFormElement>('form[data-activity]');
}

/** Which task it is, and how far she is in it. */
function standing(main: HTMLElement): string {
  const form = taskForm(main);
  return form ? `${form.action} ${main.querySelectorAll(HELP).length} ${workOf(form)}` : '';
}

/** What takes the place of what stands on the page. */
interface Page {
  title: string;
  main: HTMLElement;
}

/** @returns what follows, where it is of the same practice */
async function send(address: URL, fields: FormData): Promise<Page> {
  const answer = await fetch(address, { method: 'POST', headers: { 'X-In-Place': 'yes' }, body: new URLSearchParams(fields as never) });
  if (!answer.ok || answer.redirected) throw new Error('elsewhere');
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // Read without scripts: what it says to whoever has none would count here.
  next.querySelectorAll('noscript').forEach((part) => part.remove());
  return { title: next.title, main: next.querySelector('main') as HTMLElement };
}

async function show({ title, main }: Page): Promise<void> {
  document.title = title;
  await put(main);
}

/** @returns once its scripts are at work */
async function put(main: HTMLElement): Promise<void> {
  const helpsBefore = document.querySelectorAll(HELP).length;
  const wanted = [...main.querySelectorAll('script')].map(({ src }) => new URL(src).pathname);
  const missing = wanted.filter((address) => !scripts.has(address));
  if (missing.length > 0) main.setAttribute('aria-busy', 'true');
  document.querySelector('main')?.replaceWith(main);
  document.dispatchEvent(new Event('minka:shown'));
  if (missing.length === 0) run(wanted);
  // The task is what she hears first, and Tab leads from it to where she answers; unless its script has led her there already.
  const heading = main.querySelector('h1') ?? main;
  heading.tabIndex = -1;
  if (!main.contains(document.activeElement)) heading.focus({ preventScroll: true });
  scrollTo(0, 0);
  tell(main, helpsBefore);
  readFirst();
  readNext();
  if (missing.length === 0) return;
  await Promise.allSettled(missing.map(readScript));
  run(wanted);
  main.removeAttribute('aria-busy');
}

/** A task is a form all the same where its script fails. */
function run(addresses: readonly string[]): void {
  for (const address of addresses) {
    try {
      scripts.get(address)?.();
    } catch (error) {
      reportError(error);
    }
  }
}

/** What became of her answer, and the help that came. */
function tell(main: HTMLElement, helpsBefore: number): void {
  const flash = main.querySelector<HTMLElement>('.flash');
  const help = [...main.querySelectorAll<HTMLElement>(HELP)].slice(helpsBefore).at(-1);
  flash?.removeAttribute('role');
  heard.textContent = '';
  // The same words once more are news only where none stood in between; and the focus is spoken first.
  setTimeout(() => (heard.textContent = [flash, help].map((part) => part?.innerText.trim() ?? '').filter(Boolean).join(' ')), 150);
}

function sendWhole(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  form.dataset.whole = 'yes';
  delete form.dataset.sent;
  form.requestSubmit(button);
}

/** The scripts of what may follow, the next task or this one once more, are there before she presses. */
function readNext(): void {
  const next = document.querySelector<HTMLElement>('[data-next-script]')?.dataset.nextScript;
  const addresses = new Set([next, ...[...document.querySelectorAll<HTMLScriptElement>('main script')].map(({ src }) => new URL(src).pathname)]);
  whenIdle(() => {
    for (const address of addresses) if (address) readScript(address).catch(() => undefined);
  });
}

/** One that the page has run itself is there already; see `activityScript` of src/shared/web/assets.ts. */
async function readScript(address: string): Promise<void> {
  if (scripts.has(address)) return;
  document.body.dataset.inPlace = 'yes';
  const { default: start } = await import(address) as { default: () => void };
  scripts.set(address, start);
}

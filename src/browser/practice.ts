import { whenIdle } from './when-idle.js';
import { workOf } from './work-of.js';

/**
 * What follows in a practice takes the place of what was there, on the page that stands: on an old PC a new page takes half a
 * second before it says anything. Where that does not work out (the practice is left, the session ended, the line broke, an older
 * browser) the form goes as any other: its key makes sure that it counts once.
 */
let shown = 0;
/** The first task, which comes with the page before a round: it stands there at her press, while the server puts the round on record. */
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
  if (first) begun = begin(first, answer).catch(() => sendWhole(form, button));
  else begun.then(answer).then(show).catch(() => sendWhole(form, button));
});
whenIdle(readFirst);
fetchNext();

function readFirst(): void {
  const brought = document.querySelector('template[data-first-task]');
  const main = document.querySelector('main');
  if (!brought || !main) return;
  first = main.cloneNode() as HTMLElement;
  // Scripts that come this way do not run by themselves: `put` runs them.
  first.innerHTML = brought.innerHTML;
}

/** @param answer asks the server: it has something else to show where she had begun the round before, on another page */
async function begin(task: HTMLElement, answer: () => Promise<Page>): Promise<void> {
  const before = document.querySelector('main') as HTMLElement;
  const untouched = standing(task);
  first = null;
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
  const heading = main.querySelector('h1') ?? main;
  heading.tabIndex = -1;
  main.setAttribute('aria-busy', 'true');
  document.querySelector('main')?.replaceWith(main);
  // The task is what she hears first, and Tab leads from it to where she answers.
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
  tell(main, helpsBefore);
  document.dispatchEvent(new Event('minka:shown'));
  // A script runs once for an address: the part after # makes it another one, of the same file.
  shown += 1;
  const scripts = [...main.querySelectorAll('script')].map(({ src }) => import(`${src}#${shown}`) as Promise<unknown>);
  fetchNext();
  await Promise.allSettled(scripts);
  main.removeAttribute('aria-busy');
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

/**
 * The scripts of what may follow, the next task or this one once more, are there before she presses: under the address at which
 * `put` will run them.
 */
function fetchNext(): void {
  const next = document.querySelector<HTMLElement>('[data-next-script]')?.dataset.nextScript;
  const scripts = new Set([next, ...[...document.querySelectorAll<HTMLScriptElement>('main script')].map(({ src }) => new URL(src).pathname)]);
  const links = [...scripts].filter((one) => one !== undefined).map((one) => Object.assign(document.createElement('link'), { rel: 'modulepreload', href: `${one}#${shown + 1}` }));
  whenIdle(() => document.head.append(...links));
}

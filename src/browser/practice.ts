import { whenIdle } from './when-idle.js';

/**
 * What follows in a practice takes the place of what was there, on the page that stands: on an old PC a new page takes half a
 * second before it says anything. Where that does not work out (the practice is left, the session ended, the line broke, an older
 * browser) the form goes as any other: its key makes sure that it counts once.
 */
let shown = 0;
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
  send(form, button, address).then(show).catch(() => sendWhole(form, button));
});
fetchNext();

/** @returns the title and the main part of what follows, where it is of the same practice */
async function send(form: HTMLFormElement, button: HTMLButtonElement | null, address: URL): Promise<Document> {
  const fields = new FormData(form);
  if (button?.name) fields.append(button.name, button.value);
  const answer = await fetch(address, { method: 'POST', headers: { 'X-In-Place': 'yes' }, body: new URLSearchParams(fields as never) });
  if (!answer.ok || answer.redirected) throw new Error('elsewhere');
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

function show(next: Document): void {
  const main = next.querySelector('main') as HTMLElement;
  const helpsBefore = document.querySelectorAll(HELP).length;
  // Read without scripts: what it says to whoever has none would count here.
  main.querySelectorAll('noscript').forEach((part) => part.remove());
  const heading = main.querySelector('h1') ?? main;
  heading.tabIndex = -1;
  main.setAttribute('aria-busy', 'true');
  document.querySelector('main')?.replaceWith(main);
  document.title = next.title;
  // The task is what she hears first, and Tab leads from it to where she answers.
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
  tell(main, helpsBefore);
  document.dispatchEvent(new Event('minka:shown'));
  // A script runs once for an address: the part after # makes it another one, of the same file.
  shown += 1;
  const scripts = [...main.querySelectorAll('script')].map(({ src }) => import(`${src}#${shown}`) as Promise<unknown>);
  void Promise.allSettled(scripts).then(() => main.removeAttribute('aria-busy'));
  fetchNext();
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
 * `show` will run them.
 */
function fetchNext(): void {
  const next = document.querySelector<HTMLElement>('[data-next-script]')?.dataset.nextScript;
  const scripts = new Set([next, ...[...document.querySelectorAll<HTMLScriptElement>('main script')].map(({ src }) => new URL(src).pathname)]);
  const links = [...scripts].filter((one) => one !== undefined).map((one) => Object.assign(document.createElement('link'), { rel: 'modulepreload', href: `${one}#${shown + 1}` }));
  whenIdle(() => document.head.append(...links));
}

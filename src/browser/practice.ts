import { whenIdle } from './when-idle.js';

/**
 * What follows in a practice takes the place of what was there, on the page that stands: on an old PC a new page takes half a
 * second before it says anything. Where that does not work out (the practice is left, the session ended, the line broke, an older
 * browser) the form goes as any other: its key makes sure that it counts once.
 */
let shown = 0;

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  const button = event.submitter as HTMLButtonElement | null;
  const address = new URL(button?.getAttribute('formaction') ?? form.action, location.href);
  if (event.defaultPrevented || form.dataset.whole || !address.pathname.startsWith(`${location.pathname}/`)) return;
  event.preventDefault();
  send(form, button, address).then(show).catch(() => sendWhole(form, button));
});
fetchNext();

/** @returns the page that follows, where it is of the same practice */
async function send(form: HTMLFormElement, button: HTMLButtonElement | null, address: URL): Promise<Document> {
  const fields = new FormData(form);
  if (button?.name) fields.append(button.name, button.value);
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(fields as never) });
  if (!answer.ok || new URL(answer.url).pathname !== location.pathname) throw new Error('elsewhere');
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

function show(next: Document): void {
  const main = next.querySelector('main') as HTMLElement;
  // Read without scripts: what it says to whoever has none would count here.
  main.querySelectorAll('noscript').forEach((part) => part.remove());
  document.querySelector('main')?.replaceWith(main);
  document.title = next.title;
  scrollTo(0, 0);
  main.focus({ preventScroll: true });
  document.dispatchEvent(new Event('minka:shown'));
  // A script runs once for an address: the part after # makes it another one, of the same file.
  shown += 1;
  const scripts = [...main.querySelectorAll('script')].map(({ src }) => import(`${src}#${shown}`) as Promise<unknown>);
  main.setAttribute('aria-busy', 'true');
  void Promise.allSettled(scripts).then(() => main.removeAttribute('aria-busy'));
  fetchNext();
}

function sendWhole(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  form.dataset.whole = 'yes';
  delete form.dataset.sent;
  form.requestSubmit(button);
}

/** The script of the next task is there before she is. */
function fetchNext(): void {
  const script = document.querySelector<HTMLElement>('[data-next-script]')?.dataset.nextScript;
  if (script) whenIdle(() => void fetch(script).catch(() => undefined));
}

/**
 * `data-renew`: what a form inside it makes comes as a file, and the page stays as it was. It is asked for anew until it says
 * something else, and that part of it is put in the place of the old one, so that nobody reads what is not true any more.
 * Without this the words say themselves of when they are.
 */
const TRIES = 10;
const PAUSE = 700;

document.addEventListener('submit', (event) => {
  const part = (event.target as HTMLElement).closest<HTMLElement>('[data-renew]');
  if (part && !event.defaultPrevented) void renew(part, wordsIn(part), TRIES);
});

async function renew(part: HTMLElement, before: string, left: number): Promise<void> {
  await new Promise((done) => { setTimeout(done, PAUSE); });
  const fresh = await freshPart(part.id).catch(() => null);
  if (fresh && wordsIn(fresh) !== before) return swap(part, fresh);
  if (left > 1) await renew(part, before, left - 1);
}

async function freshPart(id: string): Promise<HTMLElement | null> {
  const answer = await fetch(location.href, { credentials: 'same-origin', cache: 'no-store' });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
}

/** The keys of the forms come new with it: what is asked for next is another one. */
function swap(part: HTMLElement, fresh: HTMLElement): void {
  const place = [...part.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
  part.replaceChildren(...fresh.childNodes);
  if (place >= 0) part.querySelectorAll('button')[place]?.focus();
}

function wordsIn(part: HTMLElement): string {
  return (part.querySelector('[role="status"]')?.textContent ?? '').trim();
}

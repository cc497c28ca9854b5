/**
 * The queue of levels by keys: C confirms the person whose row has the focus, the arrows go from row to row, Enter on the
 * name opens her page. The keys count inside a row only, so that a letter typed elsewhere confirms nobody. Where fingers
 * do the work there is nothing to say of keys, and the focus would only scroll the page away from its beginning.
 */
const rows = [...document.querySelectorAll<HTMLElement>('[data-confirm-row]')];

/**
 * Who is to have the focus when the page is back, the best first: it is loaded anew after each confirmation, and whoever
 * was passed over on purpose at its top must not be the one that the next C confirms.
 */
const PLACE = 'minka-queue-place';

if (matchMedia('(pointer: fine)').matches) {
  document.querySelector<HTMLElement>('[data-confirm-keys]')?.removeAttribute('hidden');
  if (document.activeElement === document.body) takePlace()?.focus();
}

document.addEventListener('keydown', (event) => {
  const row = rowOf(event.target);
  if (!row || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) nameIn(rows[rows.indexOf(row) + step])?.focus();
  else if (event.key.toLowerCase() === 'c') row.querySelector('form')?.requestSubmit();
  else return;
  event.preventDefault();
});

document.addEventListener('submit', ({ target }) => keepPlace(rowOf(target), false));
// Her page may confirm her as well, or not: then she is still the one.
document.addEventListener('click', ({ target }) => {
  const row = rowOf(target);
  if (row && (target as Element).closest('a') === nameIn(row)) keepPlace(row, true);
});

/** Those below her, then those above, from near to far: somebody else may have confirmed one of them meanwhile. */
function keepPlace(row: HTMLElement | null, withHer: boolean): void {
  if (!row) return;
  const at = rows.indexOf(row);
  const around = [...rows.slice(withHer ? at : at + 1), ...rows.slice(0, at).reverse()];
  sessionStorage.setItem(PLACE, JSON.stringify(around.map((each) => nameIn(each)?.pathname)));
}

/** The place that was kept, once; else the first. */
function takePlace(): HTMLElement | null {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? '[]') as string[];
  sessionStorage.removeItem(PLACE);
  const names = new Map(rows.map((row) => [nameIn(row)?.pathname, nameIn(row)]));
  return kept.map((path) => names.get(path)).find((name) => name) ?? document.querySelector<HTMLElement>('[data-confirm-row] [data-first]');
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-confirm-row]') : null;
}

function nameIn(row: HTMLElement | undefined): HTMLAnchorElement | null {
  return row?.querySelector('a') ?? null;
}

export {};

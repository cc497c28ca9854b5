/**
 * The queue of levels by keys: C confirms the person whose row has the focus, the arrows go from row to row, Enter on the
 * name opens her page. The keys count inside a row only, so that a letter typed elsewhere confirms nobody. Where fingers
 * do the work there is nothing to say of keys, and the focus would only scroll the page away from its beginning.
 */
const rows = [...document.querySelectorAll<HTMLElement>('[data-confirm-row]')];

if (matchMedia('(pointer: fine)').matches) {
  document.querySelector<HTMLElement>('[data-confirm-keys]')?.removeAttribute('hidden');
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('[data-confirm-row] [data-first]')?.focus();
}

document.addEventListener('keydown', (event) => {
  const row = (event.target as Element).closest<HTMLElement>('[data-confirm-row]');
  if (!row || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) rows[rows.indexOf(row) + step]?.querySelector('a')?.focus();
  else if (event.key.toLowerCase() === 'c') row.querySelector('form')?.requestSubmit();
  else return;
  event.preventDefault();
});

export {};

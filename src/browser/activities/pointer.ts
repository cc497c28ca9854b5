import { before, keep, say } from './trace.js';

/** Double clicks and clicks with the right button: the last one made on a target is the answer. */
const board = document.querySelector<HTMLElement>('[data-gesture]');
const gesture = board?.dataset.gesture ?? '';

board?.addEventListener(gesture === 'right' ? 'contextmenu' : 'dblclick', made);
// Enter opens what has the focus, as it does on any desktop; the menu key makes a `contextmenu` by itself.
if (gesture === 'double') board?.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') made(event);
});

choose(before<{ target: string }>()?.target);

function choose(target: string | undefined): void {
  for (const other of document.querySelectorAll<HTMLElement>('[data-target]')) other.classList.toggle('is-chosen', other.dataset.target === target);
}

function made(event: Event): void {
  const target = (event.target as Element).closest<HTMLElement>('[data-target]');
  if (!target) return;
  event.preventDefault();
  choose(target.dataset.target);
  keep({ target: target.dataset.target, gesture });
  say(gesture, target.dataset.label);
}

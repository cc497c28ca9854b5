import { before, keep, say } from './trace.js';

/** Double clicks and clicks with the right button: the last one made on a target is the answer. */
const board = document.querySelector<HTMLElement>('[data-gesture]');
const gesture = board?.dataset.gesture ?? '';

/** Milliseconds that a finger stays to mean the other button, and that may pass between two taps. */
const LONG = 500;
const TWICE = 1000;
let lastTap: { at: EventTarget | null; time: number } = { at: null, time: 0 };

board?.addEventListener(gesture === 'right' ? 'contextmenu' : 'dblclick', made);
// Enter opens what has the focus, as it does on any desktop; the menu key makes a `contextmenu` by itself.
if (gesture === 'double') board?.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') made(event);
});

board?.addEventListener('pointerdown', touched);
board?.addEventListener('click', tapped);

choose(before<{ target: string }>()?.target);

function choose(target: string | undefined): void {
  for (const other of document.querySelectorAll<HTMLElement>('[data-target]')) other.classList.toggle('is-chosen', other.dataset.target === target);
}

/** A finger that stays is a phone's other button; not every browser makes a `contextmenu` of it. */
function touched(down: PointerEvent): void {
  if (gesture !== 'right' || down.pointerType !== 'touch') return;
  const stays = setTimeout(() => made(down), LONG);
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) board?.addEventListener(end, () => clearTimeout(stays), { once: true });
}

/** Two taps one after the other are a double click, whether or not the browser calls them so. */
function tapped(event: Event): void {
  if (gesture !== 'double' || (event as PointerEvent).pointerType !== 'touch') return;
  const again = lastTap.at === event.target && event.timeStamp - lastTap.time < TWICE;
  lastTap = { at: event.target, time: event.timeStamp };
  if (again) made(event);
}

function made(event: Event): void {
  const target = (event.target as Element).closest<HTMLElement>('[data-target]');
  if (!target) return;
  event.preventDefault();
  choose(target.dataset.target);
  keep({ target: target.dataset.target, gesture });
  say(gesture, target.dataset.label);
}

import { keep, say } from './trace.js';

/** Pieces are dragged to places with mouse, pen or finger; by keyboard one is taken with Enter and dropped with Enter. */
const home = document.querySelector<HTMLElement>('[data-home]');
const placed: Record<string, string> = {};
let held: HTMLElement | null = null;

for (const piece of document.querySelectorAll<HTMLElement>('[data-piece]')) {
  piece.addEventListener('pointerdown', (event) => start(piece, event));
  piece.addEventListener('click', (event) => {
    if (byKeyboard(event)) hold(piece === held ? null : piece);
  });
}
for (const place of document.querySelectorAll<HTMLElement>('[data-place]')) {
  place.querySelector('[data-drop]')?.addEventListener('click', (event) => {
    if (!byKeyboard(event as MouseEvent) || !held) return;
    drop(held, place);
    hold(null);
  });
}
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hold(null);
});

function start(piece: HTMLElement, down: PointerEvent): void {
  if (down.button !== 0) return;
  piece.setPointerCapture(down.pointerId);
  piece.classList.add('is-moving');
  const move = (event: PointerEvent): void => {
    piece.style.transform = `translate(${event.clientX - down.clientX}px, ${event.clientY - down.clientY}px)`;
  };
  const end = (event: PointerEvent): void => {
    piece.removeEventListener('pointermove', move);
    piece.classList.remove('is-moving');
    piece.style.transform = '';
    const moved = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > 5;
    if (moved && event.type === 'pointerup') letGo(piece, event);
  };
  piece.addEventListener('pointermove', move);
  piece.addEventListener('pointerup', end, { once: true });
  piece.addEventListener('pointercancel', end, { once: true });
}

function letGo(piece: HTMLElement, event: PointerEvent): void {
  const under = document.elementsFromPoint(event.clientX, event.clientY).map((element) => element.closest<HTMLElement>('[data-place]'));
  const place = under.find((element) => element !== null);
  if (place) drop(piece, place);
  else takeBack(piece);
}

function drop(piece: HTMLElement, place: HTMLElement): void {
  place.append(piece);
  placed[piece.dataset.piece ?? ''] = place.dataset.place ?? '';
  keep(placed);
  say('dropped', piece.dataset.label, place.dataset.label);
}

function takeBack(piece: HTMLElement): void {
  if (piece.parentElement === home) return;
  home?.append(piece);
  delete placed[piece.dataset.piece ?? ''];
  keep(placed);
  say('back', piece.dataset.label);
}

function hold(piece: HTMLElement | null): void {
  held?.setAttribute('aria-pressed', 'false');
  held = piece;
  held?.setAttribute('aria-pressed', 'true');
  if (held) say('taken', held.dataset.label);
}

/** A click by Enter, space bar or screen reader counts no presses of a button. */
function byKeyboard(event: MouseEvent): boolean {
  return event.detail === 0;
}

import { before, keep, say, whileShown } from './trace.js';

/**
 * Pieces are dragged to places with mouse, pen or finger. Whoever does not drag takes one up by a click, a tap or Enter, and
 * puts it down by another one on a place, anywhere in its box.
 */
const home = document.querySelector<HTMLElement>('[data-home]');
const pieces = [...document.querySelectorAll<HTMLElement>('[data-piece]')];
const places = [...document.querySelectorAll<HTMLElement>('[data-place]')];
const placed: Record<string, string> = before() ?? {};
/** Pixels that a press may wander without being a drag. */
const SLIP = 5;
let held: HTMLElement | null = null;
/** The click that ends a drag takes nothing up. */
let dragged = false;

for (const piece of pieces) {
  places.find(({ dataset }) => dataset.place === placed[piece.dataset.piece ?? ''])?.append(piece);
  piece.addEventListener('pointerdown', (event) => start(piece, event));
  piece.addEventListener('click', (event) => {
    const putDown = held !== null && held !== piece && piece.parentElement !== home;
    if (!dragged && !putDown) hold(piece === held ? null : piece);
    // On a piece that lies in a place, what is held is for the place.
    if (dragged || !putDown) event.stopPropagation();
    dragged = false;
  });
}
for (const place of places) place.addEventListener('click', () => putDown((piece) => drop(piece, place)));
home?.addEventListener('click', () => putDown(takeBack));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hold(null);
}, { signal: whileShown() });

function putDown(where: (piece: HTMLElement) => void): void {
  const piece = held;
  if (!piece) return;
  hold(null);
  where(piece);
}

function start(piece: HTMLElement, down: PointerEvent): void {
  if (down.button !== 0) return;
  dragged = false;
  piece.setPointerCapture(down.pointerId);
  const move = (event: PointerEvent): void => {
    dragged ||= Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > SLIP;
    if (!dragged) return;
    piece.classList.add('is-moving');
    piece.style.transform = `translate(${event.clientX - down.clientX}px, ${event.clientY - down.clientY}px)`;
  };
  const end = (event: PointerEvent): void => {
    piece.removeEventListener('pointermove', move);
    piece.classList.remove('is-moving');
    piece.style.transform = '';
    if (!dragged) return;
    // Its click, where there is one, comes before this.
    setTimeout(() => (dragged = false));
    if (event.type !== 'pointerup') return;
    hold(null);
    letGo(piece, event);
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
  home?.parentElement?.classList.toggle('is-holding', held !== null);
  say(held ? 'taken' : '', held?.dataset.label);
}

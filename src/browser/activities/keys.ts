import { before, keep, say, whileShown } from './trace.js';

/** Keys to press one after the other: with the keyboard, or where there is none by touching the drawn ones. */
const drawn = [...document.querySelectorAll<HTMLElement>('[data-keys] [data-id]')];
const here = document.querySelector<HTMLInputElement>('[data-keys] input');
/** Held down on the way to another key, they are no mistake. */
const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead'];
const earlier = before<{ pressed: string[]; slips: number }>();
let found = earlier?.pressed.length ?? 0;
let slips = earlier?.slips ?? 0;
/** An accent's key was pressed and waits for its letter. */
let accent = false;

drawn.slice(0, found).forEach((key) => key.classList.add('is-found'));
document.addEventListener('keydown', pressed, { signal: whileShown() });
for (const key of drawn) key.addEventListener('click', (event) => touched(key, event));
showNext();
// Last: the browser draws up the whole page for it.
here?.focus({ preventScroll: true });

function pressed(event: KeyboardEvent): void {
  const next = drawn[found];
  const target = event.target as Element;
  if (!next || (target !== here && target.closest('a, button, input, select, textarea, summary'))) {
    // Whoever still holds the last key down must not send the form with it.
    if (event.repeat) event.preventDefault();
    return;
  }
  const hit = isKey(next, event.key);
  if (!MODIFIERS.includes(event.key) || event.key === 'Dead') accent = event.key === 'Dead';
  if (!hit && (isTheBrowsers(event) || MODIFIERS.includes(event.key))) return;
  event.preventDefault();
  if (!event.repeat) note(hit);
}

/** A finger takes the drawn key; a mouse is told where the real one is, because finding it is the task. */
function touched(key: HTMLElement, event: MouseEvent): void {
  const next = drawn[found];
  if (!next) return;
  if ((event as PointerEvent).pointerType === 'mouse') {
    say('drawn', '', next.dataset.label);
    return here?.focus();
  }
  note(key === next);
}

function note(hit: boolean): void {
  const key = drawn[found];
  if (hit) found += 1;
  else slips += 1;
  if (hit) key?.classList.add('is-found');
  showNext();
  const next = drawn[found]?.dataset.label;
  if (next === undefined) say('all');
  else say(hit ? 'found' : 'other', key?.dataset.label, next);
  keep({ pressed: drawn.slice(0, found).map(({ dataset }) => dataset.id), slips });
}

function showNext(): void {
  drawn.forEach((key, i) => {
    if (i === found) key.setAttribute('aria-current', 'step');
    else key.removeAttribute('aria-current');
  });
}

/** A small letter is found in capitals too; a capital that is asked for must be one. Some browsers tell á as accent and a. */
function isKey(key: HTMLElement, pressed: string): boolean {
  const wanted = key.dataset.key ?? '';
  return pressed === wanted || pressed.toLowerCase() === wanted || (accent && pressed === wanted.normalize('NFD').charAt(0));
}

/** Tab goes on, and what the browser itself does with a key stays its own, unless it is the key to find. */
function isTheBrowsers(event: KeyboardEvent): boolean {
  return event.key === 'Tab' || /^F\d+$/u.test(event.key) || event.ctrlKey || event.altKey || event.metaKey;
}

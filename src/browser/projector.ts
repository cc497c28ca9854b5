/** A step on the wall: the keys of a keyboard and of a presenter's remote lead on and back. */
const FORWARD = ['ArrowRight', 'ArrowDown', 'PageDown', ' '];
const BACK = ['ArrowLeft', 'ArrowUp', 'PageUp'];

document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || (event.target as Element).closest('dialog')) return;
  // On a button the space bar is the button's.
  if (event.key === ' ' && (event.target as Element).closest('a, button')) return;
  const way = FORWARD.includes(event.key) ? '[data-wall-next]' : BACK.includes(event.key) ? '[data-wall-previous]' : null;
  const link = way && document.querySelector<HTMLAnchorElement>(way);
  if (!way) return;
  event.preventDefault();
  // A step more is a page in the place of the one before, so that "back" leaves the wall.
  if (link) location.replace(link.href);
});

export {};

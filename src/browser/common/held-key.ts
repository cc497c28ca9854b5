/**
 * A key that is held down presses nothing: who rests a moment longer on Enter after a search would go on to press what the
 * next page has ready, and take money or book an hour that nobody asked for. In a text of several lines it still makes lines.
 */
document.addEventListener('keydown', (event) => {
  const { target } = event;
  const writes = target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
  if (event.repeat && event.key === 'Enter' && !writes) event.preventDefault();
}, { capture: true });

export {};

/** A button that prints the page; without JavaScript it is not there, and the browser's own menu does it. */
for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

/** Turns sections that stand one below the other into the pages of a site: a link shows its page and hides the others. */
const pages = [...document.querySelectorAll<HTMLElement>('[data-page]')];
const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-site] nav a')];

for (const link of links) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    open(link.hash.slice(1))?.focus({ preventScroll: true });
  });
}
open(pages[0]?.id ?? '');

function open(id: string): HTMLElement | undefined {
  for (const page of pages) page.hidden = page.id !== id;
  for (const link of links) {
    if (link.hash === `#${id}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  return pages.find((page) => page.id === id);
}

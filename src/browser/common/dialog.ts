/** A link with `data-dialog="id"` opens that dialog over the page; without JavaScript it leads to a page that asks the same. */
document.addEventListener('click', (event) => {
  const target = event.target as Element;
  const opener = target.closest<HTMLElement>('[data-dialog]');
  const dialog = opener && document.getElementById(opener.dataset.dialog ?? '');
  if (dialog instanceof HTMLDialogElement && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    return dialog.showModal();
  }
  const open = target.closest('[data-dialog-close]')?.closest('dialog') ?? null;
  if (open) {
    event.preventDefault();
    open.close();
  }
});

/** Comfort while a lesson is edited: says at once that a picture is too large, and shows one that is chosen. */
for (const box of document.querySelectorAll<HTMLElement>('[data-most-bytes]')) {
  const input = box.querySelector<HTMLInputElement>('input[type="file"]');
  input?.addEventListener('change', () => {
    const tooLarge = (input.files?.[0]?.size ?? 0) > Number(box.dataset.mostBytes);
    box.querySelector('[data-said]')?.remove();
    if (!tooLarge) return;
    input.value = '';
    const said = Object.assign(document.createElement('p'), { className: 'field__error', textContent: box.dataset.tooLarge ?? '' });
    said.dataset.said = '';
    said.setAttribute('role', 'alert');
    box.append(said);
  });
}

/** A picture of the centre's own is called by its hash; the course's have names. */
const OWN_PICTURE = /^[0-9a-f]{64}\./u;
for (const box of document.querySelectorAll<HTMLElement>('[data-pictures]')) {
  const select = box.querySelector('select');
  select?.addEventListener('change', () => {
    box.querySelector('img')?.remove();
    if (select.value === '') return;
    const src = OWN_PICTURE.test(select.value) ? `/centre-pictures/${select.value}` : `${box.dataset.pictures ?? ''}${encodeURIComponent(select.value)}`;
    box.prepend(Object.assign(document.createElement('img'), { className: 'edit-step__shown', src, alt: box.dataset.shown ?? '' }));
  });
}

document.querySelector<HTMLElement>('[data-preview]')?.focus();

export {};

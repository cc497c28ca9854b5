/**
 * Asks before a longer text, or any change of a form with `data-ask-before-leaving`, is left behind unsent. Not where the page
 * was blanked first, by the quiet time or the quick way out: nobody may be there to answer.
 */
let touched = document.querySelector<HTMLFormElement>('form[data-ask-before-leaving][data-typed]');

if (touched) window.addEventListener('beforeunload', ask);
document.addEventListener('input', ({ target }) => {
  const form = (target as HTMLElement).closest<HTMLFormElement>('form[method="post"]');
  if (!form || !(target instanceof HTMLTextAreaElement || form.hasAttribute('data-ask-before-leaving'))) return;
  if (!touched) window.addEventListener('beforeunload', ask);
  touched = form;
});
document.addEventListener('submit', ({ target, defaultPrevented }) => {
  if (target !== touched || defaultPrevented) return;
  touched = null;
  window.removeEventListener('beforeunload', ask);
});

function ask(event: BeforeUnloadEvent): void {
  if (!document.body.hidden) event.preventDefault();
}

export {};

/**
 * A form goes once, however often its button is pressed. The button stays enabled (a disabled one would not send its
 * own value, and loses the focus); what comes too soon is dropped. The server keeps its own guard, the form's key.
 */
const UNLOCK_AFTER = 15_000;
/** What is answered sooner needs no sign that it is under way: drawing it would cost an old PC a tenth of the wait. */
const SIGN_AFTER = 250;

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';
  setTimeout(() => mark(form, form.dataset.sent === 'yes'), SIGN_AFTER);
  // The answer may never come; then she may try again.
  setTimeout(() => release(form), UNLOCK_AFTER);
});

window.addEventListener('pageshow', () => document.querySelectorAll<HTMLFormElement>('form[data-sent]').forEach(release));

function release(form: HTMLFormElement): void {
  delete form.dataset.sent;
  mark(form, false);
}

function mark(form: HTMLFormElement, busy: boolean): void {
  for (const button of form.querySelectorAll('button[type="submit"]')) {
    if (busy) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }
}

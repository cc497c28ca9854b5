/** Writes what was done into the form's hidden field: the server scores it from there, as it would any other answer. */
export function keep(trace: unknown): void {
  const field = document.querySelector<HTMLInputElement>('form[data-activity] input[name="trace"]');
  if (field) field.value = JSON.stringify(trace);
}

/** Says what just happened, aloud for a screen reader too: the page holds the sentences, in its own language. */
export function say(sentence: string, what = '', where = ''): void {
  const place = document.querySelector<HTMLElement>('[data-said]');
  if (!place) return;
  place.textContent = (place.getAttribute(`data-said-${sentence}`) ?? '').replace('{what}', what).replace('{where}', where);
}

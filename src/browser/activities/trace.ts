/** Writes what was done into the form's hidden field: the server scores it from there, as it would any other answer. */
export function keep(trace: unknown): void {
  const field = hidden();
  if (!field) return;
  field.value = JSON.stringify(trace);
  // As if it had been typed: whoever keeps drafts hears of it.
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What she had done when she left the page, or null. */
export function before<T>(): T | null {
  try {
    return JSON.parse(hidden()?.value || 'null') as T | null;
  } catch {
    return null;
  }
}

/** Ends when another task takes this one's place on the page: for what listens to the whole of it. */
export function whileShown(): AbortSignal {
  const over = new AbortController();
  document.addEventListener('minka:shown', () => over.abort(), { once: true });
  return over.signal;
}

function hidden(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('form[data-activity] input[name="trace"]');
}

/** Says what just happened, aloud for a screen reader too: the page holds the sentences, in its own language. */
export function say(sentence: string, what = '', where = ''): void {
  const place = document.querySelector<HTMLElement>('[data-said]');
  if (!place) return;
  place.textContent = (place.getAttribute(`data-said-${sentence}`) ?? '').replace('{what}', what).replace('{where}', where);
}

/** What stands in a form, but for its key: the same text while nothing was done in it. */
export function workOf(form: HTMLFormElement): string {
  const fields = new FormData(form);
  fields.delete('_key');
  return new URLSearchParams(fields as never).toString();
}

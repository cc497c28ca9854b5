/**
 * Adds up the notes and coins of a till while they are typed; without JavaScript a button asks the server for the sums.
 * Enter goes on to the next of them and at last to the button: a count that is sent half done is no count any more.
 */
const form = document.querySelector<HTMLFormElement>('[data-till-count]');

/** As `formatSoles` writes it. */
function soles(cents: number): string {
  const [whole = '', part = ''] = (cents / 100).toFixed(2).split('.');
  return `S/\u00a0${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`;
}

function addUp(inputs: readonly HTMLInputElement[], total: Element | null): void {
  let all = 0;
  for (const input of inputs) {
    const typed = input.value.trim();
    const cents = /^\d{1,4}$/.test(typed) ? Number(typed) * Number(input.dataset.cents) : 0;
    all += cents;
    const sum = input.closest('tr')?.querySelector('[data-sum]');
    if (sum) sum.textContent = soles(cents);
  }
  if (total) total.textContent = soles(all);
}

function goOn(event: KeyboardEvent, inputs: readonly HTMLInputElement[], submit: HTMLElement | null): void {
  const at = inputs.indexOf(event.target as HTMLInputElement);
  if (event.key !== 'Enter' || at < 0) return;
  event.preventDefault();
  const next = inputs[at + 1];
  (next ?? submit)?.focus();
  next?.select();
}

if (form) {
  const inputs = [...form.querySelectorAll<HTMLInputElement>('[data-cents]')];
  const total = form.querySelector('[data-total]');
  form.querySelector<HTMLElement>('[data-sum-button]')?.remove();
  form.addEventListener('input', () => addUp(inputs, total));
  form.addEventListener('keydown', (event) => goOn(event, inputs, form.querySelector<HTMLElement>('.actions [type=submit]')));
  addUp(inputs, total);
}

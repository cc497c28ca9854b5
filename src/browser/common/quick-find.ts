/**
 * A search form that shows what it finds while one types (a combobox): arrows choose, Enter goes there, Escape closes.
 * The only one found is chosen already. Enter without a choice sends the form, as it does without JavaScript. The key "/"
 * leads to the first such form of a page.
 */
interface Found { href: string; text: string; detail?: string }
interface Answer { results: Found[]; words: string }

class QuickFind {
  private readonly list = document.createElement('ul');
  private results: Found[] = [];
  private chosen = -1;
  private asked = 0;
  /** What was typed has not been answered yet. */
  private waiting = false;
  private timer = 0;

  constructor(private readonly form: HTMLFormElement, private readonly input: HTMLInputElement, index: number) {
    Object.assign(this.list, { id: `found-${index}`, className: 'quick-find__list', hidden: true });
    give(this.list, { role: 'listbox', 'aria-label': form.querySelector('label')?.textContent ?? '' });
    give(input, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': this.list.id });
    input.closest('div')?.after(this.list);
    input.addEventListener('input', () => this.soon());
    input.addEventListener('keydown', (event) => this.key(event));
    input.addEventListener('blur', () => this.close());
    // The press must not take the focus from the line, or the list would be gone before the click.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => this.click(event.target as Element));
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.waiting = true;
    this.timer = window.setTimeout(() => void this.look(), 140);
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = this.results.length;
    const found = this.results[this.chosen];
    if (step && count > 0) this.choose(this.chosen < 0 && step < 0 ? count - 1 : (this.chosen + step + count) % count);
    else if (event.key === 'Escape' && !this.list.hidden) this.close();
    else if (event.key === 'Enter' && this.waiting) void this.hurry();
    else if (event.key === 'Enter' && found && !this.list.hidden) location.assign(found.href);
    else return;
    event.preventDefault();
  }

  private click(target: Element): void {
    const option = target.closest('li');
    const found = option && this.results[[...this.list.children].indexOf(option)];
    if (found) location.assign(found.href);
  }

  /** Enter came before the answer. */
  private async hurry(): Promise<void> {
    clearTimeout(this.timer);
    await this.look();
    const [only, ...more] = this.results;
    if (only && more.length === 0) location.assign(only.href);
    else this.form.submit();
  }

  private async look(): Promise<void> {
    const q = this.input.value.trim();
    const mine = ++this.asked;
    const answer = q.length < 2 ? { results: [], words: '' } : await ask(this.form.action, q);
    // An older answer may come later than a newer one.
    if (mine !== this.asked) return;
    this.waiting = false;
    if (!answer) return;
    this.results = answer.results;
    this.list.replaceChildren(...answer.results.map((found, index) => option(found, `${this.list.id}-${index}`)));
    this.list.hidden = answer.results.length === 0;
    const words = this.form.querySelector('[data-quick-find-words]');
    if (words) words.textContent = answer.words;
    this.choose(answer.results.length === 1 ? 0 : -1);
  }

  private choose(next: number): void {
    this.chosen = next;
    [...this.list.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === next)));
    const item = this.list.children[next];
    if (item) this.list.hidden = false;
    item?.scrollIntoView({ block: 'nearest' });
    give(this.input, { 'aria-activedescendant': item?.id ?? '', 'aria-expanded': String(!this.list.hidden) });
  }

  private close(): void {
    this.list.hidden = true;
    this.choose(-1);
  }
}

document.querySelectorAll<HTMLFormElement>('[data-quick-find]').forEach((form, index) => {
  const input = form.querySelector<HTMLInputElement>('input[type="search"]');
  if (input) new QuickFind(form, input, index);
});

document.addEventListener('keydown', (event) => {
  const typing = (event.target as Element).closest('input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const input = document.querySelector<HTMLInputElement>('[data-quick-find] input[type="search"]');
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
});

function option({ text, detail }: Found, id: string): HTMLLIElement {
  const item = document.createElement('li');
  Object.assign(item, { id, className: 'quick-find__option', textContent: text });
  item.setAttribute('role', 'option');
  if (detail) {
    const more = document.createElement('span');
    Object.assign(more, { className: 'quick-find__detail', textContent: detail });
    item.append(more);
  }
  return item;
}

function give(element: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

async function ask(action: string, q: string): Promise<Answer | null> {
  const address = new URL(action);
  address.search = new URLSearchParams({ q, format: 'json' }).toString();
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    return response.ok ? await response.json() as Answer : null;
  } catch {
    return null;
  }
}

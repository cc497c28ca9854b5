import type { ChosenMark } from './register-queue.js';

/** One person's row of a register, as its page has drawn it. */
export class Row {
  readonly person: string;
  /** What the page showed when it came, as the server wants to hear it: `PERSON VERSION STATUS …`. */
  readonly seen: string;
  version: number;

  constructor(readonly element: HTMLElement) {
    this.seen = this.input('seen').value;
    const [person = '', version] = this.seen.split(' ');
    this.person = person;
    this.version = Number(version);
  }

  get mark(): ChosenMark {
    return { status: this.radio?.value ?? '', minutes: this.text('minutes').value, reason: this.text('reason').value };
  }

  set mark({ status, minutes, reason }: ChosenMark) {
    for (const radio of this.radios) radio.checked = radio.value === status;
    this.text('minutes').value = minutes;
    this.text('reason').value = reason;
  }

  /** An excuse that nobody has written yet. */
  get lacksReason(): boolean {
    return this.mark.status === 'excused' && this.mark.reason.trim() === '';
  }

  /** Something of it is not saved: an excuse without its reason, a mark that was refused, or one between two values. */
  get isOpen(): boolean {
    return this.lacksReason || this.element.querySelector('.register__error, .register__conflict') !== null;
  }

  get name(): string {
    return this.element.querySelector('.register__name div')?.firstChild?.textContent?.trim() ?? '';
  }

  get radios(): HTMLInputElement[] {
    return [...this.element.querySelectorAll<HTMLInputElement>('[type=radio]')];
  }

  get radio(): HTMLInputElement | null {
    return this.element.querySelector<HTMLInputElement>('[type=radio]:checked');
  }

  text(name: 'minutes' | 'reason'): HTMLInputElement {
    return this.input(name);
  }

  private input(name: 'seen' | 'minutes' | 'reason'): HTMLInputElement {
    return this.element.querySelector(`[name^="${name}"]`) as HTMLInputElement;
  }

  focus(): void {
    (this.radio ?? this.radios[0])?.focus();
  }

  /** Says beside the marks why they are not saved; null: nothing is wrong any more. */
  complain(text: string | null): void {
    this.element.querySelectorAll('.register__error, .register__conflict').forEach((note) => note.remove());
    if (text === null) return;
    const error = document.createElement('p');
    error.className = 'register__error field__error';
    error.textContent = text;
    this.element.append(error);
  }

  /** Asks which of two marks stays. */
  ask(question: string, choices: readonly (readonly [label: string, act: () => void])[]): void {
    this.complain(null);
    const box = document.createElement('div');
    box.className = 'register__conflict';
    const words = document.createElement('p');
    words.textContent = question;
    const actions = document.createElement('div');
    actions.className = 'actions';
    actions.append(...choices.map(([label, act]) => smallButton(label, act)));
    box.append(words, actions);
    this.element.append(box);
  }
}

/** What the register does for "everybody present". */
interface Register {
  rows: readonly Row[];
  put: (row: Row, mark: ChosenMark) => void;
  say: (text: string | undefined, state: 'saving' | 'waiting') => void;
}

/** A second zero that comes sooner is of the same number, such as the minutes 100, and answers nothing. */
const READ_FIRST = 600;

/** Everybody present, by a button or in one key; the button then takes it back, until something else is marked. */
export class AllPresent {
  /** What stood there before all were set present. */
  private undo: { row: Row; mark: ChosenMark }[] = [];
  /** When zero was last pressed over marks that it would overwrite: the next key says whether it was meant. Null when it was not. */
  private asked: number | null = null;

  constructor(private readonly register: Register, private readonly button: HTMLButtonElement | null, private readonly texts: DOMStringMap) {
    button?.addEventListener('click', () => (this.undo.length > 0 ? this.takeBack() : this.setAll()));
  }

  /** By the key, which somebody who types minutes hits as well: marks that it would overwrite are asked for first. @param at when, in milliseconds */
  byKey(at: number): void {
    const others = this.others().length;
    if (others === 0 || (this.asked !== null && at - this.asked >= READ_FIRST)) return this.setAll();
    this.asked = at;
    this.register.say(this.texts.sure?.replace('{count}', String(others)), 'waiting');
  }

  /** Another key was pressed: it was not meant. */
  forget(): void {
    this.asked = null;
  }

  /** Something else was marked: there is nothing to take back any more. */
  offerUndo(undo: AllPresent['undo'] = []): void {
    this.undo = undo;
    if (this.button) this.button.textContent = (undo.length > 0 ? this.texts.undo : this.texts.allPresent) ?? '';
  }

  private setAll(): void {
    this.asked = null;
    const before = this.others().map((row) => ({ row, mark: row.mark }));
    for (const { row } of before) this.register.put(row, { status: 'present', minutes: '', reason: '' });
    this.register.say(this.texts.all, 'saving');
    this.offerUndo(before);
  }

  private others(): Row[] {
    return this.register.rows.filter((row) => row.mark.status !== 'present');
  }

  private takeBack(): void {
    for (const { row, mark } of this.undo) this.register.put(row, mark);
    this.offerUndo();
  }
}

function smallButton(label: string, act: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--secondary button--small';
  button.textContent = label;
  button.addEventListener('click', act);
  return button;
}

export function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'text';
}

/** Minutes have no letters. */
export function isLetterAmongDigits(target: HTMLElement, key: string): boolean {
  return target.inputMode === 'numeric' && /^\p{L}$/u.test(key);
}

export function linkTo(href: string, text = ''): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  return link;
}

import type { ChosenMark, RegisterQueue } from './register-queue.js';
import { sent, type Conflict, type Reply } from './register-reply.js';
import { AllPresent, isLetterAmongDigits, isText, linkTo, Row } from './register-rows.js';
import { openQueue } from './register-store.js';

/** After how many milliseconds a choice leaves: somebody who walks with the arrows is not done at once, nor whom a letter has brought to the minutes. */
const AFTER_A_MARK = 350;
const AFTER_ITS_LETTER = 2_000;
const SHORTEST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;

/** The register by keyboard and without page loads: each mark is saved as it is made, the rest by the button. */
class RegisterPage {
  private readonly rows: Row[];
  private readonly words: HTMLElement;
  private readonly queue: RegisterQueue;
  private readonly all: AllPresent;
  private readonly touched = new Set<Row>();
  /** The clock of a centre's PC may say anything; the server's counts. */
  private readonly clockBehind: number;
  private timer = 0;
  private sending = false;
  private wait = SHORTEST_WAIT;

  /** @param texts what it says, from the page */
  constructor(private readonly form: HTMLFormElement, private readonly texts: DOMStringMap) {
    this.rows = [...form.querySelectorAll<HTMLElement>('.register__row')].map((element) => new Row(element));
    this.words = form.querySelector('[data-register-words]') as HTMLElement;
    this.queue = openQueue(form);
    this.clockBehind = Number(form.dataset.now) - Date.now();
    const register = { rows: this.rows, put: (row: Row, mark: ChosenMark) => this.put(row, mark), say: (...said: Parameters<RegisterPage['say']>) => this.say(...said) };
    this.all = new AllPresent(register, form.querySelector('[data-register-all]'), texts);
  }

  begin(): void {
    for (const hidden of this.form.querySelectorAll<HTMLElement>('[data-register-all], [data-register-keys]')) hidden.hidden = false;
    this.form.addEventListener('change', (event) => {
      if (isText(event.target)) this.leave();
      else this.chosen(this.rowOf(event.target), AFTER_A_MARK);
    });
    this.form.addEventListener('input', (event) => {
      if (isText(event.target)) this.writes(this.rowOf(event.target));
    });
    this.form.addEventListener('focusout', (event) => {
      if (isText(event.target)) this.leave();
    });
    this.form.addEventListener('submit', (event) => this.complete(event));
    document.addEventListener('keydown', (event) => this.pressed(event));
    window.addEventListener('online', () => this.later(0));
    window.addEventListener('beforeunload', (event) => {
      this.leave();
      if (!this.queue.empty) event.preventDefault();
    });
    window.addEventListener('pagehide', () => this.leave());
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.leave();
    });
    this.bringBack();
    // The first letter is to count: unless something else asks for attention, the first row is where she is.
    if (document.activeElement === document.body) this.rows[0]?.focus();
  }

  /** What an earlier visit could not send is shown again, and sent. */
  private bringBack(): void {
    if (this.queue.empty) return;
    for (const [person, mark] of this.queue.choices()) {
      const row = this.person(person);
      if (row) row.mark = mark;
    }
    this.count();
    this.say(this.texts.restored, 'waiting');
    this.later(0);
  }

  /** Somebody chose by hand. */
  private chosen(row: Row | undefined, delay: number): void {
    if (!row) return;
    this.all.offerUndo();
    this.changed(row, delay);
  }

  private changed(row: Row, delay: number): void {
    this.touched.add(row);
    row.complain(null);
    if (!isText(document.activeElement)) this.propose(row);
    this.count();
    this.keep(row);
    if (row.lacksReason) return this.saySaved();
    this.later(delay);
  }

  /** Minutes and reasons are kept letter by letter, and sent once they are written: half a word is no change of a mark. */
  private writes(row: Row | undefined): void {
    if (!row) return;
    this.all.offerUndo();
    this.touched.add(row);
    row.complain(null);
    this.keep(row);
    if (this.queue.hold(row.person)) this.saySaved();
  }

  /** What was written is written: its field, or the page, is left, which waits for no timer. */
  private leave(): void {
    this.queue.hold(null);
    if (!this.queue.idle) void this.send();
  }

  private keep(row: Row): void {
    if (row.lacksReason) this.queue.drop(row.person);
    else this.queue.choose(row.person, row.mark, row.version);
  }

  /** Minutes by the clock, where it can tell; otherwise, and for a reason, the place to type takes the focus. */
  private propose(row: Row): void {
    const { status, minutes, reason } = row.mark;
    if (status === 'excused' && reason === '') row.text('reason').focus();
    if ((status !== 'late' && status !== 'left_early') || minutes !== '') return;
    const length = Number(this.form.dataset.length);
    const gone = Math.round((Date.now() + this.clockBehind - Number(this.form.dataset.start)) / 60_000);
    const byClock = status === 'late' ? Number(row.element.dataset.late ?? gone) : length - gone;
    if (byClock >= 1 && byClock < length) row.text('minutes').value = String(byClock);
    else row.text('minutes').focus();
  }

  /** The button: what nobody touched is right as it stands. */
  private complete(event: Event): void {
    event.preventDefault();
    const lacking = this.rows.find((row) => row.lacksReason);
    if (lacking) {
      lacking.complain(this.texts.reason ?? '');
      lacking.text('reason').focus();
      return;
    }
    this.queue.hold(null);
    const rest = this.rows.filter((row) => !this.touched.has(row) && row.radio);
    this.queue.complete(rest.map((row) => ({ ...row.mark, seen: row.seen })));
    this.later(0);
  }

  private later(delay: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), delay);
  }

  private async send(): Promise<void> {
    const parcel = this.sending ? null : this.queue.next();
    if (!parcel) return;
    this.sending = true;
    this.say(this.texts.saving, 'saving');
    const again = await sent(this.form.action, parcel).then(([status, reply]) => this.heard(status, reply), () => this.unheard(this.texts.waiting));
    this.sending = false;
    if (again !== null) this.later(again);
  }

  /** @returns after how many milliseconds to go on; null when there is nothing to send before the next choice */
  private heard(status: number, reply: Reply): number | null {
    if (status === 401) return this.signedOut();
    if (status >= 500 || status === 429) return this.unheard(this.texts.offline);
    this.wait = SHORTEST_WAIT;
    return status === 200 ? this.saved(reply) : this.refused(status, reply);
  }

  private saved({ versions = {}, words, complete, calls }: Reply): number | null {
    this.queue.saved(versions);
    for (const [person, version] of Object.entries(versions)) {
      const row = this.person(person);
      if (row) row.version = version;
    }
    if (complete) this.onRecord();
    if (!this.queue.idle) return 0;
    this.saySaved(words, ...(calls ? [linkTo(calls, this.texts.seeCalls)] : []));
    return null;
  }

  /** What was saved, and whose mark was not: her row may be out of sight. */
  private saySaved(words = '', ...more: HTMLElement[]): void {
    const open = this.rows.filter((row) => row.isOpen || this.queue.holds(row.person)).map(({ name }) => name);
    if (open.length === 0) this.say(words, 'saved', ...more);
    else this.say(`${words} ${this.texts.unsaved?.replace('{names}', open.join('; '))}`.trim(), 'waiting', ...more);
  }

  /** A register on record is changed by its button, and can no longer be cancelled. */
  private onRecord(): void {
    const button = this.form.querySelector('[data-register-save]');
    if (button) button.textContent = this.texts.saveChanges ?? '';
    document.querySelector('[data-register-cancel]')?.remove();
  }

  private refused(status: number, { conflicts = [], refusals = [], title }: Reply): number | null {
    const complaints = refusals.map(({ field, text }) => ({ person: (field ?? '').split(':')[1] ?? '', text }));
    const people = [...complaints, ...conflicts].map(({ person }) => person).filter((person) => person !== '');
    this.queue.refused(people);
    for (const { person, text } of complaints) this.person(person)?.complain(text);
    for (const conflict of conflicts) this.ask(conflict);
    const reason = refusals.map(({ text }) => text).join('. ') || (title ?? String(status));
    this.say(conflicts.length > 0 ? this.texts.conflict : this.texts.refused?.replace('{reason}', reason), 'waiting');
    return this.queue.idle ? null : 0;
  }

  private unheard(text = ''): number {
    const { waiting, completes } = this.queue;
    const said = [text, waiting > 0 ? this.texts.changes?.replace('{count}', String(waiting)) : '', completes ? this.texts.whole : ''];
    this.say(said.filter(Boolean).join(' '), 'waiting');
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    return this.wait;
  }

  private signedOut(): null {
    this.say(this.texts.signedOut, 'waiting', linkTo(`/sign-in?return=${encodeURIComponent(location.pathname)}`, this.texts.signIn));
    return null;
  }

  /** Both values, and a choice between them: whatever is chosen now is chosen upon theirs. */
  private ask({ person, text, keep, put, theirs }: Conflict): void {
    const row = this.person(person);
    if (!row) return;
    const mine = row.mark;
    row.version = theirs.version;
    this.queue.newer(person, theirs.version);
    const choose = (mark: ChosenMark) => (): void => {
      row.mark = mark;
      row.focus();
      this.changed(row, 0);
    };
    row.ask(text, [
      [keep, choose({ status: theirs.status, minutes: String(theirs.minutes ?? ''), reason: theirs.reason ?? '' })], [put, choose(mine)],
    ]);
  }

  private put(row: Row, mark: ChosenMark): void {
    row.mark = mark;
    this.changed(row, AFTER_A_MARK);
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.altKey || event.metaKey || (target !== document.body && !this.form.contains(target))) return;
    const row = this.rowOf(target);
    if (event.key !== '0') this.all.forget();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const at = row ? this.rows.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1) : 0;
      this.rows[at]?.focus();
    } else if (isText(target)) {
      // Whoever types here means minutes or a reason, never another mark: a stray letter is dropped where minutes stand.
      if (isLetterAmongDigits(target, event.key)) event.preventDefault();
    } else if (event.key === '0') {
      this.all.byKey(event.timeStamp);
    } else if (row) {
      this.typed(event, row);
    }
  }

  /** A letter or a digit stands for a column. */
  private typed(event: KeyboardEvent, row: Row): void {
    const keys = this.form.dataset.keys ?? '';
    const radio = event.key.length === 1 ? row.radios[Math.max('12345'.indexOf(event.key), keys.indexOf(event.key.toUpperCase()))] : undefined;
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
    const hasMinutes = radio.value === 'late' || radio.value === 'left_early';
    this.chosen(row, hasMinutes ? AFTER_ITS_LETTER : AFTER_A_MARK);
    // Digits that follow are minutes, whether the clock has proposed some or not.
    if (hasMinutes) row.text('minutes').select();
  }

  private count(): void {
    const statuses = this.rows.map((row) => row.mark.status);
    for (const shown of this.form.querySelectorAll<HTMLElement>('[data-count]')) {
      shown.textContent = String(statuses.filter((status) => status === shown.dataset.count).length);
    }
  }

  private say(text: string | undefined, state: 'saving' | 'saved' | 'waiting', ...more: HTMLElement[]): void {
    this.words.dataset.state = state;
    this.words.replaceChildren(text ?? '', ...more.flatMap((element) => [' ', element]));
  }

  private rowOf(target: EventTarget | null): Row | undefined {
    const element = target instanceof Element ? target.closest('.register__row') : null;
    return this.rows.find((row) => row.element === element);
  }

  private person(id: string): Row | undefined {
    return this.rows.find((row) => row.person === id);
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-register]');
const texts = document.querySelector<HTMLElement>('[data-register-texts]');
if (form && texts) new RegisterPage(form, texts.dataset).begin();

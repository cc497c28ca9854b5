/**
 * What a register still has to send. Marks go one request at a time, each request under a key of its own, and the same
 * request goes again until it is answered: a reply that got lost on the way writes nothing twice. All of it is kept in
 * the browser's store, so that it outlives a power cut; it is the account's that made it, and gone once it is sent.
 */
export interface ChosenMark {
  status: string;
  minutes: string;
  reason: string;
}

/** A mark as the server reads it: `seen` names the person and the version that the choice was made upon. */
export interface SentMark extends ChosenMark {
  seen: string;
}

/** One request. */
export interface Parcel {
  key: string;
  marks: SentMark[];
  /** The register is complete with it. */
  complete: boolean;
}

export interface Store {
  read(): string | null;
  write(text: string | null): void;
}

interface State {
  account: string;
  keptAt: number;
  parcel: Parcel | null;
  wanted: Record<string, ChosenMark>;
  versions: Record<string, number>;
  /** The rows nobody touched, once the button was pressed; null before. */
  rest: SentMark[] | null;
}

/** A choice that waited longer than this says nothing about today. */
const KEPT_FOR = 24 * 60 * 60 * 1_000;

export class RegisterQueue {
  private state: State;
  /** Whose minutes or reason are being written; not in the store, so that a power cut ends it. */
  private held: string | null = null;

  constructor(private readonly store: Store, private readonly account: string, private readonly newKey: () => string, private readonly now: () => number) {
    this.state = this.kept() ?? { account, keptAt: now(), parcel: null, wanted: {}, versions: {}, rest: null };
    this.keep();
  }

  /** How many people somebody chose for whose marks are not saved yet; the rows that nobody touched are no changes. */
  get waiting(): number {
    return this.choices().size;
  }

  /** The button was pressed, and the register is not on record yet. */
  get completes(): boolean {
    return this.state.rest !== null || this.state.parcel?.complete === true;
  }

  get empty(): boolean {
    return this.waiting === 0 && !this.state.parcel && !this.state.rest;
  }

  /** Nothing can go now. */
  get idle(): boolean {
    return !this.state.parcel && !this.state.rest && this.ready().length === 0;
  }

  /** Keeps somebody's choice here while it is being written; null: it may go. @returns whether nobody had begun to write it */
  hold(person: string | null): boolean {
    const begins = this.held !== person;
    this.held = person;
    return begins;
  }

  holds(person: string): boolean {
    return this.held === person;
  }

  /** The choices that wait, by person: what a page that is loaded again has to show. */
  choices(): Map<string, ChosenMark> {
    const sent = (this.state.parcel?.marks ?? []).filter(({ seen }) => seen.split(' ').length === 2);
    return new Map<string, ChosenMark>([...sent.map((mark): [string, ChosenMark] => [personOf(mark), mark]), ...Object.entries(this.state.wanted)]);
  }

  /** A choice; it takes the place of an earlier one that has not left yet. @param version what the page showed when it was made */
  choose(person: string, mark: ChosenMark, version: number): void {
    this.state.wanted[person] = mark;
    this.state.versions[person] ??= version;
    if (this.state.rest) this.state.rest = this.state.rest.filter((row) => personOf(row) !== person);
    this.keep();
  }

  /** What was chosen is none any more, such as an excuse whose reason was wiped out. */
  drop(person: string): void {
    delete this.state.wanted[person];
    this.keep();
  }

  /** The whole register is right as it stands: `rest` are the rows that nobody touched. They go after what waits. */
  complete(rest: SentMark[]): void {
    this.state.rest = rest;
    this.keep();
  }

  /** What to send now: the same until it is settled. */
  next(): Parcel | null {
    if (this.state.parcel) return this.state.parcel;
    const persons = this.ready();
    if (persons.length > 0) {
      const marks = persons.map((person) => ({ ...this.state.wanted[person] as ChosenMark, seen: `${person} ${this.state.versions[person] ?? 0}` }));
      for (const person of persons) delete this.state.wanted[person];
      this.state.parcel = { key: this.newKey(), marks, complete: false };
    } else if (this.state.rest) {
      this.state.parcel = { key: this.newKey(), marks: this.state.rest, complete: true };
      this.state.rest = null;
    }
    this.keep();
    return this.state.parcel;
  }

  /** The server has saved the parcel. @param versions of its marks */
  saved(versions: Record<string, number>): void {
    this.state.parcel = null;
    for (const [person, version] of Object.entries(versions)) {
      this.state.versions[person] = Math.max(version, this.state.versions[person] ?? 0);
    }
    this.keep();
  }

  /**
   * The server refused the parcel for these people: theirs is dropped, and all others go again. Nobody named: all of it is
   * dropped. Of a complete parcel nothing goes again: who pressed the button said that all is right, and something was not.
   */
  refused(persons: readonly string[]): void {
    const { parcel } = this.state;
    this.state.parcel = null;
    if (parcel?.complete && persons.length === 0) this.state.rest = null;
    for (const mark of persons.length > 0 ? parcel?.marks ?? [] : []) {
      const person = personOf(mark);
      if (!persons.includes(person) && !parcel?.complete) this.state.wanted[person] ??= chosen(mark);
    }
    this.keep();
  }

  /** Somebody else has marked: what is chosen from now on is chosen upon that. */
  newer(person: string, version: number): void {
    this.state.versions[person] = version;
    delete this.state.wanted[person];
    this.keep();
  }

  private ready(): string[] {
    return Object.keys(this.state.wanted).filter((person) => person !== this.held);
  }

  private keep(): void {
    this.state.keptAt = this.now();
    this.store.write(this.empty ? null : JSON.stringify(this.state));
  }

  private kept(): State | null {
    try {
      const state = JSON.parse(this.store.read() ?? 'null') as State | null;
      return state && state.account === this.account && this.now() - state.keptAt < KEPT_FOR ? state : null;
    } catch {
      return null;
    }
  }
}

function personOf({ seen }: SentMark): string {
  return seen.split(' ')[0] ?? '';
}

function chosen({ status, minutes, reason }: SentMark): ChosenMark {
  return { status, minutes, reason };
}

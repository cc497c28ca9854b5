import fc from 'fast-check';
import { RegisterQueue, type ChosenMark, type Parcel, type Store } from '../../src/browser/register-queue.js';

const absent: ChosenMark = { status: 'absent', minutes: '', reason: '' };
const late: ChosenMark = { status: 'late', minutes: '10', reason: '' };

describe('the queue of a register', () => {
  let kept: string | null;
  let keys: number;
  let now: number;
  const store: Store = { read: () => kept, write: (text) => { kept = text; } };
  const open = (account = 'julia'): RegisterQueue => new RegisterQueue(store, account, () => `key-${keys += 1}`, () => now);

  beforeEach(() => {
    kept = null;
    keys = 0;
    now = 1_000;
  });

  it('sends what was chosen, on the version that was seen, and forgets it once it is saved', () => {
    const queue = open();
    queue.choose('ana', absent, 0);
    expect(queue.next()).toEqual({ key: 'key-1', marks: [{ ...absent, seen: 'ana 0' }], complete: false });
    queue.saved({ ana: 1 });
    expect([queue.empty, queue.next(), kept]).toEqual([true, null, null]);
    queue.choose('ana', late, 0);
    expect(queue.next()?.marks).toEqual([{ ...late, seen: 'ana 1' }]);
  });

  it('sends the same again until it is answered, whatever is chosen meanwhile', () => {
    const queue = open();
    queue.choose('ana', absent, 0);
    const first = queue.next();
    queue.choose('ana', late, 0);
    queue.choose('luz', absent, 2);
    expect(queue.next()).toEqual(first);
    queue.saved({ ana: 1 });
    expect(queue.next()?.marks).toEqual([{ ...late, seen: 'ana 1' }, { ...absent, seen: 'luz 2' }]);
  });

  it('goes on after a power cut with the very same request', () => {
    const before = open();
    before.choose('ana', absent, 0);
    const parcel = before.next();
    before.choose('luz', late, 1);
    const after = open();
    expect([...after.choices()]).toEqual([['ana', parcel?.marks[0]], ['luz', late]]);
    expect(after.next()).toEqual(parcel);
    expect(after.waiting).toBe(2);
  });

  it.each([
    ['another account', 'rosa', 0],
    ['a day later', 'julia', 25 * 3_600_000],
  ])('shows nothing of it to %s', (_, account, later) => {
    open().choose('ana', absent, 0);
    now += later;
    expect([open(account).empty, kept]).toEqual([true, null]);
  });

  it('starts afresh when what was kept cannot be read', () => {
    kept = '{"account":';
    expect(open().empty).toBe(true);
  });

  it('sends the rest after what waits, without those who were chosen in between', () => {
    const queue = open();
    queue.choose('ana', absent, 0);
    queue.complete([{ ...late, seen: 'luz 0 late 10' }, { ...late, seen: 'eva 0 late 10' }]);
    queue.choose('eva', absent, 0);
    expect(queue.next()).toMatchObject({ complete: false, marks: [{ seen: 'ana 0' }, { seen: 'eva 0' }] });
    queue.saved({ ana: 1, eva: 1 });
    expect(queue.next()).toMatchObject({ complete: true, marks: [{ seen: 'luz 0 late 10' }] });
    queue.saved({ luz: 1 });
    expect(queue.empty).toBe(true);
  });

  it('counts what was changed, and says apart that the rest waits', () => {
    const queue = open();
    queue.complete([{ ...late, seen: 'luz 0 late 10' }, { ...late, seen: 'eva 0 late 10' }]);
    expect([queue.waiting, queue.completes, queue.empty]).toEqual([0, true, false]);
    queue.next();
    expect([queue.waiting, queue.completes, queue.empty]).toEqual([0, true, false]);
    queue.choose('ana', absent, 0);
    expect(queue.waiting).toBe(1);
    queue.saved({ luz: 1, eva: 1 });
    expect([queue.waiting, queue.completes]).toEqual([1, false]);
  });

  it('completes a register of which everything was touched', () => {
    const queue = open();
    queue.complete([]);
    expect(queue.empty).toBe(false);
    expect(queue.next()).toMatchObject({ complete: true, marks: [] });
  });

  it('keeps what is being written until it is written, and sends the others', () => {
    const queue = open();
    expect([queue.hold('ana'), queue.hold('ana')]).toEqual([true, false]);
    queue.choose('ana', { status: 'excused', minutes: '', reason: 'cit' }, 0);
    expect([queue.empty, queue.idle, queue.next()]).toEqual([false, true, null]);
    queue.choose('luz', absent, 0);
    expect(queue.next()?.marks).toEqual([{ ...absent, seen: 'luz 0' }]);
    queue.saved({ luz: 1 });
    queue.choose('ana', { status: 'excused', minutes: '', reason: 'cita' }, 0);
    expect([queue.holds('ana'), queue.idle]).toEqual([true, true]);
    queue.hold(null);
    expect(queue.next()?.marks).toEqual([{ status: 'excused', minutes: '', reason: 'cita', seen: 'ana 0' }]);
  });

  it('sends after a power cut what was being written', () => {
    const before = open();
    before.hold('ana');
    before.choose('ana', { status: 'excused', minutes: '', reason: 'cit' }, 0);
    expect(open().next()?.marks).toEqual([{ status: 'excused', minutes: '', reason: 'cit', seen: 'ana 0' }]);
  });

  it('sends nothing of a choice that is none any more', () => {
    const queue = open();
    queue.choose('ana', absent, 0);
    queue.drop('ana');
    expect([queue.empty, queue.next(), kept]).toEqual([true, null, null]);
  });

  it('sends the others again when somebody\'s mark was refused', () => {
    const queue = open();
    queue.choose('ana', absent, 0);
    queue.choose('luz', late, 0);
    queue.next();
    queue.refused(['ana']);
    expect(queue.next()).toMatchObject({ key: 'key-2', marks: [{ seen: 'luz 0' }] });
  });

  it('chooses upon the newer mark after a conflict', () => {
    const queue = open();
    queue.choose('ana', absent, 0);
    queue.next();
    queue.refused(['ana']);
    queue.newer('ana', 3);
    expect(queue.empty).toBe(true);
    queue.choose('ana', absent, 3);
    expect(queue.next()?.marks).toEqual([{ ...absent, seen: 'ana 3' }]);
  });

  it.each<[string, string[]]>([['somebody has marked otherwise', ['luz']], ['it is refused as a whole', []]])('sends nothing of a complete register again when %s', (_, persons) => {
    const queue = open();
    queue.complete([{ ...late, seen: 'luz 0 late 10' }, { ...absent, seen: 'eva 0 absent' }]);
    expect(queue.next()).toMatchObject({ complete: true });
    queue.choose('ana', absent, 0);
    queue.refused(persons);
    for (const person of persons) queue.newer(person, 1);
    expect(queue.next()).toEqual({ key: 'key-2', marks: [{ ...absent, seen: 'ana 0' }], complete: false });
    queue.saved({ ana: 1 });
    expect([queue.empty, kept]).toEqual([true, null]);
  });

  it('drops all of what is refused as a whole', () => {
    const queue = open();
    queue.choose('ana', absent, 0);
    queue.next();
    queue.refused([]);
    expect(queue.empty).toBe(true);
  });

  it('ends with the last choice of each person, over a line that loses replies and a PC that loses power', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('choose'), person: fc.constantFrom('ana', 'luz', 'eva'), status: fc.constantFrom('present', 'late', 'absent') }),
      fc.record({ do: fc.constantFrom('send', 'send and lose the reply', 'cut the power') }),
    ) as fc.Arbitrary<{ do: string; person?: string; status?: string }>;
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      kept = null;
      const server = new Server();
      const last: Record<string, string> = {};
      let queue = open();
      for (const { do: act, person = '', status = '' } of steps) {
        if (act === 'choose') {
          last[person] = status;
          queue.choose(person, { status, minutes: '', reason: '' }, server.versionSeenFirst(person));
        } else if (act === 'cut the power') queue = open();
        else deliver(queue, server, act === 'send');
      }
      while (!queue.empty) deliver(queue, server, true);
      expect(Object.fromEntries([...server.marks].map(([person, { status }]) => [person, status]))).toEqual(last);
      expect(server.refusals).toBe(0);
    }));
  });
});

/** Keeps marks and answers replays as the real one does. */
class Server {
  readonly marks = new Map<string, { status: string; version: number }>();
  refusals = 0;
  private readonly answers = new Map<string, Record<string, number>>();

  versionSeenFirst(person: string): number {
    return this.marks.get(person)?.version ?? 0;
  }

  take({ key, marks }: Parcel): Record<string, number> {
    const earlier = this.answers.get(key);
    if (earlier) return earlier;
    const versions: Record<string, number> = {};
    for (const { seen, status } of marks) {
      const [person = '', version] = seen.split(' ');
      const current = this.marks.get(person);
      if (current?.status !== status) {
        if ((current?.version ?? 0) !== Number(version)) this.refusals += 1;
        this.marks.set(person, { status, version: (current?.version ?? 0) + 1 });
      }
      versions[person] = this.marks.get(person)?.version ?? 0;
    }
    this.answers.set(key, versions);
    return versions;
  }
}

function deliver(queue: RegisterQueue, server: Server, heard: boolean): void {
  const parcel = queue.next();
  if (!parcel) return;
  const versions = server.take(parcel);
  if (heard) queue.saved(versions);
}

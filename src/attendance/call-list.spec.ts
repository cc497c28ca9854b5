import fc from 'fast-check';
import {
  bestContact, callList, callObstacle, callState, callTask, isToCall, missedInARow,
  type CallOutcome, type Missed, type OrganisationContact,
} from './call-list.js';

const missed = (name: string, more: Partial<Missed> = {}): Missed => ({
  personId: name, sessionId: 's1', name, phone: '987654321', inARow: 1, gap: 0, mayCall: true, lastOutcome: null, ...more,
});
const contact = (name: string, post: string, board = false): OrganisationContact => ({
  personId: name, name, sex: 'female', post, board, phone: '912345678', organisation: 'Comedor Popular Oasis',
});

describe('the state of a call', () => {
  it.each<[string, CallOutcome | null, string, boolean]>([
    ['nobody called', null, 'to-call', true],
    ['reached', 'reached', 'done', false],
    ['a message left', 'message', 'done', false],
    ['no answer', 'no_answer', 'again', true],
    ['wrong number', 'wrong_number', 'wrong-number', true],
  ])('%s', (_, lastOutcome, state, toCall) => {
    expect([callState(lastOutcome), isToCall({ lastOutcome })]).toEqual([state, toCall]);
  });
});

describe('why somebody cannot be called herself', () => {
  it.each<[string, Partial<Missed>, string | null]>([
    ['she can', {}, null],
    ['she refused calls', { mayCall: false }, 'refused'],
    ['she refused calls and has no phone', { mayCall: false, phone: null }, 'refused'],
    ['no consent of hers is on record', { mayCall: null }, 'no-consent'],
    ['she has no phone', { phone: null }, 'no-phone'],
    ['her number is wrong', { lastOutcome: 'wrong_number' }, 'wrong-number'],
  ])('%s', (_, more, expected) => {
    expect(callObstacle(missed('Ana', more))).toBe(expected);
  });

});

describe('whom to ask', () => {
  it.each<[string, OrganisationContact[], string | undefined]>([
    ['nobody', [], undefined],
    ['only herself', [contact('Ana', 'president', true)], undefined],
    ['the delegate before the president', [contact('Luz', 'president', true), contact('Rosa', 'delegate')], 'Rosa'],
    ['the board before members', [contact('Bertha', 'member'), contact('Tomasa', 'treasurer', true)], 'Tomasa'],
    ['a member when there is nobody else', [contact('Bertha', 'member')], 'Bertha'],
    ['by name among equals', [contact('Ñata', 'member'), contact('Nora', 'member')], 'Nora'],
  ])('%s', (_, contacts, expected) => {
    expect(bestContact('Ana', contacts)?.name).toBe(expected);
  });
});

describe('the call list', () => {
  it('puts who missed most in a row first, then whom training reaches least, then names; called ones last', () => {
    const list = callList(
      [missed('Quispe, Ana'), missed('Ñaupari, Luz'), missed('Nina, Rosa'), missed('Poma, Tula', { inARow: 3 }),
        missed('Zea, Eva', { gap: 2 }), missed('Alva, Julia', { inARow: 9, lastOutcome: 'reached' })],
      new Map(),
    );
    expect(list.map((entry) => entry.missed.name)).toEqual(['Poma, Tula', 'Zea, Eva', 'Nina, Rosa', 'Ñaupari, Luz', 'Quispe, Ana', 'Alva, Julia']);
  });

  it.each([
    ['has a phone', missed('Ana'), undefined],
    ['has none', missed('Ana', { phone: null }), 'Rosa'],
    ['has a wrong one', missed('Ana', { lastOutcome: 'wrong_number' }), 'Rosa'],
    ['does not want to be called', missed('Ana', { mayCall: false }), 'Rosa'],
  ])('names somebody of the organisation for who %s', (_, one, expected) => {
    const [entry] = callList([one], new Map([['Ana', [contact('Rosa', 'delegate')]]]));
    expect(entry?.contact?.name).toBe(expected);
  });

  it('loses nobody and invents nobody', () => {
    const anybody = fc.record({ name: fc.string(), inARow: fc.nat(9), gap: fc.nat(3) }).map(({ name, ...more }) => missed(name, more));
    fc.assert(fc.property(fc.array(anybody), (people) => {
      expect(callList(people, new Map()).map((entry) => entry.missed).sort(byName)).toEqual([...people].sort(byName));
    }));
  });
});

it.each<[string[], number]>([
  [[], 0], [['absent'], 1], [['absent', 'absent', 'present', 'absent'], 2], [['excused', 'absent'], 0], [['absent', 'excused'], 1],
])('%p: missed in a row %i', (statuses, expected) => {
  expect(missedInARow(statuses)).toBe(expected);
});

function byName(a: Missed, b: Missed): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

describe('what is to be done about an absence', () => {
  const contact = { personId: 'p', name: 'Condori, Rosa', sex: null, post: 'president', board: true, phone: '912345678', organisation: 'Oasis' };

  it.each<[Parameters<typeof callTask>[0], ReturnType<typeof callTask>]>([
    [{ state: 'to-call', obstacle: null, contact: null }, 'to-call'],
    [{ state: 'again', obstacle: null, contact: null }, 'again'],
    [{ state: 'to-call', obstacle: 'refused', contact: null }, 'tell-group'],
    [{ state: 'to-call', obstacle: 'no-consent', contact }, 'ask'],
    [{ state: 'to-call', obstacle: 'no-phone', contact: null }, 'tell-group'],
    [{ state: 'again', obstacle: 'no-phone', contact }, 'ask'],
    [{ state: 'wrong-number', obstacle: 'wrong-number', contact }, 'wrong-number'],
    [{ state: 'done', obstacle: 'refused', contact: null }, 'done'],
  ])('%o: %s', (entry, task) => {
    expect(callTask(entry)).toBe(task);
  });
});

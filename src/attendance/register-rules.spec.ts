import fc from 'fast-check';
import {
  attended, differs, markRefusals, normalMark, proposedMark, registerChanges, tally,
  type Mark, type MarkStatus, type RecordedMark, type WantedMark,
} from './register-rules.js';
import { MINUTE } from './session-times.js';

const START = Date.UTC(2026, 10, 23, 20);
const STATUSES: MarkStatus[] = ['present', 'late', 'left_early', 'excused', 'absent'];
const mark = (status: MarkStatus, minutes: number | null = null, reason: string | null = null): Mark => ({ status, minutes, reason });
const wanted = (personId: string, version: number, made: Mark, shown?: Mark): WantedMark => ({ personId, version, ...made, shown });

describe('a single mark', () => {
  it.each<[string, Mark, string | undefined]>([
    ['present', mark('present'), undefined],
    ['absent', mark('absent'), undefined],
    ['late, minutes not noted', mark('late'), undefined],
    ['late by one minute', mark('late', 1), undefined],
    ['late by all but one minute', mark('late', 89), undefined],
    ['late by the whole session', mark('late', 90), 'attendance:refusals.minutes'],
    ['late by nothing', mark('late', 0), 'attendance:refusals.minutes'],
    ['left half a minute early', mark('left_early', 0.5), 'attendance:refusals.minutes'],
    ['minutes that nobody can type', mark('late', Number.NaN), 'attendance:refusals.minutes'],
    ['excused with a reason', mark('excused', null, 'Cita médica'), undefined],
    ['excused without one', mark('excused'), 'attendance:refusals.reason-missing'],
    ['excused with blanks', mark('excused', null, '  '), 'attendance:refusals.reason-missing'],
    ['excused at length', mark('excused', null, 'x'.repeat(201)), 'attendance:refusals.reason-long'],
    ['excused with a picture', mark('excused', null, 'Cita médica 😷'), 'web:errors.pictographs'],
    ['present with a picture left over from another choice', mark('present', null, '😷'), undefined],
    ['present with minutes left over from another choice', mark('present', 500, 'x'), undefined],
  ])('%s', (_, made, reason) => {
    expect(markRefusals(made, 90)[0]?.reason).toBe(reason);
  });

  it('keeps only what goes with its status', () => {
    expect(normalMark(mark('absent', 5, 'fiebre'))).toEqual(mark('absent'));
    expect(normalMark(mark('late', 5, 'fiebre'))).toEqual(mark('late', 5));
    expect(normalMark(mark('excused', 5, ' fiebre '))).toEqual(mark('excused', null, 'fiebre'));
  });
});

describe('what the register proposes', () => {
  it.each<[string, number | null, Mark]>([
    ['nobody signed in', null, mark('present')],
    ['signed in before the start', -20, mark('present')],
    ['signed in with the others', 5.9, mark('present')],
    ['signed in late', 6, mark('late', 6)],
    ['signed in much later', 40.5, mark('late', 40)],
    ['signed in after the end', 200, mark('late', 89)],
  ])('%s', (_, minutes, expected) => {
    expect(proposedMark(START, 90, minutes === null ? null : START + minutes * MINUTE)).toEqual(expected);
  });
});

describe('changes of a register', () => {
  const rosa: RecordedMark = { ...mark('absent'), version: 2 };
  const recorded = new Map([['rosa', rosa]]);

  it.each<[string, WantedMark, 'inserts' | 'updates' | 'conflicts' | 'nothing']>([
    ['a learner without a mark', wanted('luz', 0, mark('present')), 'inserts'],
    ['a change of what was seen', wanted('rosa', 2, mark('late', 10)), 'updates'],
    ['the same again', wanted('rosa', 2, mark('absent')), 'nothing'],
    ['the same, decided on an older page', wanted('rosa', 1, mark('absent')), 'nothing'],
    ['another value, decided on an older page', wanted('rosa', 1, mark('present')), 'conflicts'],
    ['another value, decided before there was a mark', wanted('rosa', 0, mark('late', 3)), 'conflicts'],
    ['the default of a page that is older than the mark', wanted('rosa', 0, mark('present'), mark('present')), 'nothing'],
    ['an old value that the page showed and nobody touched', wanted('rosa', 1, mark('late', 3), mark('late', 3)), 'nothing'],
    ['a touched value on an old page', wanted('rosa', 1, mark('late', 9), mark('late', 3)), 'conflicts'],
    ['a mark that is not on record any more', wanted('luz', 3, mark('late', 9)), 'conflicts'],
  ])('%s', (_, change, expected) => {
    const changes = registerChanges(recorded, [change]);
    const filled = (['inserts', 'updates', 'conflicts'] as const).filter((kind) => changes[kind].length > 0);
    expect(filled).toEqual(expected === 'nothing' ? [] : [expected]);
  });

  it('shows both values of a conflict', () => {
    expect(registerChanges(recorded, [wanted('rosa', 1, mark('present', 4))]).conflicts)
      .toEqual([{ personId: 'rosa', mine: mark('present'), theirs: rosa }]);
  });
});

describe('any sequence of marks', () => {
  const person = fc.constantFrom('ana', 'luz', 'rosa', 'tomasa');
  const anyMark = fc.record({
    status: fc.constantFrom(...STATUSES), minutes: fc.option(fc.integer({ min: 1, max: 89 })), reason: fc.constantFrom('salud', 'trabajo'),
  });
  const edit = fc.record({ personId: person, made: anyMark, version: fc.integer({ min: 0, max: 4 }) })
    .map(({ personId, made, version }) => wanted(personId, version, made));

  it('ends in one mark a learner, whose version counts its changes', () => {
    fc.assert(fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
      const register = new Map<string, RecordedMark>();
      const changes = new Map<string, number>();
      for (const one of edits) {
        const before = register.get(one.personId);
        apply(register, [one]);
        const after = register.get(one.personId);
        if (after !== before) changes.set(one.personId, (changes.get(one.personId) ?? 0) + 1);
      }
      for (const [id, kept] of register) expect(kept.version).toBe(changes.get(id));
      expect(register.size).toBeLessThanOrEqual(4);
    }));
  });

  it('comes to the same when every edit is sent again, once or at the end', () => {
    fc.assert(fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      const once = played(edits.map((one) => [one]));
      const twiceAtOnce = played(edits.flatMap((one) => [[one], [one]]));
      expect(twiceAtOnce).toEqual(once);
      const current = [...once].map(([personId, kept]) => wanted(personId, kept.version, kept));
      const again = registerChanges(once, current);
      expect([again.inserts, again.updates, again.conflicts]).toEqual([[], [], []]);
    }));
  });

  it('comes to the same in whatever order different learners are marked', () => {
    fc.assert(fc.property(fc.uniqueArray(edit, { selector: (one) => one.personId }), fc.infiniteStream(fc.nat()), (edits, order) => {
      const shuffled = edits.map((one) => ({ one, at: order.next().value as number })).sort((a, b) => a.at - b.at).map(({ one }) => one);
      const fresh = (list: WantedMark[]): WantedMark[][] => list.map((one) => [{ ...one, version: 0 }]);
      const sorted = (register: Map<string, RecordedMark>): unknown[] => [...register].sort(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(played(fresh(shuffled)))).toEqual(sorted(played(fresh(edits))));
      expect(sorted(played([shuffled.map((each) => ({ ...each, version: 0 }))]))).toEqual(sorted(played(fresh(edits))));
    }));
  });

  it('never takes what was decided on an older version', () => {
    fc.assert(fc.property(fc.array(edit, { maxLength: 20 }), edit, fc.option(anyMark, { nil: undefined }), (edits, last, shown) => {
      const register = played(edits.map((one) => [one]));
      const current = register.get(last.personId);
      fc.pre((current?.version ?? 0) !== last.version);
      const changes = registerChanges(register, [{ ...last, shown }]);
      expect([changes.inserts, changes.updates]).toEqual([[], []]);
      const touched = !shown || differs(shown, last);
      expect(changes.conflicts).toHaveLength(touched && (!current || differs(current, last)) ? 1 : 0);
    }));
  });

  it('counts everybody once', () => {
    fc.assert(fc.property(fc.array(anyMark), (marks) => {
      const counts = tally(marks);
      expect(counts.came + counts.excused + counts.absent).toBe(marks.length);
      expect(counts.came).toBe(marks.filter(({ status }) => attended(status)).length);
    }));
  });
});

/** Applies edits as the service does: all of them, or none when there is a conflict. */
function apply(register: Map<string, RecordedMark>, edits: WantedMark[]): void {
  const { inserts, updates, conflicts } = registerChanges(register, edits);
  if (conflicts.length > 0) return;
  for (const { personId, status, minutes, reason } of inserts) register.set(personId, { status, minutes, reason, version: 1 });
  for (const { before, wanted: { personId, status, minutes, reason } } of updates) {
    register.set(personId, { status, minutes, reason, version: before.version + 1 });
  }
}

function played(batches: WantedMark[][]): Map<string, RecordedMark> {
  const register = new Map<string, RecordedMark>();
  for (const batch of batches) apply(register, batch);
  return register;
}

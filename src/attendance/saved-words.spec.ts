import { tally } from './register-rules.js';
import { callsAfter } from './saved-words.js';

describe('the calls that follow from a register', () => {
  const saved = { versions: {}, people: 20, walkIns: 0, complete: true, date: '2026-11-23' as const };

  it.each([
    ['of today', { absent: 3 }, '2026-11-23', '/calls'],
    ['of an earlier day: those of that day', { absent: 3 }, '2026-11-24', '/calls?date=2026-11-23'],
    ['with nobody who missed', { absent: 0 }, '2026-11-23', null],
  ])('%s', (_, counts, today, link) => expect(callsAfter({ ...saved, counts: { ...tally([]), ...counts } }, today)).toBe(link));

  it('wait for the whole register', () => {
    expect(callsAfter({ ...saved, complete: false, counts: { ...tally([]), absent: 3 } }, '2026-11-23')).toBeNull();
  });
});

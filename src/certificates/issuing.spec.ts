import type { EditionStatus } from '../courses/edition-rules.js';
import { USUAL_RULE } from './completion.js';
import { decideIssue, previewIssue, standingOf, type Candidate } from './issuing.js';

const person = (personId: string, came: number, certificates: Candidate['certificates'] = []): Candidate => (
  { personId, figures: { held: 10, came, practices: 0, finished: 0 }, certificates });
const [meets, short] = [person('meets', 8), person('short', 2)];
const [has, revoked] = [person('has', 2, [{ revoked: null }, { revoked: {} }]), person('revoked', 9, [{ revoked: {} }])];

describe('who gets a certificate', () => {
  it('stands where her figures and her certificates say', () => {
    expect([meets, short, has, revoked].map((one) => standingOf(USUAL_RULE, one))).toEqual(['meets', 'falls-short', 'has-one', 'meets']);
  });

  it('is seen before anybody presses', () => {
    expect(previewIssue(USUAL_RULE, [meets, short, has, revoked])).toEqual({
      get: [meets], again: [revoked], have: [has], lack: [{ person: short, missing: [{ what: 'sessions', missing: 5 }] }],
    });
  });

  it.each<[string, EditionStatus, string | null, Candidate[], string[], string | undefined]>([
    ['who meets the rule', 'running', null, [meets], ['meets'], undefined],
    ['after the end as well', 'closed', null, [meets], ['meets'], undefined],
    ['another one, where hers was revoked', 'closed', null, [revoked], ['revoked'], undefined],
    ['nobody of many when one had hers revoked', 'closed', null, [meets, revoked], [], 'certificates:refusals.had-one'],
    ['the others, when she has another one by now', 'closed', null, [meets, has], ['meets'], undefined],
    ['no second one', 'closed', null, [has], [], undefined],
    ['nobody short of it without a reason', 'running', null, [meets, short], [], 'certificates:refusals.falls-short'],
    ['with a reason, yes', 'running', 'Estuvo enferma', [short], ['short'], undefined],
    ['nobody before the course has begun', 'open', 'Estuvo enferma', [meets], [], 'certificates:refusals.not-begun'],
    ['nobody in a course that is being planned', 'planned', null, [meets], [], 'certificates:refusals.not-begun'],
  ])('%s', (_, status, reason, chosen, given, refusal) => {
    const { give, refusals } = decideIssue({ asked: USUAL_RULE, status, reason }, chosen);
    expect(give.map(({ personId }) => personId)).toEqual(given);
    expect(refusals[0]?.reason).toBe(refusal);
  });
});

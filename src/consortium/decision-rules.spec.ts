import { decisionRefusals, decisionState, isAdopted, quorumOf, type DecisionFields, type DecisionGround } from './decision-rules.js';

const MEMBERS = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id.toUpperCase(), since: '2025-01-01', until: id === 'e' ? '2026-06-30' : null }));
const GROUND: DecisionGround = { today: '2026-11-23', members: MEMBERS, replaced: null, recorded: [] };
const DECISION: DecisionFields = {
  heldOn: '2026-06-01', convocation: 'first', title: 'Cuota', body: 'Diez soles', present: ['a', 'b', 'c'], representatives: {}, votesFor: 2, votesAgainst: 0, abstentions: 1,
};
const RECORDED = { id: 'r', year: 2026, number: 3, replacedBy: null, heldOn: '2026-06-01', title: ' CUOTA', body: 'Diez\n  soles ' };

describe('a quorum', () => {
  it.each<['first' | 'second', number, number]>([
    ['first', 1, 1], ['first', 2, 2], ['first', 3, 2], ['first', 4, 3], ['first', 5, 3], ['first', 6, 4], ['second', 6, 1], ['second', 1, 1],
  ])('called for the %s time, of %i: %i', (convocation, members, needed) => {
    expect(quorumOf(convocation, members)).toBe(needed);
  });
});

describe('a decision', () => {
  it.each<[number, number, boolean]>([[3, 5, true], [2, 4, false], [3, 4, true], [1, 1, true], [0, 3, false]])('with %i votes of %i present: adopted %s', (votesFor, membersPresent, adopted) => {
    expect(isAdopted({ votesFor, membersPresent })).toBe(adopted);
  });

  it.each<[number, string | null, string]>([[3, null, 'in-force'], [1, null, 'rejected'], [3, 'x', 'replaced'], [1, 'x', 'replaced']])('with %i votes of 4, replaced by %s: %s', (votesFor, replacedById, state) => {
    expect(decisionState({ votesFor, membersPresent: 4, replacedById })).toBe(state);
  });

  it.each<[string, Partial<DecisionFields>, Partial<DecisionGround>, string[]]>([
    ['as it should be', {}, {}, []],
    ['of today', { heldOn: '2026-11-23' }, {}, []],
    ['of tomorrow', { heldOn: '2026-11-24' }, {}, ['heldOn: held-future']],
    ['of a day without members', { heldOn: '2024-12-31' }, {}, ['heldOn: no-members']],
    ['with the names of those who spoke', { representatives: { a: 'Ana Quispe', c: 'Luz Ramos' } }, {}, []],
    ['with the name of somebody whose organisation was not there', { representatives: { d: 'Ana Quispe' } }, {}, ['representatives[d]: represented-absent']],
    ['without more than half', { present: ['a', 'b'], abstentions: 0 }, {}, ['present: no-quorum-first']],
    ['without more than half, called again', { present: ['a', 'b'], abstentions: 0, convocation: 'second' }, {}, []],
    ['without anybody, called again', { present: [], votesFor: 0, abstentions: 0, convocation: 'second' }, {}, ['present: no-quorum-second']],
    ['with three of the four who were left', { heldOn: '2026-07-01' }, {}, []],
    ['with one who had left', { heldOn: '2026-07-01', present: ['a', 'b', 'e'] }, {}, ['present: no-member-then']],
    ['with more votes than present', { votesFor: 3 }, {}, ['votesFor: votes']],
    ['with fewer votes than present', { abstentions: 0 }, {}, ['votesFor: votes']],
    ['in the place of another', {}, { replaced: { id: 'o', heldOn: '2026-05-01', replacedBy: null } }, []],
    ['in the place of one that has been replaced', {}, { replaced: { id: 'o', heldOn: '2026-05-01', replacedBy: 'x' } }, ['undefined: replaced-already']],
    ['in the place of a later one', {}, { replaced: { id: 'o', heldOn: '2026-06-02', replacedBy: null } }, ['heldOn: before-replaced']],
    ['with somebody whom nobody knows among those present', { present: ['a', 'b', 'zz'] }, {}, ['present: not-a-member']],
    ['that is on record already, its words spaced and written otherwise', {}, { recorded: [RECORDED] }, ['title: on-record']],
    ['with the words of another day', {}, { recorded: [{ ...RECORDED, heldOn: '2026-05-31' }] }, []],
    ['with the title of another', {}, { recorded: [{ ...RECORDED, body: 'Doce soles' }] }, []],
    ['that corrects the votes of one', {}, { recorded: [RECORDED], replaced: RECORDED }, []],
    ['that goes back to one that was replaced', {}, { recorded: [{ ...RECORDED, replacedBy: 'o' }], replaced: { id: 'o', heldOn: '2026-06-01', replacedBy: null } }, []],
    ['that was replaced, sent again', {}, { recorded: [{ ...RECORDED, replacedBy: 'o' }] }, ['title: on-record']],
    ['with the words of another one than it corrects', {}, { recorded: [RECORDED], replaced: { id: 'o', heldOn: '2026-06-01', replacedBy: null } }, ['title: on-record']],
  ])('%s', (_, wanted, ground, expected) => {
    const found = decisionRefusals({ ...DECISION, ...wanted }, { ...GROUND, ...ground });
    expect(found.map(({ field, reason }) => `${field}: ${reason.replace('consortium:refusals.', '')}`)).toEqual(expected);
  });
});

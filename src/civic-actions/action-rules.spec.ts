import type { CivicAction } from './civic-action.entity.js';
import { changeRefusals, provingRefusals, stateOf, tellingRefusals, type ActionDraft } from './action-rules.js';

const TODAY = '2026-11-23';
const draft: ActionDraft = { kind: 'congress', doneOn: '2026-11-20', told: 'Escribí a mi congresista', organisationId: null, evidence: null, fileId: null };

it.each<[string, Partial<ActionDraft>, string[]]>([
  ['what was done some days ago', {}, []],
  ['today', { doneOn: TODAY }, []],
  ['tomorrow', { doneOn: '2026-11-24' }, ['doneOn actions:refusals.to-come']],
  ['a slip of the pen', { doneOn: '2006-11-20' }, ['doneOn actions:refusals.long-ago']],
  ['for an organisation of hers', { organisationId: 'hers' }, []],
  ['for another organisation', { organisationId: 'another' }, ['organisationId actions:refusals.not-hers']],
  ['two things wrong', { doneOn: '2027-01-01', organisationId: 'another' }, ['doneOn actions:refusals.to-come', 'organisationId actions:refusals.not-hers']],
])('telling %s', (_, more, refusals) => {
  expect(tellingRefusals({ ...draft, ...more }, TODAY, ['hers']).map(({ field, reason }) => `${field ?? ''} ${reason}`)).toEqual(refusals);
});

it.each<[CivicAction['review'], number]>([['unseen', 0], ['wrong', 0], ['proved', 1]])('what is %s can be changed: %#', (review, refusals) => {
  expect(changeRefusals({ review })).toHaveLength(refusals);
});

it.each<[string, Partial<CivicAction>, string | null, string | null, string[]]>([
  ['a document that was seen', { fileId: 'file' }, null, null, []],
  ['the number of a request', {}, 'Expediente 1203-2026', null, []],
  ['nothing to be seen', {}, null, null, ['actions:refusals.no-evidence']],
  ['one that is proved already', { review: 'proved', fileId: 'file' }, null, null, ['actions:refusals.proved-already']],
  ['one that was found wrong', { review: 'wrong', fileId: 'file' }, null, null, []],
  ['her own', { fileId: 'file' }, null, 'rosa', ['actions:refusals.own']],
])('proving %s', (_, action, evidence, prover, refusals) => {
  expect(provingRefusals({ personId: 'rosa', review: 'unseen', fileId: null, ...action }, evidence, prover).map(({ reason }) => reason)).toEqual(refusals);
});

it.each<[Partial<CivicAction>, string]>([
  [{}, 'without'], [{ evidence: 'www' }, 'to-see'], [{ fileId: 'file' }, 'to-see'], [{ review: 'proved' }, 'proved'], [{ review: 'wrong', fileId: 'file' }, 'wrong'],
])('%j stands as %s', (action, state) => {
  expect(stateOf({ review: 'unseen', evidence: null, fileId: null, ...action })).toBe(state);
});

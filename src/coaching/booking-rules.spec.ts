import { EXAMPLE_NOW, exampleCoach, exampleFacts, exampleSession } from '../../test/coaching/facts-examples.js';
import { hasText } from '../shared/web/i18n.js';
import { nearestSlots, rulingOn, type SlotRequest } from './booking-rules.js';
import { cellsOf, coachResource, pcResource, personResource, turnCell, turnResource } from './coaching-cells.js';
import type { CoachingFacts } from './coaching-facts.js';

const TUESDAY = '2026-11-24';
const request: SlotRequest = { personId: 'p1', wishes: {}, date: TUESDAY, startsAt: '09:00' };
const held = (resource: string, startsAt = '09:00', endsAt = '09:45'): CoachingFacts['holds'] => (
  cellsOf({ date: TUESDAY, startsAt, endsAt }).map((cell) => ({ resource, cell, holderId: 'b' })));
const turns = (count: number): CoachingFacts['holds'] => (
  Array.from({ length: count }, (_, index) => ({ resource: turnResource('k1'), cell: turnCell(TUESDAY, index + 1), holderId: 'b' })));
const named = { wishes: { coachId: 'k1' } };

describe('a request', () => {
  it.each<[string, Partial<SlotRequest>, Partial<CoachingFacts>, string]>([
    ['that fits', {}, {}, ''],
    ['with this coach and this PC', { ...named, workstationId: 'w4' }, {}, ''],
    ['inside a quarter', { startsAt: '09:10' }, {}, 'startsAt not-a-time'],
    ['on no such day', { date: '2026-02-30' }, {}, 'startsAt not-a-time'],
    ['with no time', { startsAt: 'nueve' }, {}, 'startsAt not-a-time'],
    ['in the past', { date: '2026-11-23', startsAt: '10:00' }, {}, 'startsAt past'],
    ['too soon', { date: '2026-11-23', startsAt: '10:15' }, {}, 'startsAt too-soon'],
    ['beyond the horizon', { date: '2026-12-08' }, {}, 'date too-far'],
    ['on a holiday', {}, { calendar: { hours: [], holidays: [{ date: TUESDAY, closed: true, name: 'Feriado' }] } }, 'date holiday'],
    ['outside the centre\'s hours', { startsAt: '19:30' }, {}, 'startsAt closed'],
    ['over midnight', { startsAt: '23:30' }, { calendar: { hours: [], holidays: [] } }, 'startsAt closed'],
    ['of somebody in a session', {}, { sittings: [{ date: TUESDAY, startsAt: '09:30', endsAt: '11:00', personId: 'p1' }] }, 'personId person-in-session'],
    ['of somebody booked', {}, { holds: held(personResource('p1')) }, 'personId person-booked'],
    ['with a coach of another centre', { wishes: { coachId: 'k9' } }, {}, 'coachId coach-unknown'],
    ['with a coach who does not take it', { ...named, topic: 'email' }, { coaches: [exampleCoach({ topics: ['phone'] })] }, 'coachId coach-unfit'],
    ['outside the coach\'s hours', { ...named, startsAt: '11:30' }, {}, 'coachId coach-hours'],
    ['while the coach is away', named, { coaches: [exampleCoach({ exceptions: [{ date: TUESDAY, kind: 'away', fromTime: null, toTime: null }] })] }, 'coachId coach-away'],
    ['while the coach teaches', named, { sessions: [exampleSession()] }, 'coachId coach-teaches'],
    ['while the coach is booked', named, { holds: held(coachResource('a1')) }, 'coachId coach-booked'],
    ['on a day that the coach has full', named, { holds: turns(5) }, 'coachId coach-full'],
    ['while nobody is free', {}, { holds: held(coachResource('a1')) }, 'coachId coaches-busy'],
    ['with wishes that nobody fulfils', { wishes: { language: 'quechua' } }, {}, 'coachId no-such-coach'],
    ['with a PC of another centre', { workstationId: 'w77' }, {}, 'workstationId pc-unknown'],
    ['with a PC out of order', { workstationId: 'w9' }, {}, 'workstationId pc-broken'],
    ['with a PC of a group', { workstationId: 'w1' }, { sessions: [exampleSession({ trainerId: null })] }, 'workstationId pc-session'],
    ['with a PC of open access', { workstationId: 'w1' }, {}, 'workstationId pc-open-access'],
    ['with a PC that is booked', { workstationId: 'w3' }, { holds: held(pcResource('w3')) }, 'workstationId pc-booked'],
    ['while no PC is free', {}, { sessions: [exampleSession({ trainerId: null, seats: 3 })] }, 'workstationId pcs-taken'],
    ['with several faults', { ...named, workstationId: 'w9' }, { holds: [...held(personResource('p1')), ...held(coachResource('a1'))] },
      'personId person-booked, coachId coach-booked, workstationId pc-broken'],
  ])('%s', (_, asked, facts, expected) => {
    const { refusals, slot } = rulingOn({ ...request, ...asked }, exampleFacts(facts), EXAMPLE_NOW);
    expect(refusals.map(({ field, reason }) => `${field} ${reason.split('.')[1]}`).join(', ')).toBe(expected);
    expect(slot === null).toBe(expected !== '');
    for (const { reason } of refusals) expect(hasText(reason)).toBe(true);
  });

  it('keeps the coach and the PC that she had where it can', () => {
    const coaches = [exampleCoach(), exampleCoach({ id: 'k2', accountId: 'a2' })];
    const asked = { ...request, prefer: { coachId: 'k2', workstationId: 'w5' } };
    expect(rulingOn(asked, exampleFacts({ coaches }), EXAMPLE_NOW).slot).toMatchObject({ coachId: 'k2', workstationId: 'w5' });
    expect(rulingOn(asked, exampleFacts({ coaches, holds: [...held(coachResource('a2')), ...held(pcResource('w5'))] }), EXAMPLE_NOW).slot)
      .toMatchObject({ coachId: 'k1', workstationId: 'w3' });
  });
});

describe('what fits instead', () => {
  const nearest = (asked: Partial<SlotRequest>, facts: Partial<CoachingFacts> = {}): string[] => (
    nearestSlots({ ...request, ...asked }, exampleFacts(facts), EXAMPLE_NOW).map(({ date, startsAt, coachId }) => `${date.slice(8)} ${startsAt} ${coachId}`));

  it.each<[string, Partial<SlotRequest>, Partial<CoachingFacts>, string[]]>([
    ['the hour itself where it is free, with those beside it', {}, {}, ['24 08:15 k1', '24 09:00 k1', '24 09:45 k1']],
    ['before and after', {}, { holds: held(coachResource('a1')) }, ['24 08:15 k1', '24 09:45 k1', '24 10:30 k1']],
    ['the first ones for the past', { date: '2026-11-20' }, {}, ['23 10:30 k1', '23 11:15 k1', '24 09:00 k1']],
    ['the last ones beyond the horizon', { date: '2027-01-04' }, {}, ['07 08:15 k1', '07 09:00 k1', '07 09:45 k1']],
    ['the next days for a holiday', {}, { calendar: { hours: [], holidays: [{ date: TUESDAY, closed: true }] } }, ['25 08:15 k1', '25 09:00 k1', '25 09:45 k1']],
    ['whoever coaches for a coach of elsewhere', { wishes: { coachId: 'k9' } }, {}, ['24 08:15 k1', '24 09:00 k1', '24 09:45 k1']],
    ['none where nobody coaches', {}, { coaches: [] }, []],
  ])('%s', (_, asked, facts, expected) => expect(nearest(asked, facts)).toEqual(expected));
});

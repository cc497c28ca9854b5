import { proposalReasons, type ProposalFacts } from './proposal-rules.js';

const TODAY = '2026-11-24';
const nothing: ProposalFacts = { fear: null, fearSaidOn: '2026-11-02', completedOn: null, absences: 0, lastAbsence: null, courseLevel: null, level: null, lastBooking: null };

describe('coaching is proposed', () => {
  it.each<[string, Partial<ProposalFacts>, string]>([
    ['to nobody without a reason', {}, ''],
    ['to who fears much', { fear: 'much' }, 'fear'],
    ['to who fears some, with the first steps before her', { fear: 'some', level: 0 }, 'fear'],
    ['not to who fears some and has made them', { fear: 'some', level: 1 }, ''],
    ['not to who fears some and whose level nobody knows', { fear: 'some' }, ''],
    ['to who said so as long ago as it counts', { fear: 'much', fearSaidOn: '2026-07-27' }, 'fear'],
    ['not to who said so a day before that', { fear: 'much', fearSaidOn: '2026-07-26' }, ''],
    ['not to who has completed a course since', { fear: 'much', completedOn: '2026-11-20' }, ''],
    ['to who completed one before', { fear: 'much', completedOn: '2026-11-01' }, 'fear'],
    ['not to who does not', { fear: 'none' }, ''],
    ['not for fear to who has had coaching', { fear: 'much', lastBooking: '2026-11-20' }, ''],
    ['after two absences', { absences: 2, lastAbsence: '2026-11-20' }, 'absences'],
    ['not after one', { absences: 1, lastAbsence: '2026-11-20' }, ''],
    ['after an absence since her coaching', { absences: 3, lastAbsence: '2026-11-20', lastBooking: '2026-11-18' }, 'absences'],
    ['not when her coaching came after it', { absences: 3, lastAbsence: '2026-11-18', lastBooking: '2026-11-18' }, ''],
    ['between the courses below the level', { courseLevel: 3, level: 2 }, 'between-courses'],
    ['between them without a level', { courseLevel: 3 }, 'between-courses'],
    ['not to who reached it', { courseLevel: 3, level: 3 }, ''],
    ['for all of them', { fear: 'much', absences: 2, lastAbsence: '2026-11-20', courseLevel: 3, level: 1 }, 'between-courses absences fear'],
    ['not while an hour of hers is to come', { fear: 'much', absences: 2, lastAbsence: '2026-11-20', lastBooking: TODAY }, ''],
  ])('%s', (_, facts, expected) => expect(proposalReasons({ ...nothing, ...facts }, TODAY).join(' ')).toBe(expected));
});

import { randomPerson } from '../../../test/reports/random-facts.js';
import type { LearnerFacts, PostFacts } from '../facts/learner-facts.js';
import { CATALOGUE } from './catalogue.js';

const YEAR = { from: '2025-01-01', to: '2025-12-31' };

/** An official who came in the year, with this post at the municipality. */
function official(post: Pick<PostFacts, 'from' | 'until'>): LearnerFacts {
  const [facts] = randomPerson(1) as [LearnerFacts];
  return {
    ...facts, kind: 'official', posts: [{ organisationId: 'o', type: 'municipal_office', district: null, sector: null, post: 'officer', board: false, ...post }],
    courses: [{
      enrolmentId: 'e', editionId: 'd', courseCode: 'C1', course: 1, status: 'enrolled', level: 1, enrolledOn: '2025-03-01', groupId: 'g', groupedOn: '2025-03-01', endedOn: null, completedOn: null,
      marks: [['2025-03-03', 's', 90, 90, 1]],
    }],
  };
}

it.each([
  ['is held without an end', { from: '2024-01-01', until: null }, 1], ['ends on the last day, which still belongs to it', { from: null, until: '2025-12-31' }, 1],
  ['ended the day before', { from: null, until: '2025-12-30' }, 0], ['begins afterwards', { from: '2026-01-01', until: null }, 0],
])('of officials who came, one whose post %s counts as in post: %j', (_, post, value) => {
  const facts = official(post);
  const shares = CATALOGUE.get('officials-in-post')?.shares?.({ personId: facts.personId, facts: [facts], period: YEAR }) ?? [];
  expect(shares.map((share) => [share.value, share.of])).toEqual([[value, 1]]);
});

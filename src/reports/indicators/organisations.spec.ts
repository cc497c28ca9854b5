import type { ParticipantKind } from '../../people/person-words.js';
import { randomPerson } from '../../../test/reports/random-facts.js';
import type { LearnerFacts, PostFacts } from '../facts/learner-facts.js';
import { CATALOGUE } from './catalogue.js';

const YEAR = { from: '2025-01-01', to: '2025-12-31' };

/** An official who came in the year, with this post at the municipality. */
function official(post: Pick<PostFacts, 'from' | 'until'> & Partial<PostFacts>): LearnerFacts {
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
  ['ended the day before', { from: null, until: '2025-12-30' }, 0], ['ended after she came, though she is registered as a member since', { from: '2024-01-01', until: '2025-06-30' }, 0, 'member' as ParticipantKind],
])('of officials who came, one whose post %s counts as in post: %j', (_, post, value, kind = 'official' as ParticipantKind) => {
  const facts = { ...official(post), kind };
  const shares = CATALOGUE.get('officials-in-post')?.shares?.({ personId: facts.personId, facts: [facts], period: YEAR }) ?? [];
  expect(shares.map((share) => [share.value, share.of])).toEqual([[value, 1]]);
});

it.each([['had left the post before she came', { from: '2020-01-01', until: '2025-02-28' }], ['came into it afterwards', { from: '2026-01-01', until: null }]])('of officials who came, one who %s is none', (_, post) => {
  const facts = official(post);
  expect(CATALOGUE.get('officials-in-post')?.shares?.({ personId: facts.personId, facts: [facts], period: YEAR })).toEqual([]);
});

it.each([
  ['as an official, though her post ended since', { from: '2024-01-01', until: '2025-06-30' }, 'member', 'officials-trained', null],
  ['as what she is today, where no post of the period says it', { from: '2020-01-01', until: '2022-12-31' }, 'leader', 'leaders-trained', null],
  ['as a leader, though she has become an official since', { from: '2026-01-01', until: null }, 'official', 'leaders-trained', { from: '2023-01-01', until: null, post: 'president', type: 'soup_kitchen' }],
  ['as a leader, where it was said by hand and no post says it', { from: '2023-01-01', until: null, post: 'member', type: 'soup_kitchen' }, 'leader', 'leaders-trained', null],
] as const)('somebody who came in the year counts %s', (_, post, kind, code, other: Parameters<typeof official>[0] | null) => {
  const [facts, more] = [official(post), other && official(other)];
  const person = { personId: facts.personId, facts: [{ ...facts, kind, posts: [...facts.posts, ...more?.posts ?? []] }], period: YEAR };
  expect(['officials-trained', 'leaders-trained'].filter((one) => CATALOGUE.get(one)?.shares?.(person).length)).toEqual([code]);
});

import type { CourseFacts, LearnerFacts, PostFacts } from '../facts/learner-facts.js';
import { OrganisationPosts } from './organisation-posts.js';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

const factsOf = (personId: string, posts: Partial<PostFacts>[], came: string[] = [], centreId = 'c'): LearnerFacts => ({
  learnerId: `${personId}-${centreId}`, personId, centreId, sex: null, birthDate: null, birthYear: null, access: null, kind: 'member', registeredOn: '2026-01-01', diagnosedOn: null,
  levels: [], gains: [], coaching: [], actions: [], answers: [], fees: [],
  posts: posts.map((post) => ({ organisationId: 'o', type: 'soup_kitchen', district: null, sector: null, post: 'member', board: false, from: null, until: null, ...post })),
  courses: [{ marks: came.map((on) => [on, 's', 90, 90, 1] as const) } as unknown as CourseFacts],
});

function gathered(...people: LearnerFacts[][]): OrganisationPosts {
  const posts = new OrganisationPosts(NOVEMBER);
  for (const facts of people) posts.add(facts);
  return posts;
}

const told = (posts: OrganisationPosts): string[][] => [...posts.organisations()].map((held) => held.map(({ organisationId, personId, trained }) => `${organisationId} ${personId} ${trained}`));

describe('OrganisationPosts', () => {
  it.each([
    ['without an end', {}, 1], ['that ended before', { until: '2026-10-31' }, 0], ['whose last day was the first', { until: '2026-11-01' }, 1],
    ['that began on the last day', { from: '2026-11-30' }, 1], ['that began after', { from: '2026-12-01' }, 0],
  ] as const)('a post %s', (_name, post, count) => {
    expect(told(gathered([factsOf('p', [post])]))).toHaveLength(count);
  });

  it.each([[[], false], [['2026-10-31'], false], [['2026-11-01'], true], [['2026-11-30'], true], [['2026-12-01'], false]] as const)('who came on %j came: %s', (came, trained) => {
    expect(told(gathered([factsOf('p', [{}], [...came])]))).toEqual([[`o p ${trained}`]]);
  });

  it('counts who came at another of the centres', () => {
    expect(told(gathered([factsOf('p', [{}]), factsOf('p', [], ['2026-11-10'], 'd')]))).toEqual([['o p true']]);
  });

  it('hands organisations over in one order', () => {
    const posts = gathered([factsOf('p', [{ organisationId: 'u' }, {}], ['2026-11-02'])], [factsOf('q', [{}])]);
    expect(told(posts)).toEqual([['o p true', 'o q false'], ['u p true']]);
  });
});

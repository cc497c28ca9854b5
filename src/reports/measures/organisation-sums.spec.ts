import type { CourseFacts, LearnerFacts, PostFacts } from '../facts/learner-facts.js';
import { OrganisationSums } from './organisation-sums.js';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

const factsOf = (personId: string, posts: Partial<PostFacts>[], came: string[] = [], centreId = 'c'): LearnerFacts => ({
  learnerId: `${personId}-${centreId}`, personId, centreId, sex: null, birthDate: null, birthYear: null, access: null, kind: 'member', registeredOn: '2026-01-01', diagnosedOn: null,
  levels: [], gains: [], coaching: [], actions: [], answers: [], fees: [],
  posts: posts.map((post) => ({ organisationId: 'o', type: 'soup_kitchen', district: null, sector: null, post: 'member', board: false, from: null, until: null, ...post })),
  courses: [{ marks: came.map((on) => [on, 's', 90, 90, 1] as const) } as unknown as CourseFacts],
});

function counted(...people: LearnerFacts[][]): OrganisationSums {
  const sums = new OrganisationSums(NOVEMBER);
  for (const facts of people) sums.add(facts);
  return sums;
}

const KEPT = ['organisationId', 'firstId', 'trained', 'board', 'boardTrained'] as const;
const told = (sums: OrganisationSums): string[] => [...sums.organisations()].map((sum) => [...KEPT.map((key) => sum[key]), ...sum.officials.map((one) => one.join(':'))].join(' '));

describe('OrganisationSums', () => {
  it.each([
    ['without an end', {}, 1], ['that ended before', { until: '2026-10-31' }, 0], ['whose last day was the first', { until: '2026-11-01' }, 1],
    ['that began on the last day', { from: '2026-11-30' }, 1], ['that began after', { from: '2026-12-01' }, 0],
  ] as const)('a post %s', (_name, post, count) => {
    expect(told(counted([factsOf('p', [post])]))).toHaveLength(count);
  });

  it.each([[[], 0], [['2026-10-31'], 0], [['2026-11-01'], 1], [['2026-11-30'], 1], [['2026-12-01'], 0]] as const)('who came on %j: %i', (came, trained) => {
    expect(told(counted([factsOf('p', [{}], [...came])]))).toEqual([`o p ${trained} 0 0`]);
  });

  it('count who came at another of the centres', () => {
    expect(told(counted([factsOf('p', [{}]), factsOf('p', [], ['2026-11-10'], 'd')]))).toEqual(['o p 1 0 0']);
  });

  it('count somebody once, whatever she holds', () => {
    const two = [{ board: true, post: 'president' }, { board: true, post: 'mayor' }, { post: 'mayor' }];
    expect(told(counted([factsOf('p', two, ['2026-11-02'])], [factsOf('q', [{ board: true, post: 'mayor' }])], [factsOf('r', [{ post: '__proto__', type: 'municipal_office' }], ['2026-11-02'])])))
      .toEqual(['o p 2 2 1 mayor:1 __proto__:1']);
  });

  it('add up to the same whoever counted whom, and leave what is added as it was', () => {
    const [p, q, r]: [LearnerFacts[], LearnerFacts[], LearnerFacts[]] = [
      [factsOf('p', [{ organisationId: 'u', district: 'Ate' }, { post: 'mayor' }], ['2026-11-02'])], [factsOf('q', [{ board: true, district: 'Lima' }])], [factsOf('r', [{ post: 'mayor' }], ['2026-11-02'])],
    ];
    const [all, both, one] = [counted(p, q, r), counted(r, q), counted(p)];
    const [before, joined] = [structuredClone(both.byOrganisation), new OrganisationSums(NOVEMBER)];
    for (const part of [both, one]) joined.join(part.byOrganisation);
    expect([...joined.organisations()]).toEqual([...all.organisations()]);
    expect([...all.organisations()].map(({ organisationId, firstId, district }) => [organisationId, firstId, district])).toEqual([['o', 'p', null], ['u', 'p', 'Ate']]);
    expect(both.byOrganisation).toEqual(before);
  });
});

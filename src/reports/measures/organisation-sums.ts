import { isHeldDuring } from '../../organisations/membership-rules.js';
import type { LearnerFacts, PostFacts } from '../facts/learner-facts.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Period } from '../indicators/indicator.js';
import { cameIn } from '../indicators/shares.js';
import { isOfficialPost, type OrganisationSum } from './organisation-reach.js';

/**
 * Counts by organisation those who held a post of it in a period, and who of them came to a session in it. A project may
 * reach a million people: nothing is kept of a person, and what others counted of other people is added to it.
 */
export class OrganisationSums {
  readonly byOrganisation = new Map<Id, OrganisationSum>();

  constructor(private readonly period: Period) {}

  /** @param facts of one person, at all centres asked for, who was not added before */
  add(facts: readonly LearnerFacts[]): void {
    let trained: boolean | null = null;
    let own: Map<Id, OrganisationSum> | null = null;
    for (const { centreId, personId, posts } of facts) {
      for (const post of posts) {
        if (!isHeldDuring(post, this.period)) continue;
        trained ??= facts.some(({ courses }) => courses.some((course) => cameIn(this.period, course)));
        own ??= new Map();
        const sum = own.get(post.organisationId);
        if (sum) addPost(sum, post, trained);
        else own.set(post.organisationId, addPost(nobody(post, centreId, personId, trained), post, trained));
      }
    }
    if (own) for (const sum of own.values()) this.put(sum);
  }

  /** @param sums of other people, as another counted them; they are left as they are */
  join(sums: ReadonlyMap<Id, OrganisationSum>): void {
    for (const sum of sums.values()) this.put(this.byOrganisation.has(sum.organisationId) ? sum : { ...sum, officials: sum.officials.map(([post, people]) => [post, people]) });
  }

  /** In the order of the organisations' ids. */
  * organisations(): Generator<OrganisationSum> {
    for (const id of [...this.byOrganisation.keys()].sort()) yield this.byOrganisation.get(id) as OrganisationSum;
  }

  /** @param more becomes the sum of its organisation where there is none yet */
  private put(more: OrganisationSum): void {
    const sum = this.byOrganisation.get(more.organisationId);
    if (!sum) {
      this.byOrganisation.set(more.organisationId, more);
      return;
    }
    sum.trained += more.trained;
    sum.board += more.board;
    sum.boardTrained += more.boardTrained;
    for (const [post, people] of more.officials) addOfficials(sum, post, people);
    if (more.firstId >= sum.firstId) return;
    const { firstId, centreId, type, district, sector } = more;
    Object.assign(sum, { firstId, centreId, type, district, sector });
  }
}

function nobody({ organisationId, type, district, sector }: PostFacts, centreId: Id, firstId: Id, trained: boolean): OrganisationSum {
  return { organisationId, firstId, centreId, type, district, sector, trained: Number(trained), board: 0, boardTrained: 0, officials: [] };
}

/** One person's, who counts once whatever she holds. */
function addPost(sum: OrganisationSum, { post, board, type }: PostFacts, trained: boolean): OrganisationSum {
  if (board) [sum.board, sum.boardTrained] = [1, sum.trained];
  if (trained && isOfficialPost({ post, type }) && sum.officials.every(([one]) => one !== post)) addOfficials(sum, post, 1);
  return sum;
}

function addOfficials({ officials }: OrganisationSum, post: string, people: number): void {
  const known = officials.find(([one]) => one === post);
  if (known) known[1] += people;
  else officials.push([post, people]);
}

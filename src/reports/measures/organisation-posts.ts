import type { LearnerFacts } from '../facts/learner-facts.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Period } from '../indicators/indicator.js';
import { cameIn } from '../indicators/shares.js';
import type { HeldPost } from './organisation-reach.js';

/** Gathers by organisation who held a post of it in a period, and whether she came to a session in it. Not more than one object a post: a project may reach a million people. */
export class OrganisationPosts {
  readonly byOrganisation = new Map<Id, HeldPost[]>();

  constructor(private readonly period: Period) {}

  /** @param facts of one person, at all centres asked for */
  add(facts: readonly LearnerFacts[]): void {
    const { from, to } = this.period;
    let trained: boolean | null = null;
    for (const { centreId, personId, posts } of facts) {
      for (const { organisationId, type, district, sector, post, board, ...held } of posts) {
        // `until` is the last day of a post.
        if ((held.from !== null && held.from > to) || (held.until !== null && held.until < from)) continue;
        trained ??= facts.some(({ courses }) => courses.some((course) => cameIn(this.period, course)));
        this.put({ organisationId, centreId, type, district, sector, personId, post, board, trained });
      }
    }
  }

  /** @param posts of other people, as another gathered them */
  join(posts: ReadonlyMap<Id, readonly HeldPost[]>): void {
    for (const held of posts.values()) for (const one of held) this.put(one);
  }

  /** Organisation by organisation, in the order of their ids and of who holds its posts: the same in whatever order people were added. */
  * organisations(): Generator<readonly HeldPost[]> {
    for (const id of [...this.byOrganisation.keys()].sort()) yield (this.byOrganisation.get(id) ?? []).sort((a, b) => (a.personId < b.personId ? -1 : Number(a.personId > b.personId)));
  }

  private put(one: HeldPost): void {
    const others = this.byOrganisation.get(one.organisationId);
    if (others) others.push(one);
    else this.byOrganisation.set(one.organisationId, [one]);
  }
}

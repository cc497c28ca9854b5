import type { EditionPerson } from './edition-people.js';
import type { GroupDraft } from './group-draft.js';
import type { Criterion } from './group-forming.js';

/** What a draft reaches on each criterion as it is now: after changes by hand, and with who is enrolled now. */
export function scoresOfDraft({ groups }: GroupDraft, people: readonly EditionPerson[]): Record<Criterion, number> {
  const byId = new Map(people.map((person) => [person.personId, person]));
  const scores: Record<Criterion, number> = { placed: 0, levels: 0, organisations: 0, 'half-empty': 0, groups: groups.length };
  for (const { memberIds, level, seats } of groups) {
    const members = memberIds.flatMap((id) => byId.get(id) ?? []);
    const coming = members.filter(({ groupId }) => groupId === null);
    const organised = members.flatMap(({ organisationId }) => organisationId ?? []);
    scores.placed += coming.length;
    scores.levels += coming.filter((person) => person.level !== level).length;
    scores.organisations += organised.length - new Set(organised).size;
    if (members.length * 2 < seats) scores['half-empty'] += 1;
  }
  return scores;
}

/**
 * What was changed in a draft since its search ended: the criteria whose values are others now. The search sees only those
 * whom it could place, so that companions in groups that stand are no sign of a change.
 */
export function changedScores(draft: GroupDraft, people: readonly EditionPerson[]): { criterion: Criterion; was: number; now: number }[] {
  const scores = scoresOfDraft(draft, people);
  const stands = draft.groups.some(({ fixedGroupId }) => fixedGroupId !== null);
  return draft.criteria.filter(({ criterion }) => criterion !== 'organisations' || !stands).map(({ criterion, value }) => ({ criterion, was: value, now: scores[criterion] })).filter(({ was, now }) => was !== now);
}

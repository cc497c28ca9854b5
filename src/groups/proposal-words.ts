import type { Translate } from '../shared/web/i18n.js';
import { changedScores, scoresOfDraft } from './draft-scores.js';
import type { EditionPerson } from './edition-people.js';
import type { GroupDraft } from './group-draft.js';
import type { Criterion, CriterionResult } from './group-forming.js';

/** How good a draft is, as far as it is proven, in plain words. */
export interface Proof {
  kind: 'success' | 'info';
  text: string;
  /** What is proven of each wish, or how far it may be from the best. */
  details: string[];
}

/** What is proven holds for the draft as it was found: after a change it is said how it is now, and how it was. */
export function proofOf(t: Translate, draft: GroupDraft, people: readonly EditionPerson[], searching: boolean): Proof {
  const changed = searching ? [] : changedScores(draft, people);
  if (changed.length > 0 || (draft.moves > 0 && !searching)) return changedProof(t, draft, people);
  const placed = draft.criteria.find(({ criterion }) => criterion === 'placed');
  const open = draft.criteria.find(({ gap }) => gap > 0);
  const key = searching ? 'searching' : !open ? 'best' : placed?.gap === 0 ? 'placed' : 'open';
  const params = { value: placed?.value ?? 0, bound: placed?.bound ?? 0, count: (placed?.bound ?? 0) - (placed?.value ?? 0) };
  const text = key === 'searching' && placed?.gap === 0 ? t('groups:proof.searching-placed', params) : t(`groups:proof.${key}`, params);
  return {
    kind: !open && !searching ? 'success' : 'info', details: draft.criteria.map((result) => criterionWords(t, result)),
    text: key === 'placed' && open ? t('groups:proof.still-open', { text, words: valueWords(t, open.criterion, open.value), bound: open.bound }) : text,
  };
}

function changedProof(t: Translate, draft: GroupDraft, people: readonly EditionPerson[]): Proof {
  const scores = scoresOfDraft(draft, people);
  const was = draft.criteria.find(({ criterion }) => criterion === 'placed')?.value ?? 0;
  return {
    kind: 'info', text: t('groups:proof.changed', { count: scores.placed, was }),
    details: draft.criteria.map(({ criterion, value }) => {
      const words = valueWords(t, criterion, scores[criterion]);
      return value === scores[criterion] ? words : t('groups:proof.was', { words, was: value });
    }),
  };
}

/** What the bar of a search says while it goes on. */
export function searchWords(t: Translate, draft: GroupDraft, step: string | null): string {
  const placed = draft.criteria.find(({ criterion }) => criterion === 'placed');
  const doing = t(step ?? 'groups:steps.greedy');
  if (!placed) return t('groups:search.beginning');
  const params = { value: placed.value, bound: placed.bound, doing };
  return t(placed.gap === 0 ? 'groups:search.proven' : 'groups:search.so-far', params);
}

function criterionWords(t: Translate, { criterion, value, bound, gap }: CriterionResult): string {
  const words = valueWords(t, criterion, value);
  return gap === 0 ? t('groups:proof.exact', { words }) : t('groups:proof.near', { words, bound });
}

function valueWords(t: Translate, criterion: Criterion, value: number): string {
  return t(`groups:criteria.${criterion}`, { count: value });
}

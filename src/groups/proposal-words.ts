import type { Translate } from '../shared/web/i18n.js';
import type { GroupDraft } from './group-draft.js';
import type { CriterionResult } from './group-forming.js';

/** How good a draft is, as far as it is proven, in plain words. */
export interface Proof {
  kind: 'success' | 'info';
  text: string;
  /** What is proven of each wish, or how far it may be from the best. */
  details: string[];
}

/** @param seats how many have a seat now, by hand or not */
export function proofOf(t: Translate, draft: GroupDraft, searching: boolean): Proof {
  const placed = draft.criteria.find(({ criterion }) => criterion === 'placed');
  const all = draft.criteria.every(({ gap }) => gap === 0);
  const key = searching ? 'searching' : all ? 'best' : placed?.gap === 0 ? 'placed' : 'open';
  const params = { value: placed?.value ?? 0, bound: placed?.bound ?? 0, count: (placed?.bound ?? 0) - (placed?.value ?? 0) };
  const text = key === 'searching' && placed?.gap === 0 ? t('groups:proof.searching-placed', params) : t(`groups:proof.${key}`, params);
  return { kind: all && !searching ? 'success' : 'info', text, details: draft.criteria.map((result) => criterionWords(t, result)) };
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
  const words = t(`groups:criteria.${criterion}`, { count: value });
  return gap === 0 ? t('groups:proof.exact', { words }) : t('groups:proof.near', { words, bound });
}

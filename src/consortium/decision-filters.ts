import { searchable } from '../shared/kernel/text.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';
import { DECISION_STATES, decisionState, type DecisionState } from './decision-rules.js';
import type { DecisionRow } from './decisions.repository.js';

/** What a list of decisions is filtered by, as it stands in its address. */
export interface DecisionFilters {
  q: string;
  year: number | null;
  state: DecisionState | null;
}

export function readDecisionFilters(query: Record<string, unknown>): DecisionFilters {
  const text = (name: string): string => (typeof query[name] === 'string' ? (query[name] as string).trim().slice(0, 80) : '');
  return {
    q: text('q'), year: /^\d{4}$/u.test(text('year')) ? Number(text('year')) : null, state: DECISION_STATES.find((state) => state === text('state')) ?? null,
  };
}

/** The address of the list with these filters and on this page. */
export function decisionsAddress({ q, year, state }: Partial<DecisionFilters>, page = 1): string {
  return addressWith('/consortium/decisions', { q, year, state, page: pageNamed(page) });
}

/** Every word that was typed begins a word of the title, or is the number (`3`, `3-2026`). */
export function filterDecisions<T extends DecisionRow>(rows: readonly T[], { q, year, state }: DecisionFilters): T[] {
  const words = searchable(q).split(' ').filter((word) => word !== '');
  return rows.filter((row) => (year === null || row.year === year) && (state === null || decisionState(row) === state)
    && words.every((word) => ` ${searchable(row.title)} `.includes(` ${word}`) || word === String(row.number) || word === String(row.year)));
}

/** Figures that are told together, in the order in which a centre's work is told. */
export interface FigureGroup {
  name: string;
  /** On the page of all figures with their values. */
  codes: readonly string[];
  /** Only named there: each takes a statement of its own to measure, and a page takes eight. */
  more?: readonly string[];
}

export const FIGURE_GROUPS: readonly FigureGroup[] = [
  { name: 'reached', codes: ['registered', 'diagnosed', 'placed', 'grouped', 'people-trained', 'leaders-trained', 'women-share', 'participations'] },
  { name: 'attendance', codes: ['attendance', 'hours', 'seat-use'], more: ['registers-missing'] },
  { name: 'completion', codes: ['completion', 'graduates', 'leaders-among-graduates', 'retention'] },
  { name: 'gains', codes: ['level-gain', 'test-gain', 'second-measurement', 'confidence-gain', 'satisfaction'] },
  { name: 'organisations', codes: ['organisations-reached', 'board-reach', 'officials-trained', 'official-posts-trained', 'officials-in-post'] },
  { name: 'coaching', codes: ['people-coached', 'coaching-hours', 'coaching-confidence'] },
  { name: 'actions', codes: ['people-acted', 'civic-actions', 'actions-proved'] },
  { name: 'money', codes: ['fees-paid', 'contributions', 'cost-per-learner', 'cost-per-hour'], more: ['fees-charged', 'waivers', 'in-kind'] },
  { name: 'path', codes: ['path-registered', 'path-diagnosed', 'path-placed', 'path-grouped', 'path-came', 'path-completed-1', 'path-came-2', 'path-acted'] },
];

/** All figures of a group. */
export function codesOf({ codes, more = [] }: FigureGroup): readonly string[] {
  return [...codes, ...more];
}

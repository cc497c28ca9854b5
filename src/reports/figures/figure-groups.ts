/** The figures of a centre in the order in which its work is told. */
export const FIGURE_GROUPS: readonly { name: string; codes: readonly string[] }[] = [
  { name: 'reached', codes: ['registered', 'diagnosed', 'placed', 'grouped', 'people-trained', 'leaders-trained', 'women-share', 'participations'] },
  { name: 'attendance', codes: ['attendance', 'hours', 'seat-use', 'registers-missing'] },
  { name: 'completion', codes: ['completion', 'graduates', 'leaders-among-graduates', 'retention'] },
  { name: 'gains', codes: ['level-gain', 'test-gain', 'second-measurement', 'confidence-gain', 'satisfaction'] },
  { name: 'organisations', codes: ['organisations-reached', 'board-reach', 'officials-trained', 'official-posts-trained', 'officials-in-post'] },
  { name: 'coaching', codes: ['people-coached', 'coaching-hours', 'coaching-confidence'] },
  { name: 'actions', codes: ['people-acted', 'civic-actions', 'actions-proved'] },
  { name: 'money', codes: ['fees-charged', 'fees-paid', 'waivers', 'contributions', 'in-kind', 'cost-per-learner', 'cost-per-hour'] },
  { name: 'path', codes: ['path-registered', 'path-diagnosed', 'path-placed', 'path-grouped', 'path-came', 'path-completed-1', 'path-came-2', 'path-acted'] },
];

import { allow } from '../shared/web/policies.js';

/** Whoever may see the figures of a centre; a funder sees no people behind them, and no small cells. */
export const FIGURE_READERS = ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator', 'funder'] as const;
/** Whoever may open a figure to the people behind it. */
export const PROOF_READERS = ['trainer', 'coordinator', 'administrator'] as const;
/** Whoever sees how far the centre's people got; a funder sees none of them. */
export const GAP_READERS = [...PROOF_READERS, 'funder'] as const;
/** Whoever keeps projects, their frameworks and what is reported of them. */
export const PROJECT_KEEPERS = ['coordinator', 'administrator'] as const;
/** Whoever publishes a report and signs it. */
export const REPORT_SIGNERS = ['administrator'] as const;
/** Whoever reads projects and what was published of them. */
export const PROJECT_READERS = ['coordinator', 'treasurer', 'administrator', 'funder'] as const;

export const figureReaders = allow(...FIGURE_READERS);
export const proofReaders = allow(...PROOF_READERS);
export const gapReaders = allow(...GAP_READERS);
export const projectKeepers = allow(...PROJECT_KEEPERS);
export const reportSigners = allow(...REPORT_SIGNERS);
export const projectReaders = allow(...PROJECT_READERS);

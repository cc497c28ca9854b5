import type { Id } from '../shared/kernel/ids.js';
import { allow } from '../shared/web/policies.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';

/**
 * Whoever may see the figures of a centre as they are today, small cells too: its staff. Who funds it reads what was published:
 * from figures that change from day to day she could work out, by taking one day off another, who was added.
 */
export const FIGURE_READERS = ['trainer', 'coach', 'coordinator', 'treasurer', 'administrator'] as const;
/** Whoever may open a figure to the people behind it. */
export const PROOF_READERS = ['trainer', 'coordinator', 'administrator'] as const;
/** Whoever keeps projects, their frameworks and what is reported of them. */
export const PROJECT_KEEPERS = ['coordinator', 'administrator'] as const;
/** Whoever publishes a report and signs it. */
export const REPORT_SIGNERS = ['administrator'] as const;
/** Whoever reads projects and what was published of them. */
const PROJECT_READERS = ['coordinator', 'treasurer', 'administrator', 'funder'] as const;

export const figureReaders = allow(...FIGURE_READERS);
/** What the figures of published reports count may be read by whoever reads those. */
export const definitionReaders = allow(...FIGURE_READERS, 'funder');
export const proofReaders = allow(...PROOF_READERS);
export const projectKeepers = allow(...PROJECT_KEEPERS);
export const reportSigners = allow(...REPORT_SIGNERS);
export const projectReaders = allow(...PROJECT_READERS);
/** Whoever opens what proves a typed figure: nobody knows what names are in it. */
export const DOCUMENT_READERS = ['coordinator', 'treasurer', 'administrator'] as const;
export const documentReaders = allow(...DOCUMENT_READERS);

/** Whose reports are looked at: drafts are for those who keep projects. */
export interface ReportReader {
  centreId: Id;
  drafts: boolean;
}

export function readerOf(viewer: Viewer): ReportReader {
  return { centreId: viewer.centreId, drafts: hasRole(viewer, ...PROJECT_KEEPERS) };
}

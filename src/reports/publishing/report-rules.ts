import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import type { Report } from './report.entity.js';

/** What a report is published against. */
export interface PublishingGround {
  /** The digest that was on the page of whoever signs. */
  seen: string;
  /** The last published report of the period. */
  latestId: Id | null;
  /** What is kept still has the digest of the draft. */
  intact: boolean;
  /** When something of the same days and centres was published last; null where nothing was. */
  toldAt: Instant | null;
}

/** Why nothing can be written into a report; null when it can. */
export function tellingRefusal({ status }: Pick<Report, 'status'>): Refusal | null {
  return status === 'draft' ? null : { reason: `reports:refusals.${status}` };
}

/** Why a draft cannot be published; null when it can. */
export function publishingRefusal(report: Pick<Report, 'status' | 'digest' | 'correctsId' | 'composedAt'>, { seen, latestId, intact, toldAt }: PublishingGround): Refusal | null {
  if (report.status === 'published') return { reason: 'reports:refusals.published' };
  if (report.status === 'composing') return { reason: 'reports:refusals.composing' };
  if (report.digest !== seen) return { reason: 'reports:refusals.changed' };
  if (latestId !== report.correctsId) return { reason: 'reports:refusals.edition-meanwhile' };
  // It was composed so that it gives nothing away beside what was told by then.
  if (toldAt !== null && toldAt > (report.composedAt ?? 0)) return { reason: 'reports:refusals.told-meanwhile' };
  return intact ? null : { reason: 'reports:refusals.broken' };
}

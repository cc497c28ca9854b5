import type { Id } from '../../shared/kernel/ids.js';
import type { Report } from './report.entity.js';
import type { ReportsRepository } from './reports.repository.js';

const AT_ONCE = 100;

/** A published report whose kept content is not what was signed. */
export interface BrokenReport extends Pick<Report, 'id' | 'projectId' | 'startsOn' | 'endsOn' | 'edition'> {
  why: 'gone' | 'content' | 'signature';
}

/** Reckons the hash of every published report anew, and holds it against the one that is kept and those that were signed. */
export async function verifyReports(reports: ReportsRepository): Promise<{ intact: number; broken: BrokenReport[] }> {
  const broken: BrokenReport[] = [];
  let intact = 0;
  for (let after: Id = ''; ;) {
    const page = await reports.publishedAfter(after, AT_ONCE);
    for (const report of page) {
      const why = await faultOf(reports, report);
      if (why === null) intact += 1;
      else broken.push({ id: report.id, projectId: report.projectId, startsOn: report.startsOn, endsOn: report.endsOn, edition: report.edition, why });
    }
    const last = page.at(-1);
    if (!last || page.length < AT_ONCE) return { intact, broken };
    after = last.id;
  }
}

async function faultOf(reports: ReportsRepository, report: Report): Promise<BrokenReport['why'] | null> {
  const kept = await reports.keptDigest(report);
  if (kept === null) return 'gone';
  if (kept !== report.digest) return 'content';
  const signatures = await reports.signatures(report.id);
  return signatures.length > 0 && signatures.every(({ digest }) => digest === kept) ? null : 'signature';
}

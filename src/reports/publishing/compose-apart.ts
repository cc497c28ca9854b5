import { apart } from '../../shared/kernel/apart.js';
import type { Asked, Telling } from '../disclosure/counts.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { composeReport, type ReportFacts } from './compose-report.js';
import type { ReportContent } from './report-content.js';

/** What the thread is started with: indicators by their codes in the catalogue, for a definition's functions cannot be sent. */
export interface ComposeTask {
  facts: Omit<ReportFacts, 'catalogue' | 'earlier'>;
  earlier: readonly (Omit<Telling, 'asked'> & { asked: readonly (Omit<Asked, 'definition'> & { code: string })[] })[];
}

const SCRIPT = new URL('./compose-apart.worker.js', import.meta.url);

/**
 * Composes a report in a thread of its own: what may be told beside the reports before it can take a minute to find out.
 * @throws Error when the thread fails
 */
export async function composeApart({ earlier = [], ...facts }: Omit<ReportFacts, 'catalogue'>): Promise<ReportContent> {
  const coded = earlier.map(({ asked, told }) => ({ told, asked: asked.map(({ definition: { code }, ...one }) => ({ ...one, code })) }));
  return apart(SCRIPT, { facts, earlier: coded }, composeTask);
}

/** In the thread: what it was started with, composed. */
export function composeTask({ facts, earlier }: ComposeTask): ReportContent {
  const tellings = earlier.map(({ asked, told }): Telling => ({
    told, asked: asked.map(({ code, ...one }) => {
      const definition = CATALOGUE.get(code);
      if (!definition) throw new Error(`there is no indicator ${code} in the catalogue`);
      return { ...one, definition };
    }),
  }));
  return composeReport({ ...facts, earlier: tellings, catalogue: CATALOGUE });
}

import type { INestApplicationContext } from '@nestjs/common';
import { warmOptimiser } from './groups/optimiser-warmth.js';
import { FigureWarmth } from './reports/figures/figure-warmth.js';
import { LOCALES } from './shared/web/i18n.js';
import { compileMeanwhile } from './shared/web/view-engine.js';

/** What the first readers would wait for in a process that has just begun; beside what it serves already. */
export async function warmUp(app: INestApplicationContext): Promise<void> {
  await compileMeanwhile(LOCALES);
  await app.get(FigureWarmth).warm();
  await warmOptimiser();
}

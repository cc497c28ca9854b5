import type { Translate } from '../../shared/web/i18n.js';
import { decimals } from '../figures/figure-words.js';
import type { Standing } from './target-rules.js';

/** `Hasta ahora, 50 % del avance previsto` */
export function standingWords(t: Translate, { state, share }: Standing): string {
  return t(`reports:standing.${state}${state === 'surpassed' && share !== null ? '-by' : ''}`, { share: share === null ? '' : decimals(share, 1) });
}

import type { Translate } from '../../shared/web/i18n.js';
import { ofHundred, type Gap, type GroupStep } from './biggest-gaps.js';
import { stepBefore, type Side } from './gap-path.js';

/** `De cada 100 mujeres que completaron el curso 1, 36 vinieron al curso 2; de cada 100 hombres, 52.` */
export function gapWords(t: Translate, { side, drop, behind, ahead }: Gap): string {
  return t('gaps:gap', {
    group: groupWords(t, side, behind), before: t(`gaps:before.${stepBefore(drop)}`), after: t(`gaps:after.${drop}`, { count: ofHundred(behind) }),
    other: groupWords(t, side, ahead), number: ofHundred(ahead),
  });
}

function groupWords(t: Translate, side: Side, { value }: GroupStep): string {
  return t(`gaps:of.${side}.${value}`);
}

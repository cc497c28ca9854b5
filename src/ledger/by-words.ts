import type { Instant } from '../shared/kernel/clock.js';
import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';

/** `Irma Choque Peña, 23/11/2026` */
export function byWords(t: Translate, name: string | null, at: Instant): string {
  return t('ledger:by', { name: name ?? t('ledger:nobody'), date: formatLocalDate(localDateAt(at)) });
}

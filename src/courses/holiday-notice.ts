import { CENTRE_KEEPERS } from '../centres/centres.policy.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Flash } from '../shared/web/shell.js';

/** That a course touches a year whose holidays nobody noted: whoever keeps them is led to them, others know whom to ask. */
export function holidayNotice(t: Translate, { centreId, year }: { centreId: Id; year: number }, roles: readonly Role[]): Flash {
  const keeps = CENTRE_KEEPERS.some((role) => roles.includes(role));
  return {
    kind: 'warning', text: t(`courses:edition.${keeps ? 'holidays' : 'holidays-ask'}`, { year }),
    link: keeps ? { href: `/centres/${centreId}/holidays?year=${year}`, text: t('courses:edition.holidays-link', { year }) } : null,
  };
}

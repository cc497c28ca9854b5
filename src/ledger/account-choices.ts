import type { Choice } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { MONEY_ACCOUNTS } from './money-accounts.js';

/** The accounts of money to choose from. */
export function accountChoices(t: Translate): Choice[] {
  return MONEY_ACCOUNTS.map((code) => ({ value: code, label: t(`ledger:accounts.${code}`) }));
}

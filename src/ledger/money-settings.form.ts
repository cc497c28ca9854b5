import { z } from 'zod';
import { optionalLine, soles, ticked, version } from '../shared/web/form-schemas.js';

/** `version` is 0 where the centre has decided nothing yet; an amount of nothing is one too. */
export const moneySettingsForm = z.object({
  expenseApproval: soles('ledger:errors.amount'),
  waiverCeiling: soles('ledger:errors.amount'),
  decision: optionalLine(120),
  accountsPublic: ticked(),
  version: version(0),
}).transform(({ expenseApproval, waiverCeiling, ...rest }) => ({ ...rest, expenseApprovalCents: expenseApproval, waiverCeilingCents: waiverCeiling }));

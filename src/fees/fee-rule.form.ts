import { z } from 'zod';
import { version, whole } from '../shared/web/form-schemas.js';


/** Until when whoever withdraws owes nothing: so many days after the edition begins, or always. */
export const FREE_WITHDRAWAL = ['days', 'always'] as const;

export const ruleForm = z.object({
  free: z.enum(FREE_WITHDRAWAL), freeWithdrawalDays: whole(0, 365).optional(), dueDays: whole(0, 365, 'fees:errors.days'), version: version(0),
}).refine(({ free, freeWithdrawalDays }) => free === 'always' || freeWithdrawalDays !== undefined, { path: ['freeWithdrawalDays'], message: 'fees:errors.days' })
  .transform(({ free, freeWithdrawalDays, ...rest }) => ({ ...rest, freeWithdrawalDays: free === 'always' ? null : freeWithdrawalDays ?? 0 }));

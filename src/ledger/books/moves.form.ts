import { z } from 'zod';
import { date, line, optionalLine } from '../../shared/web/form-schemas.js';
import { amount, choice } from '../amount.form.js';
import { MONEY_ACCOUNTS, type MoneyAccount } from '../money-accounts.js';

const day = date('ledger:errors.date');

export const transferForm = z.object({ from: choice(MONEY_ACCOUNTS, 'ledger:errors.from'), to: choice(MONEY_ACCOUNTS, 'ledger:errors.to'), amount: amount(), date: day, memo: optionalLine(300) })
  .transform(({ amount: amountCents, ...rest }) => ({ ...rest, amountCents }));

export const incomeForm = z.object({ account: choice(MONEY_ACCOUNTS, 'ledger:errors.account'), amount: amount(), date: day, memo: line(300, 'ledger:errors.memo') })
  .transform(({ amount: amountCents, ...rest }) => ({ ...rest, amountCents }));

/** The field of an account's amount. */
export const openingField = (code: MoneyAccount): `account-${MoneyAccount}` => `account-${code}`;

const amounts = Object.fromEntries(MONEY_ACCOUNTS.map((code) => [openingField(code), amount().optional()])) as Record<`account-${MoneyAccount}`, z.ZodOptional<ReturnType<typeof amount>>>;

/** An account that is left empty held nothing. */
export const openingForm = z.object({ date: day, ...amounts }).transform((typed) => ({
  date: typed.date,
  amounts: MONEY_ACCOUNTS.flatMap((code) => {
    const cents = typed[openingField(code)];
    return cents === undefined ? [] : [{ account: code, cents }];
  }),
}));

import { z } from 'zod';
import { date, line, name, optionalDate, optionalLine, optionalVersion } from '../../shared/web/form-schemas.js';
import { amount, choice } from '../amount.form.js';
import { MONEY_ACCOUNTS } from '../money-accounts.js';
import { GIFT_KINDS, type GiftKind } from './gift-kinds.js';
import { parseQuantity } from './gift-value.js';

export const allianceForm = z.object({
  ally: name(160, 'contributions:errors.ally'),
  about: optionalLine(300),
  startsOn: date('contributions:errors.starts-on'),
  endsOn: optionalDate(),
  version: optionalVersion(),
});

/** Hundredths. */
function quantity(): z.ZodType<number> {
  return z.string('contributions:errors.quantity').transform((text, context) => {
    const read = parseQuantity(text);
    if (read === null) context.addIssue({ code: 'custom', message: 'contributions:errors.quantity' });
    return read ?? z.NEVER;
  });
}

export const promiseForm = z.object({
  kind: choice(GIFT_KINDS, 'contributions:errors.kind'), quantity: quantity(), unit: line(40, 'contributions:errors.unit'), unitValue: amount('contributions:errors.unit-value'),
}).transform(({ quantity: quantityHundredths, unitValue: unitValueCents, ...rest }) => ({ ...rest, quantityHundredths, unitValueCents }));

const proved = { date: date('contributions:errors.date'), note: optionalLine(300) };
const giver = name(160, 'contributions:errors.giver');

/** Money of anybody; of an ally the giver is known. */
export const moneyForm = z.object({ ...proved, giver, amount: amount(), account: choice(MONEY_ACCOUNTS, 'contributions:errors.account') });
export const promisedMoneyForm = moneyForm.omit({ giver: true });

const IN_KIND = GIFT_KINDS.filter((kind): kind is Exclude<GiftKind, 'money'> => kind !== 'money') as [Exclude<GiftKind, 'money'>, ...Exclude<GiftKind, 'money'>[]];

export const inKindForm = z.object({
  ...proved, giver, kind: choice(IN_KIND, 'contributions:errors.kind'), quantity: quantity(), unit: line(40, 'contributions:errors.unit'), unitValue: amount('contributions:errors.unit-value'),
});
/** What was promised says itself what it is and what it is worth. */
export const promisedInKindForm = z.object({ ...proved, quantity: quantity() });

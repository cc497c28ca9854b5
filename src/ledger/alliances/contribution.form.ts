import { parseForm, type ParsedForm } from '../../shared/web/forms.js';
import type { PromiseFound } from './alliances.repository.js';
import { inKindForm, moneyForm, promisedInKindForm, promisedMoneyForm } from './alliance.form.js';
import type { ContributionDraft } from './contribution-rules.js';

type Draft = Omit<ContributionDraft, 'fileId'>;

/** Reads what came: of a promise, money of anybody, or something in kind. */
export function readContribution(body: unknown, promised: PromiseFound | null, money: boolean): ParsedForm<Draft> {
  if (promised) return readPromised(body, promised);
  if (money) {
    return read(parseForm(moneyForm, body), ({ amount, account, ...said }) => (
      { ...said, promiseId: null, gift: { kind: 'money', amountCents: amount, accountCode: account } }));
  }
  return read(parseForm(inKindForm, body), ({ kind, quantity, unit, unitValue, ...said }) => (
    { ...said, promiseId: null, gift: { kind, quantityHundredths: quantity, unit, unitValueCents: unitValue } }));
}

function readPromised(body: unknown, { promise, alliance }: PromiseFound): ParsedForm<Draft> {
  const of = { promiseId: promise.id, giver: alliance.ally };
  const { kind, unit, unitValueCents } = promise;
  if (kind === 'money') {
    return read(parseForm(promisedMoneyForm, body), ({ amount, account, ...said }) => ({ ...said, ...of, gift: { kind, amountCents: amount, accountCode: account } }));
  }
  return read(parseForm(promisedInKindForm, body), ({ quantity, ...said }) => ({ ...said, ...of, gift: { kind, quantityHundredths: quantity, unit, unitValueCents } }));
}

function read<T>(parsed: ParsedForm<T>, draft: (value: T) => Draft): ParsedForm<Draft> {
  return parsed.ok ? { ok: true, value: draft(parsed.value) } : parsed;
}

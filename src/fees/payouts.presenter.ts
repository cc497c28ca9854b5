import { surnamesFirst } from '../people/person-names.js';
import { formatSoles } from '../shared/kernel/money.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { momentWords } from '../shared/web/date-words.js';
import type { FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { cannotView } from './cannot.presenter.js';
import type { PayoutView } from './payouts.repository.js';
import { personPath } from './till.presenter.js';
import type { DebtorView } from './till.repository.js';

/** What `fees/till/payout-ask` asks before credit is handed back. @param refusal what keeps it from being handed back as things stand: nothing is promised then */
export function askPayoutView(t: Translate, debtor: DebtorView, form: FormView, refusal: Refusal | undefined): object {
  const { personId, creditCents } = debtor;
  return {
    back: { href: personPath(personId), text: surnamesFirst(debtor) }, form, action: `/people/${personId}/payout`,
    lead: t(refusal ? 'till:payout.lead-refused' : 'till:payout.lead', { amount: formatSoles(creditCents), name: surnamesFirst(debtor) }),
    hidden: [{ name: 'seen', value: creditCents }], fields: [], submit: t('till:payout.submit', { amount: formatSoles(creditCents) }), cancelUrl: personPath(personId),
    cannot: refusal && cannotView(t, refusal, form, `/people/${personId}/payout`),
  };
}

/** What `fees/till/payout` shows: the slip that is printed and signed. */
export function payoutView(t: Translate, { personId, personName, cents, paidAt, paidByName, centreName, entryNumber }: PayoutView): object {
  return {
    back: { href: '/till', text: t('till:queue.title') }, centre: centreName,
    facts: [
      { label: t('till:payout.amount'), text: formatSoles(cents) },
      { label: t('till:payout.person'), text: personName, href: `/people/${personId}/fees` },
      { label: t('till:payout.when'), text: momentWords(paidAt) },
      { label: t('till:payout.by'), text: paidByName },
      { label: t('till:payout.entry'), text: String(entryNumber), href: `/ledger/entries/${entryNumber}` },
    ],
    signature: t('till:payout.signature', { name: personName, amount: formatSoles(cents) }),
  };
}

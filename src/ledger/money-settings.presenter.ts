import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleView } from '../shared/web/stale-form.js';
import { amountText } from './amount.form.js';
import type { CentreMoneyRules } from './money-settings.service.js';

/** The form of a centre's rules of money. It carries the version that was shown; after a stale save the present one. */
export function moneySettingsView(t: Translate, form: FormView, rules: CentreMoneyRules, stale: boolean): object {
  const fields = settingsFields(t, form, rules);
  const version = stale ? rules.version : form.values.version ?? rules.version;
  return {
    back: { href: '/ledger', text: t('ledger:journal.title') }, form, action: '/ledger/settings', lead: t('ledger:settings.lead'),
    fields, hidden: [{ name: 'version', value: version }], submit: t('common:save'), cancelUrl: '/ledger',
    stale: stale ? staleView(t, fields, settingsFields(t, emptyForm(), rules)) : null,
  };
}

function settingsFields(t: Translate, form: FormView, rules: CentreMoneyRules): Field[] {
  // A box that was sent without its tick is not sent at all.
  const publicly = form.values.version === undefined && rules.accountsPublic ? 'yes' : null;
  return [
    field(form, t, {
      name: 'expenseApproval', type: 'money', label: 'ledger:settings.fields.expenseApproval', hint: 'ledger:settings.hints.expenseApproval',
      value: amountText(rules.expenseApprovalCents),
    }),
    field(form, t, {
      name: 'waiverCeiling', type: 'money', label: 'ledger:settings.fields.waiverCeiling', hint: 'ledger:settings.hints.waiverCeiling',
      value: amountText(rules.waiverCeilingCents),
    }),
    field(form, t, {
      name: 'accountsPublic', type: 'checkbox', label: 'ledger:settings.fields.accountsPublic', hint: 'ledger:settings.hints.accountsPublic', value: publicly,
    }),
    field(form, t, {
      name: 'decision', label: 'ledger:settings.fields.decision', hint: 'ledger:settings.hints.decision', optional: true, width: 'medium',
      maxlength: 120, value: rules.decision,
    }),
  ];
}

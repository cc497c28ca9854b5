import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleOver } from '../shared/web/stale-form.js';
import { amountText } from './amount.form.js';
import type { CentreMoneyRules } from './money-settings.service.js';

/** The form of a centre's rules of money. */
export function moneySettingsView(t: Translate, form: FormView, rules: CentreMoneyRules): object {
  return {
    back: { href: '/ledger', text: t('ledger:journal.title') }, form, action: '/ledger/settings', lead: t('ledger:settings.lead'),
    fields: settingsFields(t, form, rules), hidden: [{ name: 'version', value: form.values.version ?? rules.version }], submit: t('common:save'), cancelUrl: '/ledger',
    stale: staleOver(t, form, (filled) => settingsFields(t, filled, rules)),
  };
}

function settingsFields(t: Translate, form: FormView, rules: CentreMoneyRules): Field[] {
  // A box that was sent without its tick is not sent at all.
  const publicly = form.values.expenseApproval === undefined && rules.accountsPublic ? 'yes' : null;
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

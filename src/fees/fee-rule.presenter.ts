import { editionHead } from '../courses/edition-tabs.js';
import type { EditionView } from '../courses/editions.repository.js';
import { addDays } from '../shared/kernel/local-date.js';
import { formatSoles } from '../shared/kernel/money.js';
import type { Role } from '../shared/kernel/roles.js';
import { dateWords } from '../shared/web/date-words.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleOver } from '../shared/web/stale-form.js';
import { freeWithdrawalWords } from './charge-words.js';
import type { EditionFeeRule } from './fee-rules.service.js';
import { FREE_WITHDRAWAL } from './fee-rule.form.js';
import { FEE_RULE_DEFAULTS } from './fee-rule.entity.js';

/** What `fees/rule` shows: the fee of an edition, when it is due, and what becomes of it when somebody withdraws. */
export function ruleView(t: Translate, edition: EditionView, rule: EditionFeeRule, { mayChange, roles }: { mayChange: boolean; roles: readonly Role[] }, form: FormView): object {
  const url = `/editions/${edition.id}`;
  const { freeWithdrawalDays, dueDays } = rule;
  return {
    ...editionHead(t, edition, 'fee', roles), form,
    words: edition.feeCents === 0 ? [t('fees:rule.no-fee')] : [
      t('fees:rule.fee', { amount: formatSoles(edition.feeCents) }), t('fees:rule.due', { date: dateWords(t, addDays(edition.startsOn, dueDays)), count: dueDays }),
      freeWithdrawalWords(t, { startsOn: edition.startsOn, freeWithdrawalDays }), t('fees:rule.door'),
    ],
    editUrl: mayChange ? `${url}/edit` : null,
    stale: staleOver(t, form, (filled) => ruleFields(t, filled, rule)),
    rule: !mayChange || edition.feeCents === 0 ? null : {
      action: `${url}/fee`, submit: t('common:save'), cancelUrl: url, hidden: [{ name: 'version', value: form.values.version ?? rule.version }],
      fields: ruleFields(t, form, rule),
    },
  };
}

function ruleFields(t: Translate, form: FormView, { freeWithdrawalDays, dueDays }: EditionFeeRule): Field[] {
  return [
    field(form, t, {
      name: 'free', type: 'radios', label: 'fees:fields.free', value: freeWithdrawalDays === null ? 'always' : 'days',
      choices: FREE_WITHDRAWAL.map((value) => ({ value, label: t(`fees:rule.choices.${value}`) })),
    }),
    field(form, t, {
      name: 'freeWithdrawalDays', type: 'number', label: 'fees:fields.free-days', hint: 'fees:hints.free-days', maxlength: 3,
      value: freeWithdrawalDays ?? FEE_RULE_DEFAULTS.freeWithdrawalDays,
    }),
    field(form, t, { name: 'dueDays', type: 'number', label: 'fees:fields.due-days', hint: 'fees:hints.due-days', value: dueDays, maxlength: 3 }),
  ];
}

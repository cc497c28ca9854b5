import { amountText } from '../ledger/amount.form.js';
import { cutWords } from '../ledger/paging.js';
import { givenNamesFirst, surnamesFirst } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import { monthWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListCell, ListContent } from '../shared/web/list-files.js';
import { table } from '../shared/web/tables.js';
import { feesTabs } from './fees-tabs.js';
import { leftToWaive } from './waiver-rules.js';
import { WAIVER_REASONS } from './waiver.entity.js';
import type { ChargeHead, WaiverRow } from './waivers.repository.js';

/** How much a centre may still waive this month. */
export interface MonthLeft {
  ceilingCents: Cents;
  waivedCents: Cents;
  today: string;
}

function leftWords(t: Translate, { ceilingCents, waivedCents, today }: MonthLeft): string {
  const amounts = { ceiling: formatSoles(ceilingCents), waived: formatSoles(waivedCents), left: formatSoles(leftToWaive({ ceilingCents, waivedCents })) };
  return t('fees:waivers.left', { ...amounts, month: monthWords(t, today) });
}

/** Said instead of asking how much is waived; null while the month has something left, and where what was typed has to stay. */
function noneLeft(t: Translate, month: MonthLeft, { summary }: FormView): string | null {
  return leftToWaive(month) > 0 || summary.length > 0 ? null : t('fees:waivers.none-left', { ceiling: formatSoles(month.ceilingCents), month: monthWords(t, month.today) });
}

/** What `fees/form` shows to somebody who asks for a waiver, or who may grant it at once. */
export function askView(t: Translate, charge: ChargeHead, { decides, month, backUrl }: { decides: boolean; month: MonthLeft | null; backUrl: string }, form: FormView): object {
  const closed = charge.cancelled || charge.openCents === 0 ? t('fees:waivers.nothing-open')
    : charge.requestId !== null && !decides ? t('fees:waivers.asked-already') : month && noneLeft(t, month, form);
  return {
    back: { href: backUrl, text: givenNamesFirst(charge) }, form, eyebrow: charge.edition,
    lead: closed ?? t(decides ? 'fees:waivers.give-lead' : 'fees:waivers.ask-lead', { amount: formatSoles(charge.openCents) }),
    notes: month && closed === null ? [leftWords(t, month)] : [],
    action: `/charges/${charge.id}/waiver`, cancelUrl: backUrl, submit: t(decides ? 'fees:waivers.give' : 'fees:waivers.ask'),
    fields: closed !== null ? [] : [
      field(form, t, { name: 'cents', type: 'money', label: 'fees:fields.waived', hint: 'fees:hints.waived', value: amountText(charge.openCents) }),
      field(form, t, {
        name: 'reason', type: 'radios', label: 'fees:fields.reason',
        choices: WAIVER_REASONS.map((value) => ({ value, label: t(`fees:reasons.${value}`) })),
      }),
      field(form, t, { name: 'note', label: 'fees:fields.note', hint: 'fees:hints.note', maxlength: 300, optional: true }),
    ],
  };
}

/** What `fees/waivers` shows: what waits for a decision, what the month has left, the newest decisions. */
export function waiversView(
  t: Translate, { waiting, decided, month, decides }: {
    waiting: readonly WaiverRow[]; decided: readonly WaiverRow[]; month: MonthLeft; decides: boolean;
  },
): object {
  return {
    tabs: feesTabs(t, 'waivers'), left: leftWords(t, month),
    waiting: waiting.map((row) => ({
      text: t('fees:waivers.one', { name: surnamesFirst(row), amount: formatSoles(row.cents) }), ...(decides ? { href: `/waivers/${row.id}` } : {}),
      about: t('fees:waivers.about', { edition: row.edition, reason: t(`fees:reasons.${row.reason}`), date: formatLocalDate(localDateAt(Number(row.requestedAt))) }),
    })),
    decided: table({
      id: 'decided', caption: t('fees:waivers.decided'),
      columns: [
        { text: t('fees:columns.name') }, { text: t('fees:columns.waived'), numeric: true }, { text: t('fees:columns.reason') },
        { text: t('fees:columns.decision') }, { text: t('fees:columns.decided-by') },
      ],
      rows: decided.map((row) => [
        { text: surnamesFirst(row), href: `/people/${row.personId}/fees`, detail: row.edition }, { text: formatSoles(row.cents) },
        { text: t(`fees:reasons.${row.reason}`), detail: row.note },
        { badge: { text: t(`fees:states.${row.state}`), ...(row.state === 'granted' ? { kind: 'success' } : {}) } },
        { text: row.decidedBy, detail: [formatLocalDate(localDateAt(Number(row.decidedAt))), row.refusal].filter(Boolean).join(' · ') },
      ]),
    }),
    hasDecided: decided.length > 0, exports: waiting.length + decided.length > 0 ? '/waivers/exports' : null,
  };
}

/** All that were asked for, with what was decided, to take away. */
export function waiversList(t: Translate, rows: readonly WaiverRow[]): ListContent {
  const day = (at: Instant | null): ListCell => at && { date: localDateAt(Number(at)) };
  return {
    about: cutWords(t, rows.length),
    headings: ['name', 'edition', 'amount', 'reason', 'note', 'asked-on', 'asked-by', 'decision', 'decided-on', 'decided-by', 'refusal'].map((name) => t(`fees:columns.${name}`)),
    rows: rows.map((row) => [
      surnamesFirst(row), row.edition, { cents: row.cents }, t(`fees:reasons.${row.reason}`), row.note, day(row.requestedAt), row.askedBy,
      t(`fees:states.${row.state}`), day(row.decidedAt), row.decidedBy, row.refusal,
    ]),
  };
}

/** What `fees/waiver` shows to whoever decides. */
export function decisionView(t: Translate, row: WaiverRow, month: MonthLeft, form: FormView): object {
  const open = row.state === 'requested' && row.openCents > 0;
  const none = noneLeft(t, month, form);
  return {
    back: { href: '/waivers', text: t('fees:tabs.waivers') }, form, eyebrow: row.edition,
    facts: [
      { label: t('fees:columns.name'), text: surnamesFirst(row), href: `/people/${row.personId}/fees` },
      { label: t(row.state === 'granted' ? 'fees:columns.waived' : 'fees:columns.asked'), text: formatSoles(row.cents) }, { label: t('fees:columns.owed'), text: formatSoles(row.openCents) },
      { label: t('fees:columns.reason'), text: [t(`fees:reasons.${row.reason}`), row.note].filter(Boolean).join(': ') },
      { label: t('fees:columns.asked-by'), text: [row.askedBy, formatLocalDate(localDateAt(Number(row.requestedAt)))].filter(Boolean).join(', ') },
    ],
    left: none ?? leftWords(t, month), closed: open ? null : t(row.state === 'requested' ? 'fees:waivers.nothing-open' : `fees:refusals.${row.state}-already`),
    grant: none !== null ? null : {
      action: `/waivers/${row.id}/grant`, submit: t('fees:waivers.grant'),
      fields: [field(form, t, { name: 'cents', type: 'money', label: 'fees:fields.grant', hint: 'fees:hints.grant', value: amountText(Math.min(row.cents, row.openCents)) })],
    },
    refusal: {
      action: `/waivers/${row.id}/refusal`, field: field(form, t, { name: 'refusal', label: 'fees:fields.refusal', hint: 'fees:hints.refusal', maxlength: 300 }),
      open: form.errors.refusal !== undefined,
    },
  };
}

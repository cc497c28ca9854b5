import type { PersonSectionView, WayFact } from '../people/person-sections.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { table, type Cell, type TableView } from '../shared/web/tables.js';
import { paidOf } from './charge-rules.js';
import { owesWords } from './charge-words.js';
import { newestFirst, type PayoutRow, type PersonCharge, type PostingRow } from './charges.repository.js';
import { receiptNumber } from './receipt-numbers.js';
import { personPath } from './till.presenter.js';

/** So many of the newest charges stand on the page of a person. */
const SHOWN = 3;

/** All that the page of somebody's fees is made of. */
export interface PersonFees {
  personId: Id;
  base: { href: string; text: string };
  charges: readonly PersonCharge[];
  postings: readonly PostingRow[];
  payouts: readonly PayoutRow[];
  creditCents: Cents;
  /** Whether the viewer may waive, and whether she may take money and open receipts. */
  decides: boolean;
  keeps: boolean;
  today: LocalDate;
}

/** What `fees/person` shows: all that somebody was charged, paid, need not pay and got back. */
export function personFeesView(t: Translate, { personId, base, charges, postings, payouts, creditCents, ...viewed }: PersonFees): object {
  const owed = charges.reduce((sum, { openCents }) => sum + openCents, 0);
  return {
    back: base, tillUrl: viewed.keeps && owed > 0 ? personPath(personId) : null,
    payoutUrl: viewed.keeps && creditCents > 0 ? `/people/${personId}/payout` : null,
    stats: [
      { label: t('fees:charges.owed'), value: formatSoles(owed) },
      ...(creditCents > 0 ? [{ label: t('fees:charges.credit'), value: formatSoles(creditCents), note: t('fees:charges.credit-note') }] : []),
    ],
    charges: charges.map((charge) => chargeView(t, charge, postings.filter(({ chargeId }) => chargeId === charge.id), viewed)),
    payouts: payouts.length > 0 ? payoutsTable(t, payouts, viewed.keeps) : null,
    empty: { title: t('fees:charges.none'), text: t('fees:charges.none-text'), icon: 'book' },
  };
}

function chargeView(t: Translate, charge: PersonCharge, postings: readonly PostingRow[], { decides, keeps, today }: Pick<PersonFees, 'decides' | 'keeps' | 'today'>): object {
  const columns = [{ text: t('fees:columns.date') }, { text: t('fees:columns.what') }, { text: t('fees:columns.amount'), numeric: true }, { text: t('fees:columns.by') }, { text: t('fees:columns.receipt') }];
  const open = charge.openCents > 0 && charge.cancelledAt === null;
  return {
    title: charge.edition, badge: badgeOf(t, charge, today), words: standingWords(t, charge, today),
    waiver: open ? { href: `/charges/${charge.id}/waiver`, text: t(decides ? 'fees:waivers.give' : 'fees:waivers.ask'), about: charge.edition } : null,
    asked: open && Number(charge.asked) > 0 ? t('fees:waivers.asked') : null,
    postings: table({
      id: `charge-${charge.id}`, caption: t('fees:charges.postings', { edition: charge.edition }), captionHidden: true, columns,
      rows: postings.map(({ kind, cents, postedAt, postedBy, ...paid }) => [
        { text: formatLocalDate(localDateAt(Number(postedAt))) }, { text: t(`fees:postings.${kind}`) }, { text: formatSoles(cents) }, { text: postedBy }, receiptCell(paid, keeps),
      ]),
    }),
  };
}

function receiptCell({ receiptId, series, number }: Pick<PostingRow, 'receiptId' | 'series' | 'number'>, keeps: boolean): Cell {
  if (receiptId === null || series === null || number === null) return {};
  return { text: receiptNumber({ series, number }), ...(keeps ? { href: `/receipts/${receiptId}` } : {}) };
}

/** What she got back of her credit, each with its slip. */
function payoutsTable(t: Translate, payouts: readonly PayoutRow[], keeps: boolean): TableView {
  return table({
    id: 'payouts', caption: t('fees:charges.payouts'),
    columns: [{ text: t('fees:columns.date') }, { text: t('fees:columns.slip') }, { text: t('fees:columns.amount'), numeric: true }, { text: t('fees:columns.by') }],
    rows: payouts.map(({ id, cents, paidOn, paidBy, entryNumber }) => [
      { text: formatLocalDate(paidOn) }, { text: t('till:payout.slip', { number: entryNumber }), ...(keeps ? { href: `/payouts/${id}` } : {}) }, { text: formatSoles(cents) }, { text: paidBy },
    ]),
  });
}

function badgeOf(t: Translate, { openCents, cancelledAt, dueOn }: PersonCharge, today: LocalDate): { text: string; kind?: string } {
  if (cancelledAt !== null) return { text: t('fees:badges.cancelled') };
  if (openCents === 0) return { text: t('fees:badges.settled'), kind: 'success' };
  return dueOn !== null && dueOn < today ? { text: t('fees:badges.overdue'), kind: 'warning' } : { text: t('fees:badges.open'), kind: 'info' };
}

/** `Cuota S/ 10.00 · se retiró del curso el 02/12/2026 · pagó S/ 4.00 · exonerada S/ 2.00 · debe S/ 4.00 desde el 07/12/2026` */
function standingWords(t: Translate, charge: PersonCharge, today: LocalDate): string {
  const { amountCents, openCents, cancelledAt, dueOn } = charge;
  const fee = t('fees:charges.fee', { amount: formatSoles(amountCents) });
  const withdrawn = withdrawnWords(t, charge);
  if (cancelledAt !== null) return [fee, withdrawn, t('fees:charges.cancelled-on', { date: formatLocalDate(localDateAt(Number(cancelledAt))) })].filter(Boolean).join(' · ');
  const standing = { ...charge, waivedCents: Number(charge.waivedCents) };
  const paid = paidOf(standing);
  return [
    fee, withdrawn, paid > 0 ? t('fees:charges.paid', { amount: formatSoles(paid) }) : '',
    standing.waivedCents > 0 ? t('fees:charges.waived', { amount: formatSoles(standing.waivedCents) }) : '',
    openCents > 0 ? owesWords(t, openCents, dueOn, today) : '',
  ].filter(Boolean).join(' · ');
}

function withdrawnWords(t: Translate, { withdrawnAt }: Pick<PersonCharge, 'withdrawnAt'>): string {
  return withdrawnAt === null ? '' : t('fees:charges.withdrawn-on', { date: formatLocalDate(localDateAt(Number(withdrawnAt))) });
}

/** Her fees on the page of a person, for whoever reads the money. */
export function feesSection(t: Translate, personId: string, { charges, creditCents, today }: { charges: readonly PersonCharge[]; creditCents: Cents; today: LocalDate }): PersonSectionView {
  const href = `/people/${personId}/fees`;
  const facts = newestFirst(charges).slice(0, SHOWN).map((charge): WayFact => ({
    label: t('fees:person.fee'), text: t('fees:person.of', { edition: charge.edition, words: standingWords(t, charge, today) }), href,
  }));
  return { facts: creditCents > 0 ? [...facts, { label: t('fees:person.credit'), text: formatSoles(creditCents), href }] : facts };
}

/** What she owes, and nothing else, for whoever teaches her. */
export function owedSection(t: Translate, charges: readonly PersonCharge[], today: LocalDate): PersonSectionView {
  const open = newestFirst(charges).filter(({ openCents }) => openCents > 0).slice(0, SHOWN);
  return {
    facts: open.flatMap(({ id, edition, openCents, dueOn, asked, cancelledAt, withdrawnAt }): WayFact[] => [
      { label: t('fees:person.fee'), text: t('fees:person.of', { edition, words: [withdrawnWords(t, { withdrawnAt }), owesWords(t, openCents, dueOn, today)].filter(Boolean).join(' · ') }) },
      ...(cancelledAt !== null ? [] : [Number(asked) > 0
        ? { label: t('fees:person.waiver'), text: t('fees:waivers.asked') }
        : { label: t('fees:person.waiver'), text: t('fees:waivers.ask'), href: `/charges/${id}/waiver` }]),
    ]),
  };
}

/** Her own fee on a learner's home: what she can pay, and that she need not be ashamed when she cannot. */
export function ownFees(t: Translate, charges: readonly Omit<PersonCharge, 'waivedCents'>[], creditCents: Cents): HomeItem[] {
  const standing = newestFirst(charges).filter(({ cancelledAt }) => cancelledAt === null);
  const items = standing.filter(({ openCents }) => openCents > 0).map(({ edition, openCents, amountCents, ...charge }): HomeItem => ({
    text: t(openCents < amountCents ? 'fees:own.rest' : 'fees:own.fee', { edition, amount: formatSoles(openCents) }),
    about: ownFeeWords(t, charge),
  }));
  const [newest] = standing;
  if (items.length === 0 && newest) items.push({ text: t('fees:own.settled', { edition: newest.edition }), about: t('fees:own.thanks') });
  if (creditCents > 0) items.push({ text: t('fees:own.credit', { amount: formatSoles(creditCents) }), about: t('fees:own.credit-about') });
  return items;
}

/** Whether she has to pay it yet, and what she can do. */
function ownFeeWords(t: Translate, { dueOn, asked, withdrawnAt }: Pick<PersonCharge, 'dueOn' | 'asked' | 'withdrawnAt'>): string {
  const isAsked = Number(asked) > 0;
  if (withdrawnAt !== null) return t(isAsked ? 'fees:own.withdrawn-asked' : 'fees:own.withdrawn', { date: formatLocalDate(localDateAt(Number(withdrawnAt))) });
  if (isAsked) return t('fees:own.asked');
  return t(dueOn === null ? 'fees:own.waiting' : 'fees:own.about');
}

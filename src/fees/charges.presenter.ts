import type { PersonSectionView, WayFact } from '../people/person-sections.js';
import { formatLocalDate, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { table } from '../shared/web/tables.js';
import { paidOf } from './charge-rules.js';
import { owesWords } from './charge-words.js';
import { newestFirst, type PersonCharge, type PostingRow } from './charges.repository.js';

/** So many of the newest charges stand on the page of a person. */
const SHOWN = 3;

/** What `fees/person` shows: all that somebody was charged, paid and need not pay. */
export function personFeesView(
  t: Translate, { base, charges, postings, creditCents, decides, today }: {
    base: { href: string; text: string }; charges: readonly PersonCharge[]; postings: readonly PostingRow[]; creditCents: Cents; decides: boolean; today: LocalDate;
  },
): object {
  const owed = charges.reduce((sum, { openCents }) => sum + openCents, 0);
  return {
    back: base,
    stats: [
      { label: t('fees:charges.owed'), value: formatSoles(owed) },
      ...(creditCents > 0 ? [{ label: t('fees:charges.credit'), value: formatSoles(creditCents), note: t('fees:charges.credit-note') }] : []),
    ],
    charges: charges.map((charge) => chargeView(t, charge, postings.filter(({ chargeId }) => chargeId === charge.id), { decides, today })),
    empty: { title: t('fees:charges.none'), text: t('fees:charges.none-text'), icon: 'book' },
  };
}

function chargeView(t: Translate, charge: PersonCharge, postings: readonly PostingRow[], { decides, today }: { decides: boolean; today: LocalDate }): object {
  const columns = [{ text: t('fees:columns.date') }, { text: t('fees:columns.what') }, { text: t('fees:columns.amount'), numeric: true }, { text: t('fees:columns.by') }];
  const open = charge.openCents > 0 && charge.cancelledAt === null;
  return {
    title: charge.edition, badge: badgeOf(t, charge, today), words: standingWords(t, charge, today),
    waiver: open ? { href: `/charges/${charge.id}/waiver`, text: t(decides ? 'fees:waivers.give' : 'fees:waivers.ask'), about: charge.edition } : null,
    asked: open && Number(charge.asked) > 0 ? t('fees:waivers.asked') : null,
    postings: table({
      id: `charge-${charge.id}`, caption: t('fees:charges.postings', { edition: charge.edition }), captionHidden: true, columns,
      rows: postings.map(({ kind, cents, postedAt, postedBy }) => [
        { text: formatLocalDate(localDateAt(Number(postedAt))) }, { text: t(`fees:postings.${kind}`) }, { text: formatSoles(cents) }, { text: postedBy },
      ]),
    }),
  };
}

function badgeOf(t: Translate, { openCents, cancelledAt, dueOn }: PersonCharge, today: LocalDate): { text: string; kind?: string } {
  if (cancelledAt !== null) return { text: t('fees:badges.cancelled') };
  if (openCents === 0) return { text: t('fees:badges.settled'), kind: 'success' };
  return dueOn < today ? { text: t('fees:badges.overdue'), kind: 'warning' } : { text: t('fees:badges.open'), kind: 'info' };
}

/** `Cuota S/ 10.00 · pagó S/ 4.00 · exonerada S/ 2.00 · debe S/ 4.00 desde el 07/12/2026` */
function standingWords(t: Translate, charge: PersonCharge, today: LocalDate): string {
  const { amountCents, openCents, cancelledAt, dueOn } = charge;
  const fee = t('fees:charges.fee', { amount: formatSoles(amountCents) });
  if (cancelledAt !== null) return `${fee} · ${t('fees:charges.cancelled-on', { date: formatLocalDate(localDateAt(Number(cancelledAt))) })}`;
  const standing = { ...charge, waivedCents: Number(charge.waivedCents) };
  const paid = paidOf(standing);
  return [
    fee, paid > 0 ? t('fees:charges.paid', { amount: formatSoles(paid) }) : '',
    standing.waivedCents > 0 ? t('fees:charges.waived', { amount: formatSoles(standing.waivedCents) }) : '',
    openCents > 0 ? owesWords(t, openCents, dueOn, today) : '',
  ].filter(Boolean).join(' · ');
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
    facts: open.flatMap(({ id, edition, openCents, dueOn, asked, cancelledAt }): WayFact[] => [
      { label: t('fees:person.fee'), text: t('fees:person.of', { edition, words: owesWords(t, openCents, dueOn, today) }) },
      ...(cancelledAt !== null ? [] : [Number(asked) > 0
        ? { label: t('fees:person.waiver'), text: t('fees:waivers.asked') }
        : { label: t('fees:person.waiver'), text: t('fees:waivers.ask'), href: `/charges/${id}/waiver` }]),
    ]),
  };
}

/** Her own fee on a learner's home: what she can pay, and that she need not be ashamed when she cannot. */
export function ownFees(t: Translate, charges: readonly PersonCharge[], creditCents: Cents): HomeItem[] {
  const standing = newestFirst(charges).filter(({ cancelledAt }) => cancelledAt === null);
  const items = standing.filter(({ openCents }) => openCents > 0).map(({ edition, openCents, amountCents, asked }): HomeItem => ({
    text: t(openCents < amountCents ? 'fees:own.rest' : 'fees:own.fee', { edition, amount: formatSoles(openCents) }),
    about: t(Number(asked) > 0 ? 'fees:own.asked' : 'fees:own.about'),
  }));
  const [newest] = standing;
  if (items.length === 0 && newest) items.push({ text: t('fees:own.settled', { edition: newest.edition }), about: t('fees:own.thanks') });
  if (creditCents > 0) items.push({ text: t('fees:own.credit', { amount: formatSoles(creditCents) }), about: t('fees:own.credit-about') });
  return items;
}

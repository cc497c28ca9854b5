import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import type { EntryLine } from '../canonical-entry.js';
import { ACCOUNT } from '../chart.js';
import type { EntryKind } from '../entry-kinds.js';
import { MAX_CENTS, moved } from '../entry-rules.js';
import { IN_KIND_ACCOUNTS, type GiftKind } from './gift-kinds.js';
import { valueOf } from './gift-value.js';

/** Money, and where it went; or so much of something, and what one of it is worth. */
export type Gift =
  | { kind: 'money'; amountCents: Cents; accountCode: string }
  | { kind: Exclude<GiftKind, 'money'>; quantityHundredths: number; unit: string; unitValueCents: Cents };

/** A contribution as somebody enters it. */
export interface ContributionDraft {
  /** What it was promised by; nothing for what nobody had promised. */
  promiseId: Id | null;
  giver: string;
  date: LocalDate;
  gift: Gift;
  note: string | null;
  fileId: Id | null;
}

export function giftCents(gift: Gift): Cents {
  return gift.kind === 'money' ? gift.amountCents : valueOf(gift.quantityHundredths, gift.unitValueCents);
}

export function giftEntry(gift: Gift): { kind: EntryKind; lines: EntryLine[] } {
  const cents = giftCents(gift);
  if (gift.kind === 'money') return { kind: 'contribution', lines: moved(ACCOUNT.moneyContributions, gift.accountCode, cents) };
  return { kind: 'in-kind', lines: moved(ACCOUNT.contributionsInKind, IN_KIND_ACCOUNTS[gift.kind], cents) };
}

/** What is wrong with a contribution, whatever the books say: nothing counts without a proof. */
export function contributionRefusals({ gift, note, fileId }: Pick<ContributionDraft, 'gift' | 'note' | 'fileId'>): Refusal[] {
  const cents = giftCents(gift);
  return [
    ...cents === 0 ? [{ field: 'unitValue', reason: 'contributions:refusals.no-value' }] : [],
    ...cents > MAX_CENTS ? [{ field: 'unitValue', reason: 'contributions:refusals.too-much' }] : [],
    ...note === null && fileId === null ? [{ field: 'note', reason: 'contributions:refusals.no-proof' }] : [],
  ];
}

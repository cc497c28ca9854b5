import type { Selection } from '../shared/database/selections.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';

/** After so many days a difference that nobody acknowledged stands on its till's sheet and in the list alone. */
const TOLD_FOR = 30 * 86_400_000;

/** So many stand on a home one by one. */
const SHOWN = 3;

/** A closed till of which some count was not what it should have been. */
export interface TillDifference {
  id: Id;
  owner: string;
  closedAt: Instant;
  /** What was counted at last, less what should have been there. */
  cents: Cents;
  /** What the count that was off the most found. */
  worstCents: Cents | null;
  reason: string | null;
}

const WORST = `(SELECT c.counted_cents - c.expected_cents FROM till_counts c
  WHERE c.till_session_id = t.id AND c.counted_cents <> c.expected_cents ORDER BY ABS(c.counted_cents - c.expected_cents) DESC, c.ordinal LIMIT 1)`;
const COLUMNS = {
  id: 't.id', owner: 'a.display_name', closedAt: 't.closed_at', cents: 't.counted_cents - t.expected_cents', worstCents: WORST, reason: 't.difference_reason',
};

/** The differences at other people's tills that somebody has not acknowledged yet. */
export function unseenDifferences(centreId: Id, accountId: Id, now: Instant): Selection {
  return {
    columns: COLUMNS,
    from: `FROM till_sessions t JOIN accounts a ON a.id = t.account_id WHERE t.centre_id = ? AND t.closed_at > ? AND t.account_id <> ?
      AND (t.counted_cents <> t.expected_cents OR EXISTS (SELECT 1 FROM till_counts c WHERE c.till_session_id = t.id AND c.counted_cents <> c.expected_cents))
      AND NOT EXISTS (SELECT 1 FROM till_reviews v WHERE v.till_session_id = t.id AND v.reviewed_by = ?)`,
    parameters: [centreId, now - TOLD_FOR, accountId, accountId],
  };
}

/** They on a home, the newest first: how much, whose, when, and how it was explained. */
export function differenceItems(t: Translate, found: readonly TillDifference[]): HomeItem[] {
  const rows = found.toSorted((a, b) => Number(b.closedAt) - Number(a.closedAt) || (a.id < b.id ? 1 : -1));
  const items = rows.slice(0, SHOWN).map((row): HomeItem => ({
    text: t('till:home.difference', { what: differenceWords(t, row), name: row.owner }),
    about: t('till:home.difference-about', { date: formatLocalDate(localDateAt(Number(row.closedAt))), time: localTimeAt(Number(row.closedAt)), reason: row.reason ?? '' }),
    href: `/till-sessions/${row.id}`, badge: { text: t('till:home.to-see'), kind: 'warning' },
  }));
  const left = rows.length - items.length;
  return left > 0 ? [...items, { text: t('till:home.differences-more', { count: left }), href: '/till-sessions', number: left }] : items;
}

/** `Faltaron S/ 1.00. En otro conteo faltaban S/ 50.00`: what a count found is said, though another one found less or nothing. */
function differenceWords(t: Translate, { cents, worstCents }: Pick<TillDifference, 'cents' | 'worstCents'>): string {
  const said = (name: string, off: Cents): string => t(`till:differences.${name}-${off < 0 ? 'short' : 'over'}`, { amount: formatSoles(Math.abs(off)) });
  const worst = worstCents === null || worstCents === cents ? null : worstCents;
  if (cents === 0) return said('recounted', worst ?? 0);
  return worst === null ? said('left', cents) : `${said('left', cents)}. ${said('other', worst)}`;
}

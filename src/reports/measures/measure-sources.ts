import { addDays, instantAt, localDateAt, localTimeAt } from '../../shared/kernel/local-date.js';
import { places } from '../../shared/database/sql.js';
import type { Instant } from '../../shared/kernel/clock.js';
import { SEATED, SESSION_MINUTES } from '../facts/seat-sums.js';
import type { Dimension, Scope } from '../indicators/indicator.js';
import { periodParts } from './period-months.js';

/** A part of a statement with its values. */
export interface Sql {
  sql: string;
  values: (string | number)[];
}

/** Where a measure is read from. Each has an index that begins with the centre and the day. */
export interface MeasureSource {
  from: (scope: Scope, now: Instant) => Sql;
  where: (scope: Scope, now: Instant) => Sql;
  /** What is added up. */
  value: string;
  /** What each dimension is, and what has to be joined to know it. */
  parts: Partial<Record<Dimension, { column: string; join?: string }>>;
}

const OF_EDITION = (edition: string): string => `LEFT JOIN editions d ON d.id = ${edition} LEFT JOIN courses k ON k.code = d.course_code`;
const monthOf = (column: string): { column: string } => ({ column: `SUBSTR(${column}, 1, 7)` });

function within(centre: string, day: string, { centreIds, period: { from, to } }: Scope): Sql {
  return { sql: `${centre} IN (${places(centreIds)}) AND ${day} BETWEEN ? AND ?`, values: [...centreIds, from, to] };
}

function table(sql: string): MeasureSource['from'] {
  return () => ({ sql, values: [] });
}

const ofSession = {
  centre: { column: 's.centre_id' }, month: monthOf('s.date'), course: { column: 'k.ordinal', join: OF_EDITION('g.edition_id') }, level: { column: 'g.level' },
} as const;

/** Whole months from the sums that are kept, the days around them from the sessions. */
function keptSeats({ centreIds, period }: Scope): Sql {
  const [{ months, days }, centres] = [periodParts(period), places(centreIds)];
  // Nothing of it may be whole months: then there are none that lie between these two.
  const kept = `SELECT centre_id, month, course, level, minutes FROM seat_sums WHERE centre_id IN (${centres}) AND month BETWEEN ? AND ?`;
  const around = days.map(() => `UNION ALL SELECT s.centre_id, SUBSTR(s.date, 1, 7), k.ordinal, g.level, g.capacity * ${SESSION_MINUTES} ${SEATED} AND s.centre_id IN (${centres}) AND s.date BETWEEN ? AND ?`);
  return {
    sql: `(${[kept, ...around].join(' ')}) m`, values: [...centreIds, months?.from ?? '9', months?.to ?? '0', ...days.flatMap(({ from, to }) => [...centreIds, from, to])],
  };
}

/** A contribution that was taken back counts no more. */
const contributionsOf = (money: boolean): MeasureSource => ({
  from: table('contributions c'),
  where: (scope) => {
    const { sql, values } = within('c.centre_id', 'c.came_on', scope);
    return { sql: `${sql} AND c.kind ${money ? '=' : '<>'} 'money' AND c.reversal_entry_id IS NULL`, values };
  },
  value: 'c.amount_cents', parts: { centre: { column: 'c.centre_id' }, month: monthOf('c.came_on') },
});

/**
 * What payments settled, by what they settled; what stayed as credit is of no course. A payment whose receipt was voided
 * counts no more.
 */
const PAID = `
  SELECT p.id, p.centre_id, p.paid_on, p.person_id, c.edition_id, -q.cents AS cents
  FROM payments p JOIN charge_postings q ON q.payment_id = p.id AND q.kind = 'payment' JOIN charges c ON c.id = q.charge_id WHERE IN_SCOPE
  UNION ALL SELECT p.id, p.centre_id, p.paid_on, p.person_id, NULL, p.credit_cents FROM payments p WHERE p.credit_cents > 0 AND IN_SCOPE`;
const NOT_VOIDED = 'NOT EXISTS (SELECT 1 FROM receipts r JOIN receipt_voids v ON v.receipt_id = r.id WHERE r.payment_id = x.id)';

export const SOURCES: Readonly<Record<string, MeasureSource>> = {
  'fees-charged': {
    from: table('charges c'),
    where: (scope) => {
      const { sql, values } = within('c.centre_id', 'c.charged_on', scope);
      return { sql: `${sql} AND c.cancelled_at IS NULL`, values };
    },
    value: 'c.amount_cents',
    parts: { centre: { column: 'c.centre_id' }, month: monthOf('c.charged_on'), course: { column: 'k.ordinal', join: OF_EDITION('c.edition_id') } },
  },
  'fees-paid': {
    from: (scope) => {
      const { sql, values } = within('p.centre_id', 'p.paid_on', scope);
      return { sql: `(${PAID.replaceAll('IN_SCOPE', sql)}) x`, values: [...values, ...values] };
    },
    where: () => ({ sql: NOT_VOIDED, values: [] }),
    value: 'x.cents',
    parts: { centre: { column: 'x.centre_id' }, month: monthOf('x.paid_on'), course: { column: 'k.ordinal', join: OF_EDITION('x.edition_id') } },
  },
  waivers: {
    from: table('waivers w JOIN charges c ON c.id = w.charge_id'),
    where: ({ centreIds, period: { from, to } }) => ({
      sql: `w.centre_id IN (${places(centreIds)}) AND w.granted_month BETWEEN ? AND ? AND w.state = 'granted' AND c.cancelled_at IS NULL AND w.decided_at >= ? AND w.decided_at < ?`,
      values: [...centreIds, from.slice(0, 7), to.slice(0, 7), instantAt(from, '00:00'), instantAt(addDays(to, 1), '00:00')],
    }),
    value: 'w.cents',
    parts: {
      centre: { column: 'w.centre_id' }, month: { column: 'w.granted_month' },
      course: { column: 'k.ordinal', join: OF_EDITION('c.edition_id') },
    },
  },
  contributions: contributionsOf(true),
  'in-kind': contributionsOf(false),
  /** Minutes of the seats of all sessions whose register was saved: a group has as many as working PCs were found for it when it was formed. */
  'seats-offered': {
    from: table('sessions s JOIN learning_groups g ON g.id = s.group_id'),
    where: (scope) => {
      const { sql, values } = within('s.centre_id', 's.date', scope);
      return { sql: `${sql} AND s.register_saved_at IS NOT NULL AND s.cancelled_at IS NULL`, values };
    },
    value: `g.capacity * ${SESSION_MINUTES}`, parts: ofSession,
  },
  /** The same, from the sums that are kept. */
  'seats-kept': {
    from: keptSeats, where: () => ({ sql: '1 = 1', values: [] }), value: 'm.minutes',
    parts: { centre: { column: 'm.centre_id' }, month: { column: 'm.month' }, course: { column: 'm.course' }, level: { column: 'm.level' } },
  },
  /** Sessions that are over, and whose register nobody saved. */
  'registers-missing': {
    from: table('sessions s JOIN learning_groups g ON g.id = s.group_id'),
    where: (scope, now) => {
      const { sql, values } = within('s.centre_id', 's.date', scope);
      const [today, time] = [localDateAt(now), localTimeAt(now)];
      return {
        sql: `${sql} AND s.register_saved_at IS NULL AND s.cancelled_at IS NULL AND (s.date < ? OR (s.date = ? AND s.ends_at <= ?))`, values: [...values, today, today, time],
      };
    },
    value: '1', parts: { centre: ofSession.centre, month: ofSession.month, course: ofSession.course },
  },
};

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { minutesAttended, type MarkedSession } from '../../attendance/hours-attended.js';
import { lengthOf } from '../../attendance/session-times.js';
import { places } from '../../shared/database/sql.js';
import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Scope } from '../indicators/indicator.js';
import { SOURCES, type Sql } from './measure-sources.js';
import { read } from './measures.repository.js';
import { COST_ACCOUNTS, PROOF_SOURCES, type ProofLine } from './proof-sources.js';

/** Part of a list. */
export interface Part {
  limit: number;
  offset: number;
}

/** A page of rows, of how many, and what all of them add up to. */
export interface ProofLines {
  lines: ProofLine[];
  rows: number;
  value: number;
  of: number;
}

/** Reads the rows behind measures by the very statements that measure them. */
@Injectable()
export class MeasureProofRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Two queries. @param code of `PROOF_SOURCES` */
  lines(code: string, scope: Scope, now: Instant, part: Part): Promise<ProofLines> {
    const proof = PROOF_SOURCES[code];
    const source = SOURCES[proof?.of ?? ''];
    if (!proof || !source) throw new Error(`no proof of ${code}`);
    const { sql, values } = read(source, scope, [], now, proof.join);
    return this.paged({ sql: `SELECT ${proof.columns} ${sql}${proof.group ? ` GROUP BY ${proof.group}` : ''}`, values }, proof.order, part);
  }

  /** The entries of the book that make up what a period cost. Two queries. */
  entries({ centreIds, period: { from, to } }: Scope, part: Part): Promise<ProofLines> {
    const sql = `
      SELECT e.id, e.centre_id AS centreId, e.date, e.number, e.memo AS about, SUM(l.cents) AS value, 0 AS base FROM ledger_entries e JOIN ledger_lines l ON l.entry_id = e.id
      WHERE e.centre_id IN (${places(centreIds)}) AND e.date BETWEEN ? AND ? AND l.account_code IN (${places(COST_ACCOUNTS)})
      GROUP BY e.id, e.centre_id, e.date, e.number, e.memo`;
    return this.paged({ sql, values: [...centreIds, from, to, ...COST_ACCOUNTS] }, 'e.date DESC, e.number DESC', part);
  }

  /** Minutes that people were in each of these sessions, and how many people. One query. */
  async minutesIn(sessionIds: readonly Id[]): Promise<Map<Id, { minutes: number; people: number }>> {
    if (sessionIds.length === 0) return new Map();
    const marks = await this.dataSource.query<(Omit<MarkedSession, 'length'> & { sessionId: Id; startsAt: string; endsAt: string })[]>(`
      SELECT s.id AS sessionId, m.status, m.minutes, s.starts_at AS startsAt, s.ends_at AS endsAt FROM sessions s JOIN attendance_marks m ON m.session_id = s.id
      WHERE s.id IN (${places(sessionIds)}) AND m.status IN ('present', 'late', 'left_early')`, [...sessionIds]);
    const sums = new Map<Id, { minutes: number; people: number }>();
    for (const { sessionId, startsAt, endsAt, ...mark } of marks) {
      const sum = sums.get(sessionId) ?? { minutes: 0, people: 0 };
      sums.set(sessionId, { minutes: sum.minutes + minutesAttended({ ...mark, length: lengthOf({ startsAt, endsAt }) }), people: sum.people + 1 });
    }
    return sums;
  }

  /** Names of organisations. One query. */
  async organisations(ids: readonly Id[]): Promise<Map<Id, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.dataSource.query<{ id: Id; name: string }[]>(`SELECT id, name FROM organisations WHERE id IN (${places(ids)})`, [...ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private async paged({ sql, values }: Sql, order: string, { limit, offset }: Part): Promise<ProofLines> {
    const [sum] = await this.dataSource.query<{ rows_found: number; value: number | null; base: number | null }[]>(
      `SELECT COUNT(*) AS rows_found, SUM(y.value) AS value, SUM(y.base) AS base FROM (${sql}) y`, values);
    const lines = await this.dataSource.query<(Omit<ProofLine, 'of'> & { base: number })[]>(`${sql} ORDER BY ${order} LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`, values);
    return {
      lines: lines.map(({ base, value, number, ...line }) => ({ ...line, number: number === undefined || number === null ? null : Number(number), value: Number(value), of: Number(base) })),
      rows: Number(sum?.rows_found ?? 0), value: Number(sum?.value ?? 0), of: Number(sum?.base ?? 0),
    };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';

export interface StationRow {
  id: Id;
  label: string;
  room: string;
  accountId: Id | null;
  disabledAt: number | null;
  /** When its last code was typed at the PC. */
  usedAt: number | null;
}

const STATIONS = `SELECT w.id, w.label, r.name AS room, a.id AS accountId, a.disabled_at AS disabledAt, MAX(c.used_at) AS usedAt
  FROM workstations w JOIN rooms r ON r.id = w.room_id
  LEFT JOIN accounts a ON a.workstation_id = w.id AND a.kind = 'station'
  LEFT JOIN one_time_codes c ON c.account_id = a.id
  WHERE w.centre_id = ? GROUP BY w.id, w.label, r.name, a.id, a.disabled_at ORDER BY r.name, w.label`;

/** The PCs of a centre and whether learners sign in at them. */
@Injectable()
export class StationsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  all(centreId: Id): Promise<StationRow[]> {
    return this.dataSource.query(STATIONS, [centreId]);
  }
}

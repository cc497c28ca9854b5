import type { DataSource } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';

interface Standing {
  id: Id;
  status: string;
  minutes: number;
  cells: number;
}

const BOTH_STAND = "a.status <> 'cancelled' AND b.status <> 'cancelled'";

/**
 * What must never be, in a centre's bookings: two at one time with one coach, PC or person; one that holds other cells
 * than its own; cells that nobody has; a booking that was told of and is not there.
 * @param told ids of the bookings that somebody was told of
 */
export async function proofFaults(dataSource: DataSource, centreId: Id, told: readonly Id[]): Promise<string[]> {
  const twice = await dataSource.query<unknown[]>(`
    SELECT a.id FROM bookings a JOIN bookings b ON b.centre_id = a.centre_id AND a.id < b.id AND a.date = b.date
      AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
      AND (a.coach_id = b.coach_id OR a.workstation_id = b.workstation_id OR a.person_id = b.person_id)
    WHERE a.centre_id = ? AND ${BOTH_STAND}`, [centreId]);
  const bookings = await dataSource.query<Standing[]>(`
    SELECT b.id, b.status, (SUBSTR(b.ends_at, 1, 2) - SUBSTR(b.starts_at, 1, 2)) * 60 + SUBSTR(b.ends_at, 4) - SUBSTR(b.starts_at, 4) AS minutes,
      (SELECT COUNT(*) FROM coaching_holds h WHERE h.holder_id = b.id) AS cells
    FROM bookings b WHERE b.centre_id = ?`, [centreId]);
  const held = bookings.filter(({ status, minutes, cells }) => Number(cells) !== (status === 'cancelled' ? 0 : Number(minutes) / 15 * 3 + 1));
  const known = new Set(bookings.map(({ id }) => id));
  const gone = told.filter((id) => !known.has(id));
  return [
    ...(twice.length > 0 ? [`${twice.length} pairs of bookings overlap`] : []),
    ...(held.length > 0 ? [`${held.length} bookings hold other cells than their own`] : []),
    ...(gone.length > 0 ? [`${gone.length} bookings that were told of are not there`] : []),
  ];
}

/** How many bookings of a centre stand, how many were cancelled, and how many events there are. */
export async function proofCounts(dataSource: DataSource, centreId: Id): Promise<{ standing: number; cancelled: number; events: number }> {
  const [row] = await dataSource.query<{ standing: number; cancelled: number; events: number }[]>(`
    SELECT (SELECT COUNT(*) FROM bookings WHERE centre_id = ? AND status = 'booked') AS standing,
      (SELECT COUNT(*) FROM bookings WHERE centre_id = ? AND status = 'cancelled') AS cancelled,
      (SELECT COUNT(*) FROM booking_events WHERE centre_id = ?) AS events`, [centreId, centreId, centreId]);
  return { standing: Number(row?.standing), cancelled: Number(row?.cancelled), events: Number(row?.events) };
}

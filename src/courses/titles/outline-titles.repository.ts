import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { RETIRED_FROM } from '../load-courses.js';
import type { OutlinePart } from './outline-titles.js';

/** The parts of a course at a centre, the course itself first. */
export interface OutlineStanding {
  courseCode: string;
  /** The number of the centre's newest change in the course; 0 before the first one. */
  ordinal: number;
  parts: OutlinePart[];
}

/** A change of a part, with the words that it put. */
export interface OutlineVersion {
  ordinal: number;
  partCode: string;
  title: string | null;
  aim: string | null;
  reason: string;
  createdAt: number;
  author: string | null;
}

/** Reads of what centres call courses and modules. */
@Injectable()
export class OutlineTitlesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One query. @throws NotThere */
  standing(centreId: Id, courseCode: string): Promise<OutlineStanding> {
    return outlineStanding(this.dataSource.manager, centreId, courseCode);
  }

  /** The newest first. One query. */
  versions(centreId: Id, courseCode: string): Promise<OutlineVersion[]> {
    return this.dataSource.query(`
      SELECT o.ordinal, o.part_code AS partCode, o.title, o.aim, o.reason, o.created_at AS createdAt, a.display_name AS author
      FROM outline_edits o LEFT JOIN accounts a ON a.id = o.created_by
      WHERE o.centre_id = ? AND o.course_code = ? ORDER BY o.ordinal DESC`, [centreId, courseCode]);
  }
}

/** One query. @throws NotThere */
export async function outlineStanding(manager: EntityManager, centreId: Id, courseCode: string): Promise<OutlineStanding> {
  const rows = await manager.query<PartRow[]>(STANDING, [courseCode, courseCode, RETIRED_FROM, centreId, centreId, courseCode]);
  const [first] = rows;
  if (!first) throw new NotThere('course');
  return { courseCode, ordinal: Number(first.newest), parts: rows.map(({ newest: _, place: __, discreet, ...part }) => ({ ...part, discreet: Number(discreet) > 0 })) };
}

type PartRow = Omit<OutlinePart, 'discreet'> & { newest: number | string; place: number; discreet: boolean | number };

const STANDING = `
  SELECT p.code, p.title, p.aim, p.discreet, p.place, o.title AS ownTitle, o.aim AS ownAim, n.newest
  FROM (SELECT c.code, c.title, c.aim, 0 AS discreet, 0 AS place FROM courses c WHERE c.code = ?
    UNION ALL SELECT m.code, m.title, m.aim, m.discreet, m.ordinal FROM modules m WHERE m.course_code = ? AND m.ordinal < ?) p
  LEFT JOIN outline_edits o ON o.centre_id = ? AND o.part_code = p.code
    AND o.ordinal = (SELECT MAX(x.ordinal) FROM outline_edits x WHERE x.centre_id = o.centre_id AND x.part_code = p.code)
  CROSS JOIN (SELECT COALESCE(MAX(y.ordinal), 0) AS newest FROM outline_edits y WHERE y.centre_id = ? AND y.course_code = ?) n
  ORDER BY p.place`;

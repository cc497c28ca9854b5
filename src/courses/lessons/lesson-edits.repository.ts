import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';

/** How a lesson stands at a centre: the one that Minka brings, and the centre's newest version. */
export interface LessonStanding {
  code: string;
  /** As the centre teaches it. */
  title: string;
  /** What Minka brings. */
  outlineTitle: string;
  outlineAim: string;
  minutes: number;
  courseCode: string;
  contentVersion: string;
  discreet: boolean;
  /** Null while it is taught from its outline alone. */
  shipped: string | null;
  /** The number of the centre's newest version; 0 before the first one. */
  ordinal: number;
  /** The centre's own text; null when it teaches what Minka brings. */
  own: string | null;
  /** What Minka brought when that was written. */
  basedOn: string | null;
}

/** A version of a lesson at a centre, without its text. */
export interface LessonVersion {
  ordinal: number;
  createdAt: number;
  author: string | null;
  reason: string | null;
  /** The centre went back to the one that Minka brings. */
  shipped: boolean;
}

/** Two versions next to each other; the one before the first is what Minka brought then. */
export interface VersionPair {
  version: LessonVersion;
  source: string;
  before: string;
}

/** What else there is in the course of a lesson. */
export interface CoursePieces {
  pictures: string[];
  practices: { code: string; title: string }[];
}

/** Reads of what centres made of their lessons. */
@Injectable()
export class LessonEditsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One query. @throws NotThere */
  standing(centreId: Id, code: string): Promise<LessonStanding> {
    return standingOf(this.dataSource.manager, centreId, code);
  }

  /** The names of its drawings, the codes and titles of its practices. Two queries. */
  async pieces(courseCode: string): Promise<CoursePieces> {
    const [pictures, practices] = await Promise.all([
      this.dataSource.query<{ name: string }[]>('SELECT name FROM course_pictures WHERE course_code = ? ORDER BY name', [courseCode]),
      this.dataSource.query<CoursePieces['practices']>('SELECT code, title FROM practices WHERE course_code = ? ORDER BY title', [courseCode]),
    ]);
    return { pictures: pictures.map(({ name }) => name), practices };
  }

  /** The newest first. One query. */
  async versions(centreId: Id, code: string): Promise<LessonVersion[]> {
    const rows = await this.dataSource.query<VersionRow[]>(`${VERSIONS} ORDER BY e.ordinal DESC`, [centreId, code]);
    return rows.map(versionOf);
  }

  /** One query. @throws NotThere */
  async pair(centreId: Id, code: string, ordinal: number): Promise<VersionPair> {
    const rows = await this.dataSource.query<(VersionRow & { source: string | null; basedOn: string })[]>(
      `${VERSIONS.replace('SELECT', 'SELECT e.source, e.based_on AS basedOn,')} AND e.ordinal IN (?, ?) ORDER BY e.ordinal DESC`,
      [centreId, code, ordinal, ordinal - 1]);
    const [row, before] = rows;
    if (!row || row.ordinal !== ordinal) throw new NotThere('version');
    return {
      version: versionOf(row), source: row.source ?? row.basedOn, before: before ? before.source ?? before.basedOn : row.basedOn,
    };
  }
}

/** The same from inside a unit of work. @throws NotThere */
export async function standingOf(manager: EntityManager, centreId: Id, code: string): Promise<LessonStanding> {
  const [row] = await manager.query<(LessonStanding & { ordinal: number | null; discreet: boolean | number })[]>(STANDING, [centreId, centreId, code]);
  if (!row) throw new NotThere('lesson');
  return { ...row, discreet: Boolean(row.discreet), ordinal: row.ordinal ?? 0 };
}

/** What the centre teaches; null while there is no text. */
export function taughtSource({ own, shipped }: Pick<LessonStanding, 'own' | 'shipped'>): string | null {
  return own ?? shipped;
}

/** Minka has brought another text since the centre wrote its own. */
export function isOvertaken({ own, shipped, basedOn }: Pick<LessonStanding, 'own' | 'shipped' | 'basedOn'>): boolean {
  return own !== null && shipped !== null && shipped !== basedOn;
}

type VersionRow = Omit<LessonVersion, 'shipped' | 'createdAt'> & { shipped: number | boolean; createdAt: number | string };

function versionOf({ ordinal, createdAt, author, reason, shipped }: VersionRow): LessonVersion {
  return { ordinal, createdAt: Number(createdAt), author, reason, shipped: Boolean(Number(shipped)) };
}

const VERSIONS = `
  SELECT e.ordinal, e.created_at AS createdAt, e.reason, CASE WHEN e.source IS NULL THEN 1 ELSE 0 END AS shipped, a.display_name AS author
  FROM lesson_edits e LEFT JOIN accounts a ON a.id = e.created_by
  WHERE e.centre_id = ? AND e.lesson_code = ?`;

const STANDING = `
  SELECT l.code, COALESCE(e.title, l.title) AS title, l.title AS outlineTitle, l.aim AS outlineAim, l.minutes, c.code AS courseCode, c.content_version AS contentVersion, m.discreet,
    t.source AS shipped, e.ordinal, e.source AS own, e.based_on AS basedOn
  FROM lessons l
  JOIN modules m ON m.code = l.module_code
  JOIN courses c ON c.code = m.course_code
  LEFT JOIN lesson_texts t ON t.lesson_code = l.code
  LEFT JOIN lesson_edits e ON e.centre_id = ? AND e.lesson_code = l.code
    AND e.ordinal = (SELECT MAX(o.ordinal) FROM lesson_edits o WHERE o.centre_id = ? AND o.lesson_code = l.code)
  WHERE l.code = ?`;

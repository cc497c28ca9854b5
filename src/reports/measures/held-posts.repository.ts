import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { places } from '../../shared/database/sql.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Scope } from '../indicators/indicator.js';
import type { HeldPost } from './organisation-reach.js';

const POSTS_AT_ONCE = 5_000;

/** The posts of centres' organisations that were held in a period, organisation by organisation. */
@Injectable()
export class HeldPostsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Hands over each organisation whole. A query for each 5,000 posts; who came is looked up person by person, never among all marks. */
  async eachOrganisation({ centreIds, period: { from, to } }: Scope, take: (posts: readonly HeldPost[]) => void): Promise<void> {
    if (centreIds.length === 0) return;
    const centres = places(centreIds);
    let [after, postAfter] = ['', ''];
    let posts: HeldPost[] = [];
    for (;;) {
      const rows = await this.dataSource.query<Row[]>(`
        SELECT m.id, o.id AS organisationId, o.centre_id AS centreId, o.type, o.district, o.sector, m.person_id AS personId, m.post, m.board,
          (SELECT 1 FROM attendance_marks a JOIN sessions s ON s.id = a.session_id
            WHERE a.person_id = m.person_id AND a.status IN ('present', 'late', 'left_early') AND s.centre_id IN (${centres}) AND s.date BETWEEN ? AND ? LIMIT 1) AS trained
        FROM organisations o JOIN memberships m ON m.organisation_id = o.id
        WHERE o.centre_id IN (${centres}) AND (o.id > ? OR (o.id = ? AND m.id > ?)) AND (m.since IS NULL OR m.since <= ?) AND (m.until IS NULL OR m.until >= ?)
        ORDER BY o.id, m.id LIMIT ${POSTS_AT_ONCE}`, [...centreIds, from, to, ...centreIds, after, after, postAfter, to, from]);
      for (const { id, board, trained, ...post } of rows) {
        if (posts.length > 0 && posts[0]?.organisationId !== post.organisationId) {
          take(posts);
          posts = [];
        }
        posts.push({ ...post, board: Number(board) === 1, trained: trained !== null });
        [after, postAfter] = [post.organisationId, id];
      }
      if (rows.length < POSTS_AT_ONCE) break;
    }
    if (posts.length > 0) take(posts);
  }
}

interface Row extends Omit<HeldPost, 'board' | 'trained'> {
  id: Id;
  board: number | boolean;
  trained: number | null;
}

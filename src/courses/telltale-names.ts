import type { EntityManager } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';
import { telltaleIn } from './telltale.js';

/**
 * Refuses a name that would tell what a discreet module of its course is about: of an edition or a group, which stand in
 * lists, messages and files. Asks the database only about a name that tells.
 * @throws Refused (field `name`)
 */
export async function refuseTelltaleName(manager: EntityManager, of: { courseCode: string } | { editionId: Id }, name: string): Promise<void> {
  const word = telltaleIn(name);
  if (word === null) return;
  const [condition, value] = 'courseCode' in of ? ['m.course_code = ?', of.courseCode] : ['m.course_code = (SELECT e.course_code FROM editions e WHERE e.id = ?)', of.editionId];
  const discreet = await manager.query<unknown[]>(`SELECT m.code FROM modules m WHERE ${condition} AND m.discreet = ? LIMIT 1`, [value, 1]);
  if (discreet.length > 0) throw new Refused({ field: 'name', reason: 'courses:refusals.telltale', params: { word } });
}

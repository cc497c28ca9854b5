import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable, id, instant, json, looseId, oneOf, ref, text, timeOfDay, version, whole,
} from '../src/shared/database/schema.js';

/** Groups, enrolments, moves and proposals. */
export class Groups1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'learning_groups', {
      id: id(),
      edition_id: ref('editions'),
      centre_id: ref('centres'),
      name: text(60),
      level: whole(),
      module_code: ref('modules', { null: true, length: 20, column: 'code' }),
      room_id: ref('rooms'),
      trainer_id: ref('accounts', { null: true }),
      days: whole(),
      starts_at: timeOfDay(),
      ends_at: timeOfDay(),
      capacity: whole(),
      created_at: instant(),
      version: version(),
    }, { unique: [['edition_id', 'name']], index: [['centre_id'], ['trainer_id']] });
    await createTable(runner, 'enrolments', {
      id: id(),
      edition_id: ref('editions'),
      person_id: ref('persons'),
      centre_id: ref('centres'),
      group_id: ref('learning_groups', { null: true }),
      status: oneOf(['enrolled', 'waiting', 'withdrawn', 'completed']),
      waiting_reason: text(40, { null: true }),
      enrolled_at: instant(),
      ended_at: instant({ null: true }),
      version: version(),
    }, { unique: [['edition_id', 'person_id']], index: [['group_id', 'status'], ['person_id'], ['centre_id', 'status']] });
    await createTable(runner, 'enrolment_moves', {
      id: id(),
      enrolment_id: ref('enrolments'),
      from_group_id: ref('learning_groups', { null: true }),
      to_group_id: ref('learning_groups', { null: true }),
      moved_at: instant(),
      moved_by: looseId({ null: true }),
      reason: text(300, { null: true }),
    }, { index: [['enrolment_id', 'moved_at']] });
    await createTable(runner, 'group_proposals', {
      id: id(),
      edition_id: ref('editions'),
      centre_id: ref('centres'),
      status: oneOf(['draft', 'confirmed', 'discarded']),
      options: json(),
      input: json(),
      content: json(),
      created_by: looseId({ null: true }),
      created_at: instant(),
      confirmed_at: instant({ null: true }),
      version: version(),
    }, { index: [['edition_id', 'created_at']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE group_proposals');
    await runner.query('DROP TABLE enrolment_moves');
    await runner.query('DROP TABLE enrolments');
    await runner.query('DROP TABLE learning_groups');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  calendarDate, code, createTable, id, instant, money, oneOf, ref, text, timeOfDay, version, whole,
} from '../src/shared/database/schema.js';

/** Courses, modules, lessons, editions and trainers. */
export class Courses1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'courses', {
      code: code(20),
      ordinal: whole(),
      title: text(120),
      aim: text(400),
      level_needed: whole(),
      level_reached: whole(),
      hours: whole(),
      prerequisite_code: ref('courses', { null: true, length: 20, column: 'code' }),
      content_version: text(20),
    });
    await createTable(runner, 'modules', {
      code: code(20),
      course_code: ref('courses', { length: 20, column: 'code' }),
      ordinal: whole(),
      title: text(120),
      aim: text(400),
      level_needed: whole(),
      level_reached: whole(),
      hours: whole(),
    }, { unique: [['course_code', 'ordinal']] });
    await createTable(runner, 'lessons', {
      code: code(20),
      module_code: ref('modules', { length: 20, column: 'code' }),
      ordinal: whole(),
      title: text(160),
      aim: text(400),
      minutes: whole(),
    }, { unique: [['module_code', 'ordinal']] });
    await createTable(runner, 'editions', {
      id: id(),
      centre_id: ref('centres'),
      course_code: ref('courses', { length: 20, column: 'code' }),
      name: text(120),
      starts_on: calendarDate(),
      ends_on: calendarDate(),
      fee_cents: money(),
      status: oneOf(['planned', 'open', 'running', 'closed']),
      created_at: instant(),
      version: version(),
    }, { index: [['centre_id', 'status', 'starts_on']] });
    await createTable(runner, 'edition_trainers', {
      id: id(),
      edition_id: ref('editions'),
      account_id: ref('accounts'),
    }, { unique: [['edition_id', 'account_id']], index: [['account_id']] });
    await createTable(runner, 'trainer_hours', {
      id: id(),
      account_id: ref('accounts'),
      centre_id: ref('centres'),
      weekday: whole(),
      from_time: timeOfDay(),
      to_time: timeOfDay(),
    }, { index: [['account_id', 'centre_id'], ['centre_id', 'weekday']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE trainer_hours');
    await runner.query('DROP TABLE edition_trainers');
    await runner.query('DROP TABLE editions');
    await runner.query('DROP TABLE lessons');
    await runner.query('DROP TABLE modules');
    await runner.query('DROP TABLE courses');
  }
}

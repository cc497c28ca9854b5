import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  calendarDate, createTable, id, instant, looseId, oneOf, ref, text, timeOfDay, version, whole,
} from '../src/shared/database/schema.js';

/** Sessions, marks, arrivals and calls. */
export class Attendance1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'sessions', {
      id: id(),
      group_id: ref('learning_groups'),
      centre_id: ref('centres'),
      ordinal: whole(),
      date: calendarDate(),
      starts_at: timeOfDay(),
      ends_at: timeOfDay(),
      lesson_code: ref('lessons', { null: true, length: 20, column: 'code' }),
      register_saved_at: instant({ null: true }),
      register_saved_by: looseId({ null: true }),
      cancelled_at: instant({ null: true }),
      cancel_reason: text(200, { null: true }),
      version: version(),
    }, { unique: [['group_id', 'date', 'starts_at']], index: [['centre_id', 'date']] });
    await createTable(runner, 'attendance_marks', {
      id: id(),
      session_id: ref('sessions'),
      person_id: ref('persons'),
      centre_id: ref('centres'),
      status: oneOf(['present', 'late', 'left_early', 'excused', 'absent']),
      minutes: whole({ null: true }),
      reason: text(200, { null: true }),
      marked_at: instant(),
      marked_by: looseId({ null: true }),
      version: version(),
    }, { unique: [['session_id', 'person_id']], index: [['person_id', 'session_id'], ['centre_id', 'marked_at']] });
    await createTable(runner, 'arrivals', {
      id: id(),
      session_id: ref('sessions'),
      person_id: ref('persons'),
      centre_id: ref('centres'),
      arrived_at: instant(),
      workstation_id: ref('workstations', { null: true }),
    }, { unique: [['session_id', 'person_id']] });
    await createTable(runner, 'calls', {
      id: id(),
      centre_id: ref('centres'),
      person_id: ref('persons'),
      session_id: ref('sessions'),
      made_at: instant(),
      made_by: looseId({ null: true }),
      outcome: oneOf(['reached', 'message', 'no_answer', 'wrong_number']),
      note: text(300, { null: true }),
    }, { unique: [['session_id', 'person_id', 'made_at']], index: [['centre_id', 'made_at']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE calls');
    await runner.query('DROP TABLE arrivals');
    await runner.query('DROP TABLE attendance_marks');
    await runner.query('DROP TABLE sessions');
  }
}

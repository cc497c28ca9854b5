import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, createTable, flag, id, instant, looseId, oneOf, ref, text, version, whole } from '../src/shared/database/schema.js';

const MOMENTS = ['start', 'end'];
const WAYS = ['self', 'paper'];

/** What people say about an edition at its start and at its end. */
export class Surveys1764000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'survey_answers', {
      id: id(), centre_id: ref('centres'), person_id: ref('persons'), edition_id: ref('editions'), moment: oneOf(MOMENTS), way: oneOf(WAYS),
      answered_on: calendarDate(), confidence: whole({ null: true }), course_face: whole({ null: true }), trainer_face: whole({ null: true }),
      hours_face: whole({ null: true }), comment: text(300, { null: true }), declined: flag(), finished_at: instant({ null: true }),
      entered_at: instant(), entered_by: looseId({ null: true }), version: version(),
    }, { unique: [['person_id', 'edition_id', 'moment']], index: [['edition_id', 'moment'], ['centre_id', 'answered_on']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE survey_answers');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, looseId } from '../src/shared/database/schema.js';

/** Who spoke for an organisation at an assembly, where she is a person on record; her name stays as the minutes have it. */
export class PeopleWhoRepresent1764000000064 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'consortium_attendances', 'representative_person_id', looseId({ null: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consortium_attendances DROP COLUMN representative_person_id');
  }
}

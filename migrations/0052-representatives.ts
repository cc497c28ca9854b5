import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, text } from '../src/shared/database/schema.js';

/** Who spoke for an organisation at an assembly of the consortium. */
export class Representatives1764000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'consortium_attendances', 'representative', text(210, { null: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE consortium_attendances DROP COLUMN representative');
  }
}

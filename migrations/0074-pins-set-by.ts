import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, looseId } from '../src/shared/database/schema.js';

/** Who of the staff set a PIN. Of those that are set already nobody knows. */
export class PinsSetBy1764000000074 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'accounts', 'secret_set_by', looseId({ null: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts DROP COLUMN secret_set_by');
  }
}

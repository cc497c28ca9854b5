import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../src/shared/database/schema.js';

/** Charges are found by the days on which they were made: reports ask for those of a period. */
export class Measures1764000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'charges', ['centre_id', 'charged_on']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'charges', ['centre_id', 'charged_on']);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from '../src/shared/database/schema.js';

const OF_SOMEBODY = ['person_id', 'centre_id', 'open_cents'];

/**
 * What somebody still owes a centre is found by whom it is. SQLite chose the index of all that is open at the centre, and a
 * payment took the longer the more others owed.
 */
export class ChargesOfSomebody1764000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'charges', OF_SOMEBODY);
    await dropIndex(runner, 'charges', ['person_id']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'charges', ['person_id']);
    await dropIndex(runner, 'charges', OF_SOMEBODY);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropReferenceIndex } from '../src/shared/database/schema.js';

const REFERENCES = [
  ['accounts', 'workstation_id'], ['alliances', 'file_id'], ['civic_actions', 'file_id'], ['contributions', 'file_id'], ['expenses', 'file_id'],
  ['log_attachments', 'file_id'], ['reports', 'corrects_id'], ['reports', 'file_id'], ['typed_figures', 'file_id'],
] as const;

/** Whoever removes a file or a draft, or lists stations, need not read whole tables for what points to it. */
export class ReferencesLookedUp1764000000077 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of REFERENCES) await createIndex(runner, table, [column]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of REFERENCES) await dropReferenceIndex(runner, table, column);
  }
}

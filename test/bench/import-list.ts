import type { INestApplicationContext } from '@nestjs/common';
import { inventOrganisations, inventPeople, organisationsCsv, peopleCsv } from '../../seeds/demo/invented.js';
import { Import } from '../../src/imports/import.entity.js';
import { ImportsService, type SentFile } from '../../src/imports/imports.service.js';
import type { Actor } from '../../src/shared/database/tx.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { DataSource } from 'typeorm';

export const IMPORTED_ROWS = 10_000;
const ORGANISATIONS = 400;
const YEAR = 2026;

export interface ImportFigures {
  rows: number;
  /** Of them, those that became people. */
  written: number;
  /** From the file's coming in until it is planned, and from the confirmation until it is written. */
  planSeconds: number;
  writeSeconds: number;
  cpuSeconds: number;
}

/** The two lists as files. */
export function benchLists(): { organisations: Buffer; people: Buffer } {
  const organisations = inventOrganisations(ORGANISATIONS, 3, YEAR);
  return { organisations: organisationsCsv(organisations, 'VES'), people: peopleCsv(inventPeople(IMPORTED_ROWS, 9, YEAR, 40_000_000, organisations)) };
}

/** Imports a list of ten thousand people as the web does: taken in, planned, confirmed, written. Their organisations are there already. */
export async function benchImport(app: INestApplicationContext, actor: Actor): Promise<ImportFigures> {
  const lists = benchLists();
  await confirm(app, actor, await plan(app, actor, { name: 'organizaciones.csv', bytes: lists.organisations }));
  const [started, before] = [performance.now(), process.cpuUsage()];
  const id = await plan(app, actor, { name: 'representantes.csv', bytes: lists.people });
  const planned = performance.now();
  const written = await confirm(app, actor, id);
  const { user, system } = process.cpuUsage(before);
  return {
    rows: IMPORTED_ROWS, written, planSeconds: (planned - started) / 1000, writeSeconds: (performance.now() - planned) / 1000,
    cpuSeconds: (user + system) / 1e6,
  };
}

async function plan(app: INestApplicationContext, actor: Actor, file: SentFile): Promise<Id> {
  const id = await app.get(ImportsService).receive(file, { actor });
  await app.get(JobRunner).wake();
  return id;
}

/** @returns how many records were made, of the rows that were new and of those in doubt that made one all the same */
async function confirm(app: INestApplicationContext, actor: Actor, id: Id): Promise<number> {
  await app.get(ImportsService).confirm(id, {}, { actor });
  await app.get(JobRunner).wake();
  const { status, counts } = await app.get(DataSource).manager.findOneByOrFail(Import, { id });
  if (status !== 'done') throw new Error(`the import ended as ${status}`);
  return counts?.adds ?? 0;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  calendarDate, createTable, flag, id, instant, ref, text, timeOfDay, version, whole,
} from '../src/shared/database/schema.js';

/** Centres with rooms, PCs, hours and holidays. */
export class Centres1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'centres', {
      id: id(),
      name: text(120),
      short_name: text(20),
      district: text(80),
      address: text(160, { null: true }),
      phone: text(20, { null: true }),
      created_at: instant(),
      version: version(),
    });
    await createTable(runner, 'rooms', {
      id: id(),
      centre_id: ref('centres'),
      name: text(60),
      version: version(),
    }, { unique: [['centre_id', 'name']] });
    await createTable(runner, 'workstations', {
      id: id(),
      centre_id: ref('centres'),
      room_id: ref('rooms'),
      label: text(20),
      out_of_order_since: instant({ null: true }),
      note: text(200, { null: true }),
      version: version(),
    }, { unique: [['room_id', 'label']], index: [['centre_id']] });
    await createTable(runner, 'opening_hours', {
      id: id(),
      centre_id: ref('centres'),
      weekday: whole(),
      opens_at: timeOfDay(),
      closes_at: timeOfDay(),
    }, { index: [['centre_id', 'weekday']] });
    await createTable(runner, 'holidays', {
      id: id(),
      centre_id: ref('centres'),
      date: calendarDate(),
      name: text(80),
      closed: flag(),
      version: version(),
    }, { unique: [['centre_id', 'date']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE holidays');
    await runner.query('DROP TABLE opening_hours');
    await runner.query('DROP TABLE workstations');
    await runner.query('DROP TABLE rooms');
    await runner.query('DROP TABLE centres');
  }
}

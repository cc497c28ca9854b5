import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  calendarDate, code, createTable, flag, id, instant, json, looseId, oneOf, ref, text, version, whole,
} from '../src/shared/database/schema.js';

/** Persons, learners, consent, organisations, memberships, imports. */
export class People1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'persons', {
      id: id(),
      surnames: text(100),
      given_names: text(100),
      search_name: text(220),
      sort_name: text(240, { default: '' }),
      dni: text(8, { null: true }),
      dni_pending: flag(),
      birth_date: calendarDate({ null: true }),
      birth_year: whole({ null: true }),
      sex: oneOf(['female', 'male', 'other', 'undisclosed'], { null: true }),
      mother_tongue: text(20, { null: true }),
      phone: text(9, { null: true }),
      email: text(120, { null: true }),
      merged_into_id: looseId({ null: true }),
      created_at: instant(),
      version: version(),
    }, { unique: [['dni']], index: [['search_name'], ['phone'], ['birth_year', 'merged_into_id']] });
    await createTable(runner, 'person_search_words', {
      centre_id: id(),
      word: code(60),
      person_id: { ...ref('persons'), primary: true },
    }, { index: [['person_id']] });
    await createTable(runner, 'learners', {
      id: id(),
      person_id: ref('persons'),
      centre_id: ref('centres'),
      kind: oneOf(['leader', 'member', 'official']),
      availability: whole({ null: true }),
      computer_use: oneOf(['never', 'sometimes', 'weekly', 'daily'], { null: true }),
      registered_at: instant(),
      left_at: instant({ null: true }),
      sort_name: text(240, { default: '' }),
      placement_stage: text(20, { default: 'to-diagnose' }),
      stage_since: instant({ null: true }),
      version: version(),
    }, {
      unique: [['person_id', 'centre_id']],
      index: [['centre_id', 'registered_at'], ['centre_id', 'left_at', 'sort_name'], ['centre_id', 'placement_stage', 'left_at', 'stage_since']],
    });
    await createTable(runner, 'consents', {
      id: id(),
      person_id: ref('persons'),
      centre_id: ref('centres'),
      text_version: text(20),
      given_on: calendarDate(),
      how: oneOf(['signed', 'spoken', 'online']),
      covers: json(),
      withdrawn_at: instant({ null: true }),
      version: version(),
    }, { index: [['person_id']] });
    await createTable(runner, 'distinct_persons', {
      id: id(),
      first_id: looseId(),
      second_id: looseId(),
      centre_id: ref('centres'),
      decided_at: instant(),
      decided_by: looseId({ null: true }),
    }, { unique: [['first_id', 'second_id']] });
    await createTable(runner, 'organisations', {
      id: id(),
      centre_id: ref('centres'),
      register_number: text(20, { null: true }),
      name: text(160),
      search_name: text(160),
      type: oneOf(['soup_kitchen', 'milk_committee', 'neighbours_board', 'mothers_club', 'settlement', 'traders', 'youth', 'municipal_office', 'other']),
      sector: text(20, { null: true }),
      district: text(80, { null: true }),
      address: text(160, { null: true }),
      recognised_on: calendarDate({ null: true }),
      mandate_ends_on: calendarDate({ null: true }),
      created_at: instant(),
      version: version(),
    }, { unique: [['centre_id', 'register_number']], index: [['centre_id', 'search_name']] });
    await createTable(runner, 'memberships', {
      id: id(),
      person_id: ref('persons'),
      organisation_id: ref('organisations'),
      post: text(60),
      board: flag(),
      since: calendarDate({ null: true }),
      until: calendarDate({ null: true }),
      created_at: instant(),
      version: version(),
    }, { index: [['person_id'], ['organisation_id']] });
    await createTable(runner, 'imports', {
      id: id(),
      centre_id: ref('centres'),
      kind: oneOf(['organisations', 'people']),
      file_name: text(160),
      content_hash: text(64),
      encoding: text(20),
      delimiter: text(4),
      headings: json(),
      mapping: json(),
      choices: json(),
      status: oneOf(['planning', 'planned', 'writing', 'done', 'cancelled']),
      counts: json({ null: true }),
      created_by: looseId(),
      created_at: instant(),
      confirmed_at: instant({ null: true }),
      version: version(),
    }, { index: [['centre_id', 'created_at']] });
    await createTable(runner, 'import_rows', {
      id: id(),
      import_id: ref('imports'),
      row_number: whole(),
      cells: json(),
      outcome: text(20, { null: true }),
      detail: json({ null: true }),
    }, { unique: [['import_id', 'row_number']], index: [['import_id', 'outcome', 'row_number']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_rows');
    await runner.query('DROP TABLE imports');
    await runner.query('DROP TABLE memberships');
    await runner.query('DROP TABLE organisations');
    await runner.query('DROP TABLE distinct_persons');
    await runner.query('DROP TABLE consents');
    await runner.query('DROP TABLE learners');
    await runner.query('DROP TABLE person_search_words');
    await runner.query('DROP TABLE persons');
  }
}

import type { DataSource } from 'typeorm';
import { withoutLimit } from '../../src/shared/database/mysql-patience.js';
import { writeBalances, writeFees, writeTills } from './many-fees.js';

/** How many learners each centre has, and each organisation, group and edition. */
export const AT_CENTRE = 20_000;
const IN_ORGANISATION = 50;
const IN_GROUP = 20;
export const IN_EDITION = 200;
/** Sessions of a group of course 1 and of course 2: with both every learner has twenty marks. */
const SESSIONS = { 1: 12, 2: 8 } as const;
/** Of a hundred sessions, to how many of them they come: as in the reference project. */
const COMES = { 1: 64, 2: 36 } as const;
/** Learners whose records are written by one statement of each table. */
const AT_ONCE = 20_000;
export const LONG_AGO = 1_301_616_000_000; // 1 April 2011

type CourseNumber = 1 | 2;

/** What is told of the writing: how many learners are there. */
export type Told = (learners: number) => void;

/**
 * Fills an empty MariaDB installation with as many learners as wanted, each in both courses, with twenty marks and
 * a charge that most have paid: written by statements of the server's own (its SEQUENCE engine), since sending a million
 * people over would take an hour. Everything follows from the number of a learner, so that the same call gives the same
 * records. No trail is written: facts are drawn from all records afterwards.
 * @param learners a multiple of 20, and of 20,000 where there are more
 */
export function writeManyLearners(dataSource: DataSource, learners: number, told: Told = () => {}): Promise<{ centres: number; marks: number }> {
  return withoutLimit(dataSource, () => writeAll(dataSource, learners, told));
}

async function writeAll(dataSource: DataSource, learners: number, told: Told): Promise<{ centres: number; marks: number }> {
  // One connection: what is switched off for the writing is switched off in it alone.
  const runner = dataSource.createQueryRunner();
  const run = (sql: string): Promise<unknown> => runner.query(sql);
  const centres = Math.ceil(learners / AT_CENTRE);
  await run('SET SESSION unique_checks = 0');
  await run('SET SESSION foreign_key_checks = 0');
  await writeCourses(run);
  await writeCentres(run, centres);
  await writeTills(run, centres);
  for (let from = 0; from < learners; from += AT_ONCE) {
    const span = { from, to: Math.min(learners, from + AT_ONCE) - 1 };
    await writePeople(run, span);
    for (const course of [1, 2] as const) await writeCourse(run, span, course);
    await writeFees(run, span);
    told(span.to + 1);
  }
  await writeBalances(run);
  await run('SET SESSION unique_checks = 1');
  await run('SET SESSION foreign_key_checks = 1');
  await runner.release();
  return { centres, marks: learners * (SESSIONS[1] + SESSIONS[2]) };
}

export interface Span {
  from: number;
  to: number;
}

export type Run = (sql: string) => Promise<unknown>;

async function writeCourses(run: Run): Promise<void> {
  for (const course of [1, 2] as const) {
    await run(`INSERT INTO courses (code, ordinal, title, aim, level_needed, level_reached, hours, content_version)
      VALUES ('MUCHOS-${course}', ${course}, 'Curso ${course}', '-', 0, 3, 24, '1')`);
    await run(`INSERT INTO modules (code, course_code, ordinal, title, aim, level_needed, level_reached, hours)
      VALUES ('MUCHOS-${course}A', 'MUCHOS-${course}', 1, 'Módulo', '-', 0, 3, 24)`);
  }
}

async function writeCentres(run: Run, centres: number): Promise<void> {
  await run(`INSERT INTO centres (id, name, short_name, district, created_at, version)
    SELECT ${idOf('c', 'seq')}, CONCAT('Centro ', seq + 1), CONCAT('C', seq + 1), CONCAT('Distrito ', seq + 1), ${LONG_AGO}, 1 FROM ${sequence(0, centres - 1)}`);
  await run(`INSERT INTO rooms (id, centre_id, name, version) SELECT ${idOf('a', 'seq')}, ${idOf('c', 'seq')}, 'Aula', 1 FROM ${sequence(0, centres - 1)}`);
}

async function writePeople(run: Run, span: Span): Promise<void> {
  const [people, centre, organisation] = [sequence(span.from, span.to), `seq DIV ${AT_CENTRE}`, `seq DIV ${IN_ORGANISATION}`];
  const year = '(1945 + (seq * 7) MOD 60)';
  await run(`INSERT INTO organisations (id, centre_id, name, search_name, type, sector, district, created_at, version)
    SELECT ${idOf('d', 'seq')}, ${idOf('c', `(seq * ${IN_ORGANISATION}) DIV ${AT_CENTRE}`)}, CONCAT('Organización ', seq), CONCAT('organizacion ', seq),
      ELT(1 + seq MOD 7, 'soup_kitchen', 'milk_committee', 'neighbours_board', 'mothers_club', 'settlement', 'traders', 'youth'), 1 + seq MOD 7,
      CONCAT('Distrito ', 1 + (seq * ${IN_ORGANISATION}) DIV ${AT_CENTRE}), ${LONG_AGO}, 1
    FROM ${sequence(Math.floor(span.from / IN_ORGANISATION), Math.floor(span.to / IN_ORGANISATION))}`);
  await run(`INSERT INTO persons (id, surnames, given_names, search_name, sort_name, birth_date, birth_year, sex, created_at, version)
    SELECT ${idOf('1', 'seq')}, CONCAT('Apellido ', seq), 'Rosa', CONCAT('apellido rosa ', seq), CONCAT('apellido rosa ', seq),
      CONCAT(${year}, '-', LPAD(1 + seq MOD 12, 2, '0'), '-', LPAD(1 + seq MOD 28, 2, '0')), ${year},
      CASE WHEN seq MOD 97 = 0 THEN NULL WHEN seq MOD 10 < 7 THEN 'female' ELSE 'male' END, ${LONG_AGO}, 1 FROM ${people}`);
  await run(`INSERT INTO learners (id, person_id, centre_id, kind, access, registered_at, sort_name, placement_stage, version)
    SELECT ${idOf('2', 'seq')}, ${idOf('1', 'seq')}, ${idOf('c', centre)}, IF(seq MOD 100 < 81, 'leader', 'member'),
      ELT(1 + seq MOD 3, 'none', 'some', 'own'), ${LONG_AGO}, CONCAT('apellido rosa ', seq), 'placed', 1 FROM ${people}`);
  await run(`INSERT INTO memberships (id, person_id, organisation_id, post, board, created_at, version)
    SELECT ${idOf('3', 'seq')}, ${idOf('1', 'seq')}, ${idOf('d', organisation)}, IF(seq MOD 4 = 0, 'president', 'member'), seq MOD 4 = 0, ${LONG_AGO}, 1 FROM ${people}`);
  await run(`INSERT INTO diagnoses (id, person_id, centre_id, started_at, completed_at, answers, version)
    SELECT ${idOf('4', 'seq')}, ${idOf('1', 'seq')}, ${idOf('c', centre)}, ${LONG_AGO}, ${LONG_AGO}, '{}', 1 FROM ${people}`);
  await run(`INSERT INTO placements (id, person_id, centre_id, level, decided_at)
    SELECT ${idOf('5', 'seq')}, ${idOf('1', 'seq')}, ${idOf('c', centre)}, seq MOD 4, ${LONG_AGO} FROM ${people}`);
}

async function writeCourse(run: Run, span: Span, course: CourseNumber): Promise<void> {
  const [ofCentre, kind] = [(each: number) => idOf('c', `(seq * ${each}) DIV ${AT_CENTRE}`), (of: string) => `${course}${of}`];
  await run(`INSERT INTO editions (id, centre_id, course_code, name, starts_on, ends_on, fee_cents, status, created_at, version)
    SELECT ${idOf(kind('e'), 'seq')}, ${ofCentre(IN_EDITION)}, 'MUCHOS-${course}', CONCAT('Edición ', seq), ${began('seq', course)}, DATE_ADD(${began('seq', course)}, INTERVAL 41 DAY), 1000, 'closed', ${LONG_AGO}, 1
    FROM ${sequence(Math.floor(span.from / IN_EDITION), Math.floor(span.to / IN_EDITION))}`);
  const groups = sequence(Math.floor(span.from / IN_GROUP), Math.floor(span.to / IN_GROUP));
  const edition = `seq DIV ${IN_EDITION / IN_GROUP}`;
  await run(`INSERT INTO learning_groups (id, edition_id, centre_id, name, level, module_code, room_id, days, starts_at, ends_at, capacity, created_at, version)
    SELECT ${idOf(kind('b'), 'seq')}, ${idOf(kind('e'), edition)}, ${ofCentre(IN_GROUP)}, CONCAT('Grupo ', seq), seq MOD 4, 'MUCHOS-${course}A',
      ${idOf('a', `(seq * ${IN_GROUP}) DIV ${AT_CENTRE}`)}, 5, '09:00', '11:00', 20, ${LONG_AGO}, 1 FROM ${groups}`);
  const each = SESSIONS[course];
  await run(`INSERT INTO sessions (id, group_id, centre_id, ordinal, date, starts_at, ends_at, register_saved_at, version)
    SELECT ${idOf(kind('6'), `g.seq * ${each} + s.seq`)}, ${idOf(kind('b'), 'g.seq')}, ${idOf('c', `(g.seq * ${IN_GROUP}) DIV ${AT_CENTRE}`)}, s.seq + 1,
      DATE_ADD(${began(`g.seq DIV ${IN_EDITION / IN_GROUP}`, course)}, INTERVAL (s.seq DIV 2) * 7 + (s.seq MOD 2) * 2 DAY), '09:00', '11:00', ${LONG_AGO}, 1
    FROM ${groups} g JOIN ${sequence(0, each - 1)} s`);
  const people = sequence(span.from, span.to);
  await run(`INSERT INTO enrolments (id, edition_id, person_id, centre_id, group_id, status, enrolled_at, ended_at, version)
    SELECT ${idOf(kind('7'), 'seq')}, ${idOf(kind('e'), `seq DIV ${IN_EDITION}`)}, ${idOf('1', 'seq')}, ${idOf('c', `seq DIV ${AT_CENTRE}`)}, ${idOf(kind('b'), `seq DIV ${IN_GROUP}`)},
      IF((seq * 31) MOD 100 < ${COMES[course]}, 'completed', 'enrolled'), ${LONG_AGO}, IF((seq * 31) MOD 100 < ${COMES[course]}, ${LONG_AGO} + 7776000000, NULL), 1 FROM ${people}`);
  await run(`INSERT INTO attendance_marks (id, session_id, person_id, centre_id, status, marked_at, version)
    SELECT ${idOf(kind('8'), `p.seq * ${each} + s.seq`)}, ${idOf(kind('6'), `(p.seq DIV ${IN_GROUP}) * ${each} + s.seq`)}, ${idOf('1', 'p.seq')}, ${idOf('c', `p.seq DIV ${AT_CENTRE}`)},
      IF((p.seq * 31 + s.seq * 17) MOD 100 < ${COMES[course]}, 'present', 'absent'), ${LONG_AGO}, 1
    FROM ${people} p JOIN ${sequence(0, each - 1)} s`);
}

/** On which day an edition of a course begins, by its number. */
export function began(edition: string, course: CourseNumber): string {
  return `DATE_ADD('2011-04-04', INTERVAL ((${edition}) MOD 8) * 84 + ${(course - 1) * 42} DAY)`;
}

/** A UUID v7 that says what it is of and of which number. */
export function idOf(kind: string, number: string): string {
  return `CONCAT('0190${kind.padStart(4, '0')}-0000-7000-8000-', LPAD(LOWER(HEX(${number})), 12, '0'))`;
}

/** The table of the server's SEQUENCE engine that holds these numbers. */
export function sequence(from: number, to: number): string {
  return `seq_${from}_to_${to}`;
}

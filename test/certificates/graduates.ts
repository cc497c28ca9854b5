import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { LessonEdit } from '../../src/courses/lesson-edit.entity.js';
import { Lesson } from '../../src/courses/lesson.entity.js';
import { Practice } from '../../src/courses/practice.entity.js';
import { PracticeRound } from '../../src/learning/practice-round.entity.js';
import type { Person } from '../../src/people/person.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { addDays } from '../../src/shared/kernel/local-date.js';
import { addClassroom, sessionOf, type Classroom } from '../attendance/classroom.js';
import type { TestApp } from '../helpers/app.js';

/** What one person of a classroom did. */
export interface Deeds {
  /** Of ten sessions. */
  came: number;
  /** Of three practices. */
  finished: number;
}

const SESSIONS = 10;
export const PRACTICES = ['examen-uno', 'examen-dos', 'examen-tres'];

/** A classroom near its end: ten sessions of a module whose lessons have three practices, and what each person did of them. */
export async function addGraduates(
  test: TestApp, { count = 20, deedsOf, centreId = test.centre.id, name }: { count?: number; deedsOf: (index: number) => Deeds; centreId?: Id; name?: string },
): Promise<Classroom> {
  const room = await addClassroom(test, { count, centreId, ...(name ? { name } : {}) });
  const [lesson] = await test.dataSource.manager.find(Lesson, { where: { moduleCode: '1A' }, order: { ordinal: 'ASC' } });
  const sessions = Array.from({ length: SESSIONS }, (_, index) => sessionOf(room.group, {
    ordinal: index + 2, date: addDays('2026-11-22', -index), lessonCode: lesson?.code ?? null, registerSavedAt: test.clock.now(),
  }));
  const known = await test.dataSource.manager.countBy(Practice, { code: PRACTICES[0] as string });
  await test.unitOfWork.run(async (tx) => {
    await tx.insert(Session, sessions);
    await tx.insert(AttendanceMark, room.people.flatMap((person, index) => marksOf(person, sessions, deedsOf(index).came, tx.now)));
    if (known === 0) await tx.insert(Practice, PRACTICES.map((code) => ({ code, courseCode: 'C1', title: code, skill: 'devices', content: '{}' })));
    await tx.insert(PracticeRound, room.people.flatMap((person, index) => roundsOf(person, centreId, deedsOf(index).finished, tx.now)));
  }, { actor: SYSTEM });
  await teachThreePractices(test, centreId);
  return room;
}

/** The centre's own version of every lesson of the module names the same three practices. */
async function teachThreePractices(test: TestApp, centreId: Id): Promise<void> {
  if (await test.dataSource.manager.existsBy(LessonEdit, { centreId })) return;
  const lessons = await test.dataSource.manager.findBy(Lesson, { moduleCode: '1A' });
  await test.unitOfWork.run((tx) => tx.insert(LessonEdit, lessons.map(({ code }) => ({
    id: newId(), lessonCode: code, centreId, ordinal: 1, source: sourceOf(code), basedOn: '', reason: null, createdAt: tx.now, createdBy: null,
  }))), { actor: SYSTEM });
}

/** Of those she came to, the first was late and the second left early: both count. */
function marksOf(person: Person, sessions: readonly Session[], came: number, now: number): AttendanceMark[] {
  return sessions.map((session, index) => ({
    id: newId(), sessionId: session.id, personId: person.id, centreId: session.centreId, minutes: null, reason: null, markedAt: now, markedBy: null, version: 1,
    status: index >= came ? (index % 2 === 0 ? 'absent' as const : 'excused' as const) : (['late', 'left_early'] as const)[index] ?? ('present' as const),
  }));
}

/** She finished so many, began the next one, and did the first one twice. */
function roundsOf(person: Person, centreId: Id, finished: number, now: number): PracticeRound[] {
  const rounds = PRACTICES.slice(0, finished + 1).map((practiceCode, index) => ({
    id: newId(), personId: person.id, practiceCode, centreId, round: 1, startedAt: now, seenAt: now, finishedAt: index < finished ? now : null,
    practisedAt: index < finished ? now : null, tasks: 3, alone: 1, version: 1,
  }));
  return finished > 0 ? [...rounds, { ...rounds[0] as PracticeRound, id: newId(), round: 2 }] : rounds;
}

function sourceOf(lesson: string): string {
  const question = '  - { ask: ¿Qué hace Rosa?, options: [La lee, La rompe, La pierde], right: 1, why: La lee con calma. }';
  return [
    '---', `lesson: ${lesson}`, 'version: 1', 'minutes: 15', `practice: [${PRACTICES.join(', ')}]`, 'questions:', question, question, question,
    'plan:', '  stages:', '    - { minutes: 60, do: Salude. }', '    - { minutes: 60, do: Practique. }', '  prepare: [Las PCs, Las tarjetas]',
    '  wrong:', ...[1, 2, 3].map((number) => `    - { sign: Falla ${number}, help: Ayude. }`), '  levels: { 0: a, 1: b, 2: c, 3: d }', '---', 'Texto.', '',
    '## Paso', 'Lea.',
  ].join('\n');
}

/** For supertest: an answer as its bytes. */
export function asBytes(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}

import { DataSource } from 'typeorm';
import type { Random } from '../../src/shared/kernel/random.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { localDateAt } from '../../src/shared/kernel/local-date.js';
import type { Face, Moment } from '../../src/surveys/survey-words.js';
import { SurveysService, type PaperSheet } from '../../src/surveys/surveys.service.js';
import type { SampleCentre } from './cast.js';
import type { World } from './world.js';

/** Of those with a group, so many hand in a sheet at the start and at the end. */
const HEARD: Readonly<Record<Moment, number>> = { start: 0.85, end: 0.6 };

/** From the first face to the fifth, how many of a hundred choose each. */
const SURE: Readonly<Record<Moment, readonly number[]>> = { start: [28, 34, 24, 10, 4], end: [2, 8, 28, 40, 22] };
const CONTENT: Readonly<Record<'course' | 'trainer' | 'hours', readonly number[]>> = { course: [1, 3, 12, 44, 40], trainer: [0, 2, 8, 38, 52], hours: [6, 14, 30, 34, 16] };

const COMMENTS = ['Que el curso dure más', 'Gracias por la paciencia', 'El horario choca con el comedor', 'Quiero seguir con el correo', 'Faltó práctica en casa'];

/** The staff enters the sheets that the groups of an edition filled in, at its start or at its end. */
export async function fillInSheets(world: World, centre: SampleCentre, editionId: Id, moment: Moment, random: Random): Promise<void> {
  const people = await world.get(DataSource).query<{ personId: Id }[]>(
    `SELECT n.person_id AS personId FROM enrolments n JOIN persons p ON p.id = n.person_id
     WHERE n.edition_id = ? AND n.group_id IS NOT NULL AND n.status IN ('enrolled', 'completed') ORDER BY p.sort_name, p.id`, [editionId]);
  const sheets = people.filter(() => random() < HEARD[moment]).map(({ personId }) => sheetOf(personId, moment, random));
  if (sheets.length === 0) return;
  await world.get(SurveysService).enterPaper(centre.id, { editionId, moment }, localDateAt(world.clock.now()), sheets, { actor: centre.coordinator });
}

function sheetOf(personId: Id, moment: Moment, random: Random): PaperSheet {
  const confidence = faceOf(SURE[moment], random);
  if (moment === 'start') return { personId, confidence, courseFace: null, trainerFace: null, hoursFace: null, comment: null };
  const [courseFace, trainerFace, hoursFace] = [faceOf(CONTENT.course, random), faceOf(CONTENT.trainer, random), faceOf(CONTENT.hours, random)];
  return { personId, confidence, courseFace, trainerFace, hoursFace, comment: random() < 0.1 ? COMMENTS[Math.floor(random() * COMMENTS.length)] ?? null : null };
}

function faceOf(shares: readonly number[], random: Random): Face {
  let left = random() * 100;
  for (const [index, share] of shares.entries()) {
    left -= share;
    if (left < 0) return (index + 1) as Face;
  }
  return 5;
}

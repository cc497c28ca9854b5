import { EditionTrainer } from '../../src/courses/edition-trainer.entity.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { loadCourses } from '../../src/courses/load-courses.js';
import { TrainerHours } from '../../src/courses/trainer-hours.entity.js';
import { OpeningHours } from '../../src/centres/opening-hours.entity.js';
import { Room } from '../../src/centres/room.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { Learner } from '../../src/people/learner.entity.js';
import { searchNameOf, sortNameOf } from '../../src/people/person-names.js';
import { refreshSearchWords } from '../../src/people/search-words.js';
import { Person } from '../../src/people/person.entity.js';
import { Placement } from '../../src/placement/placement.entity.js';
import { BANDS, fromBands, type Band } from '../../src/shared/kernel/availability.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import type { Level } from '../../src/shared/kernel/levels.js';
import { WEEKDAYS } from '../../src/shared/kernel/weekdays.js';
import type { TestApp } from '../helpers/app.js';

const SURNAMES = ['Alva', 'Apaza', 'Cárdenas', 'Ccori', 'Chávez', 'Condori', 'Flores', 'García', 'Huamán', 'Inga', 'Llanos', 'Mamani', 'Nina',
  'Ñaupari', 'Ñuñez', 'Poma', 'Quispe', 'Rojas', 'Vásquez', 'Zárate'];
const GIVEN = ['Rosa María', 'Luz Elena', 'Carmen', 'Juana Inés', 'Luis Alberto', 'Yolanda', 'Teófila', 'Norma', 'Pedro', 'Marina'];
const BANDS_IN_ORDER = Object.keys(BANDS) as Band[];

/** An open edition at a centre with one room, a trainer with hours, and people who have a level. */
export interface EditionStory {
  edition: Edition;
  room: Room;
  trainerId: Id;
  people: Person[];
}

export interface StoryOptions {
  centreId?: Id;
  /** How many people, most of them with a level 0 to 2. */
  people?: number;
  /** Everybody can come at these bands; else each at two of them. */
  bands?: Band[];
  levelOf?: (index: number) => Level | null;
  seats?: number;
  status?: Edition['status'];
}

export async function tellEdition(test: TestApp, options: StoryOptions = {}): Promise<EditionStory> {
  const { centreId = test.centre.id, people: count = 30, bands, levelOf = (index) => (index % 3) as Level, seats = 18, status = 'open' } = options;
  await loadCourses(test.unitOfWork);
  const now = test.clock.now();
  const trainer = await test.addAccount(['trainer'], { displayName: 'Elena Ríos Paz', centre: { ...test.centre, id: centreId } });
  const people = Array.from({ length: count }, (_, index) => person(index, now));
  const edition: Edition = {
    id: newId(), centreId, courseCode: 'C1', name: 'Curso 1 de verano', startsOn: '2026-11-30', endsOn: '2027-01-22', feeCents: 1000, status,
    createdAt: now, version: 1,
  };
  const room: Room = { id: newId(), centreId, name: `Sala ${newId().slice(-4)}`, version: 1 };
  const hours = WEEKDAYS.map((weekday) => ({ id: newId(), centreId, weekday }));
  await test.unitOfWork.run(async (tx) => {
    await tx.insert(Edition, edition);
    await tx.insert(Room, room);
    await tx.insert(Workstation, Array.from({ length: seats }, (_, index) => ({
      id: newId(), centreId, roomId: room.id, label: `PC ${index + 1}`, outOfOrderSince: null, note: null, version: 1,
    })));
    await tx.insert(OpeningHours, hours.map((day) => ({ ...day, opensAt: '08:00', closesAt: '21:00' })));
    await tx.insert(TrainerHours, hours.map((day) => ({ ...day, id: newId(), accountId: trainer.id, fromTime: '08:00', toTime: '21:00' })));
    await tx.insert(EditionTrainer, { id: newId(), editionId: edition.id, accountId: trainer.id });
    await tx.insert(Person, people);
    await tx.insert(Learner, people.map(({ id }, index) => ({
      id: newId(), personId: id, centreId, kind: 'leader' as const, registeredAt: now, computerUse: null, leftAt: null, version: 1,
      availability: fromBands(bands ?? [BANDS_IN_ORDER[index % 8] as Band, BANDS_IN_ORDER[(index * 3 + 1) % 8] as Band]),
    })));
    await refreshSearchWords(tx, people.map(({ id }) => id));
    await tx.insert(Placement, people.flatMap(({ id }, index) => {
      const level = levelOf(index);
      return level === null ? [] : [{ id: newId(), personId: id, centreId, level, proposedLevel: level, testId: null, decidedAt: now, decidedBy: null, reason: null }];
    }));
  }, { actor: SYSTEM });
  return { edition, room, trainerId: trainer.id, people };
}

function person(index: number, createdAt: number): Person {
  const name = {
    surnames: `${SURNAMES[index % SURNAMES.length]} ${SURNAMES[(index * 7 + 3) % SURNAMES.length]}`, givenNames: GIVEN[index % GIVEN.length] as string,
  };
  return {
    id: newId(), ...name, searchName: searchNameOf(name), sortName: sortNameOf(name), dni: null, dniPending: false, birthDate: null,
    birthYear: 1950 + ((index * 11) % 50), sex: index % 5 === 4 ? 'male' : 'female', motherTongue: null, phone: null, email: null,
    mergedIntoId: null, createdAt, version: 1,
  };
}

import { Learner } from '../../src/people/learner.entity.js';
import { searchNameOf, sortNameOf } from '../../src/people/person-names.js';
import { Person } from '../../src/people/person.entity.js';
import { FactState } from '../../src/reports/facts/fact-state.entity.js';
import { keptForm } from '../../src/reports/facts/kept-facts.js';
import { LearnerFactsRow } from '../../src/reports/facts/learner-facts.entity.js';
import type { LearnerFacts } from '../../src/reports/facts/learner-facts.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import type { TestApp } from '../helpers/app.js';
import { CENTRES, randomPerson } from './random-facts.js';

/** Keeps the facts of so many made-up people (without fees: no receipt would prove them) at the test's centre, and at another one, and the people themselves. */
export async function addFigures(test: TestApp, count: number, elsewhere: Id): Promise<LearnerFacts[][]> {
  const centres: Record<string, Id> = { [CENTRES[0] as string]: test.centre.id, [CENTRES[1] as string]: elsewhere };
  const people = Array.from({ length: count }, (_, seed) => {
    const personId = newId();
    return randomPerson(seed).map((facts) => ({ ...facts, personId, learnerId: newId(), centreId: centres[facts.centreId] as Id, fees: [] }));
  });
  const all = people.flat();
  await test.unitOfWork.run(async (tx) => {
    await tx.insert(Person, people.map(([first], index) => aPerson(first?.personId ?? '', index)));
    await tx.insert(Learner, all.map(({ learnerId, personId, centreId, kind }) => ({ id: learnerId, personId, centreId, kind, registeredAt: 1 })));
    await tx.insert(LearnerFactsRow, all.map((facts) => ({ id: facts.learnerId, personId: facts.personId, centreId: facts.centreId, ...keptForm(facts), turn: 0, drawnAt: test.clock.now() })));
    await tx.insert(FactState, { code: 'facts', turn: 0, followedUntil: test.clock.now(), drawingFrom: null, drawnAt: test.clock.now() });
  }, { actor: SYSTEM });
  return people;
}

function aPerson(id: Id, index: number): Person {
  const name = { surnames: `Quispe ${index}`, givenNames: 'Rosa' };
  return {
    id, ...name, searchName: searchNameOf(name), sortName: sortNameOf(name), dni: null, dniPending: false, birthDate: null, birthYear: 1960, sex: 'female',
    motherTongue: null, phone: null, email: null, mergedIntoId: null, createdAt: 1, version: 1,
  };
}

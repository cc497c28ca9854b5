import { Learner } from '../../src/people/learner.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { QUESTIONS } from '../../src/placement/diagnosis-questions.js';
import { itemBank } from '../../src/placement/item-bank.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import type { Level } from '../../src/shared/kernel/levels.js';
import { searchable } from '../../src/shared/kernel/text.js';
import type { TestApp, Visitor } from './app.js';

/** Somebody who has been registered at a centre, and is signed in. */
export async function addLearner(
  world: TestApp, { surnames = 'Quispe Poma', givenNames = 'Rosa', centre = world.centre, ...more }: Partial<Person> & { centre?: TestApp['centre'] } = {},
): Promise<{ personId: Id; visitor: Visitor }> {
  const personId = newId();
  const person: Partial<Person> = {
    id: personId, surnames, givenNames, searchName: searchable(`${surnames} ${givenNames}`), createdAt: world.clock.now(), ...more,
  };
  await world.unitOfWork.run(async (tx) => {
    await tx.insert(Person, [person]);
    await tx.insert(Learner, [{ id: newId(), personId, centreId: centre.id, kind: 'leader', registeredAt: world.clock.now() }]);
  }, { actor: SYSTEM });
  return { personId, visitor: await world.signIn('learner', { personId, centre }) };
}

/** She answers the whole survey, each time with the first answer. */
export async function answerSurvey(visitor: Visitor): Promise<void> {
  for (const { code, answers } of QUESTIONS) await visitor.post(`/placement/questions/${code}`, { [code]: answers[0] });
}

/** She leaves one item after the other until the test ends. */
export async function leaveAllItems(visitor: Visitor): Promise<void> {
  await visitor.post('/placement/test');
  for (let ordinal = 1; ordinal <= 20; ordinal += 1) {
    const answered = await visitor.post(`/placement/item/${ordinal}`, { left: 'yes' });
    if (answered.headers.location !== '/placement/item') return;
  }
}

/** The form of a checklist on which everything below a level was done alone, and nothing else. */
export function marksBelow(below: Level): Record<string, string> {
  return Object.fromEntries(itemBank().tasks.map(({ code, level }) => [`task-${code}`, level < below ? 'alone' : 'no']));
}

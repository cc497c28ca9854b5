import { In } from 'typeorm';
import { inChunks } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { Learner } from './learner.entity.js';
import type { LearnerFields, PersonFields } from './person-fields.js';
import { Person } from './person.entity.js';
import { foldedNames, refuseTakenDnis } from './register-people.js';
import { refreshSearchWords } from './search-words.js';

/** What changes about somebody whom the centre knows. What is left out stays. */
export interface PersonChange {
  personId: Id;
  person?: Partial<PersonFields>;
  learner?: Partial<LearnerFields> & { leftAt?: number | null };
  /** The versions on which the change was decided; without them it is made on whatever is there. */
  versions?: { person: number; learner: number };
}

/**
 * Changes people of a centre, many at once, with the words by which they are found. For the import, inside its unit of
 * work. Nothing is written where nothing differs; the same person may come several times.
 * @throws NotThere when the centre does not know one of them; Refused when a DNI is somebody else's; StaleEdit
 */
export async function changeMany(tx: Tx, centreId: Id, changes: readonly PersonChange[]): Promise<void> {
  for (const some of inChunks(changes)) await changeSome(tx, centreId, some);
}

async function changeSome(tx: Tx, centreId: Id, changes: readonly PersonChange[]): Promise<void> {
  const ids = changes.map(({ personId }) => personId);
  await refuseTakenDnis(tx, changes.map(({ personId, person }) => ({ personId, dni: person?.dni ?? null })));
  const people = new Map((await tx.manager.findBy(Person, { id: In(ids) })).map((person) => [person.id, person]));
  const learners = new Map((await tx.manager.findBy(Learner, { personId: In(ids), centreId })).map((learner) => [learner.personId, learner]));
  for (const { personId, person, learner, versions } of changes) {
    const before = people.get(personId);
    const here = learners.get(personId);
    if (!before || !here || before.mergedIntoId !== null) throw new NotThere('person');
    if (person) people.set(personId, await changePerson(tx, { ...before, version: versions?.person ?? before.version }, person));
    if (learner) learners.set(personId, await tx.update(Learner, { ...here, version: versions?.learner ?? here.version }, learner));
  }
  await refreshSearchWords(tx, changes.filter(isSearchable).map(({ personId }) => personId));
}

/** Changes a record wherever it is known. Search words are refreshed by the caller. @returns the record as it is now */
export async function changePerson(tx: Tx, before: Person, changes: Partial<PersonFields>): Promise<Person> {
  const folded = foldedNames({ surnames: changes.surnames ?? before.surnames, givenNames: changes.givenNames ?? before.givenNames });
  const after = await tx.update(Person, before, { ...changes, ...folded });
  // A copy, not a change of its own: no trail, and no version that would make somebody's edit stale.
  if (after.sortName !== before.sortName) await tx.execute('UPDATE learners SET sort_name = ? WHERE person_id = ?', [after.sortName, after.id]);
  return after;
}

function isSearchable({ person = {} }: PersonChange): boolean {
  return ['surnames', 'givenNames', 'dni', 'phone'].some((name) => name in person);
}

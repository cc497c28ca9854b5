import { matchColumns } from '../../src/imports/columns.js';
import type { KnownPerson } from '../../src/imports/person-groups.js';
import type { PlanRequest } from '../../src/imports/plan.js';
import { planOrganisations } from '../../src/imports/plan-organisations.js';
import { planPeople } from '../../src/imports/plan-people.js';
import { readList } from '../../src/imports/read-list.js';
import { applyOrganisationPlan } from '../fixtures/apply-plan.js';
import { benchLists, IMPORTED_ROWS } from './import-list.js';
import { registrations } from './load.js';

const TODAY = '2026-11-26';

async function requestFor(bytes: Buffer): Promise<PlanRequest> {
  const reading = await readList(bytes);
  if (!reading.ok) throw new Error(reading.refusal.reason);
  const { headings, rows } = reading.list;
  return { rows, mapping: matchColumns(headings).mapping, columns: headings.length, today: TODAY };
}

it('makes a person of every row, of those too whom a learner of like name makes doubtful', async () => {
  const lists = benchLists();
  const listed = await planOrganisations({ ...await requestFor(lists.organisations), organisations: [] });
  const organisations = applyOrganisationPlan([], listed.writes);
  const people = registrations(Date.parse(`${TODAY}T12:00:00-05:00`)).map(({ person, learner }, index): KnownPerson => (
    { ...person, id: `known-${index}`, learner: { ...learner, id: `learner-${index}` }, memberships: [], interviewed: false, consentAsked: false }));
  const { rows, counts } = await planPeople({ ...await requestFor(lists.people), organisations, people });
  expect(counts).toMatchObject({ rows: IMPORTED_ROWS, adds: IMPORTED_ROWS, updates: 0, faulty: 0, repeated: 0 });
  const doubts = rows.filter(({ status }) => status === 'doubtful').flatMap((row) => row.doubts);
  // The learners' days of birth are not known, and three of their names and years come again: the clerk is asked, and they go in meanwhile.
  expect(doubts.map(({ code, chosen }) => [code, chosen])).toEqual(Array.from({ length: 3 }, () => ['like-person', 'new']));
});

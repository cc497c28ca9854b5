import { example } from '../../test/fixtures/activities.js';
import { activitySchema, type Activity } from './activity-kinds.js';
import { faultsOf } from './activity-faults.js';

const changed = (code: string, from: string, to: string): Activity => {
  const activity: Partial<ReturnType<typeof example>> = { ...example(code) };
  delete activity.code;
  const source = JSON.stringify(activity);
  expect(source).toContain(from);
  return activitySchema.parse(JSON.parse(source.replace(from, to)));
};

describe('faultsOf', () => {
  it.each(['keys', 'print', 'settings', 'publish', 'score-projects', 'ballot', 'mail-body', 'mail-answer'])('finds none in the example of %s', (code) => {
    expect(faultsOf(example(code), new Map())).toEqual([]);
  });

  it.each([
    ['keys', '"right":["k1","k2","k3","k4"]', '"right":["k1","k3","k2","k4"]', 'the right keys are not all keys in the order shown'],
    ['keys', '"right":["k1","k2","k3","k4"]', '"right":["k1","k2","k3","k9"]', 'the right answer "k9" is not among what is shown'],
    ['keys', '"id":"k4"', '"id":"k1"', 'the id "k1" is used twice'],
    ['print', '"printer":"sala"', '"printer":"patio"', 'the right answer "patio" is not among what is shown'],
    ['print', '"pages":"1-2"', '"pages":"1-9"', 'the document has no such pages'],
    ['settings', '"place":"off"', '"plaza":"off"', 'the right answer "plaza" is not among what is shown'],
    ['settings', '"place":"off"', '"place":"friends"', 'the right answer "friends" is not among what is shown'],
    ['settings', '"start":"on"', '"start":"all"', 'the right answer "all" is not among what is shown'],
    ['settings', '"right":{"phone":"friends","place":"off","posts":"friends"}', '"right":{"posts":"friends"}', 'nothing has to be changed'],
    ['settings', '{"id":"me","label":"Solo yo"}', '{"id":"all","label":"Solo yo"}', 'the id "all" is used twice'],
    ['publish', '"audience":"neighbours"', '"audience":"nobody"', 'the right answer "nobody" is not among what is shown'],
    ['score-projects', '"losa":2', '"parque":2', 'the right answer "parque" is not among what is shown'],
    ['score-projects', '"losa":2,', '', 'not every project has its right points'],
    ['score-projects', '"losa":2', '"losa":4', 'there are more points than may be given'],
    ['ballot', '"right":{"votes":2}', '"right":{"votes":3}', 'the right number of votes is not the number shown'],
    ['ballot', '"votes":2,"projects"', '"votes":9,"projects"', 'there are fewer projects than votes'],
  ])('%s: %s for %s: %s', (code, from, to, fault) => {
    expect(faultsOf(changed(code, from, to), new Map())).toContain(fault);
  });
});

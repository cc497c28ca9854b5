import { setUpSteps, type CentreSetUp } from './set-up-steps.js';

const NOTHING: CentreSetUp = { workstations: 0, hours: 0, trainers: 0, trainerHours: 0, organisations: 0, people: 0, stations: 0 };
const ALL: CentreSetUp = { workstations: 9, hours: 6, trainers: 2, trainerHours: 4, organisations: 61, people: 615, stations: 9 };

describe('what a new centre still needs', () => {
  it.each<[string, CentreSetUp, string[]]>([
    ['an empty centre', NOTHING, ['rooms', 'hours', 'staff', 'lists']],
    ['one with its PCs', { ...NOTHING, workstations: 9 }, ['hours', 'staff', 'lists', 'stations']],
    ['one whose trainers have no hours', { ...ALL, trainerHours: 0 }, ['trainer-hours']],
    ['one with organisations alone', { ...ALL, people: 0 }, ['people']],
    ['one with people alone', { ...ALL, organisations: 0 }, []],
    ['a complete one', ALL, []],
  ])('%s', (_, present, steps) => {
    expect(setUpSteps(present)).toEqual(steps);
  });
});

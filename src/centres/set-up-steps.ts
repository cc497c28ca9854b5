/** How much is here of what a centre needs before its first session; numbers. */
export interface CentreSetUp {
  workstations: number;
  hours: number;
  trainers: number;
  trainerHours: number;
  organisations: number;
  people: number;
  stations: number;
}

export type SetUpStep = 'rooms' | 'hours' | 'staff' | 'trainer-hours' | 'lists' | 'people' | 'stations';

/** What is still to be done, in the order in which it is done: each step once the one that it needs is there. */
export function setUpSteps(present: CentreSetUp): SetUpStep[] {
  const open: [SetUpStep, boolean][] = [
    ['rooms', present.workstations === 0],
    ['hours', present.hours === 0],
    ['staff', present.trainers === 0],
    ['trainer-hours', present.trainers > 0 && present.trainerHours === 0],
    ['lists', present.people === 0 && present.organisations === 0],
    ['people', present.people === 0 && present.organisations > 0],
    ['stations', present.workstations > 0 && present.stations === 0],
  ];
  return open.filter(([, wanted]) => wanted).map(([step]) => step);
}

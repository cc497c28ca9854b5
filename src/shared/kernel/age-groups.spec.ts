import { ageGroup } from './age-groups.js';

it.each([[null, 'unknown'], [5, 'unknown'], [6, '6-11'], [11, '6-11'], [12, '12-18'], [18, '12-18'], [19, '19-24'], [24, '19-24'], [25, '25-40'], [40, '25-40'], [41, '41-59'], [59, '41-59'], [60, '60+'], [99, '60+']])(
  'age %s is counted in %s', (age, band) => expect(ageGroup(age)).toBe(band));

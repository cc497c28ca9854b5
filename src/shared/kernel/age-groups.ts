/** By which INEI, Peru's statistics office, counts who uses the internet; those of whom no birth is known stand beside them. */
export const AGE_GROUPS = ['6-11', '12-18', '19-24', '25-40', '41-59', '60+', 'unknown'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** The band of an age in whole years; children below six do not come. */
export function ageGroup(age: number | null): AgeGroup {
  if (age === null || age < 6) return 'unknown';
  if (age >= 60) return '60+';
  return AGE_GROUPS.find((band) => age <= Number(band.split('-')[1])) ?? 'unknown';
}

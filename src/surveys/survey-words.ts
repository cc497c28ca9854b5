/** When an edition is asked about: as it begins, and when it is over. */
export const MOMENTS = ['start', 'end'] as const;
export type Moment = (typeof MOMENTS)[number];

/** She herself at a screen, or the staff from a sheet of paper. */
export const SURVEY_WAYS = ['self', 'paper'] as const;
export type SurveyWay = (typeof SURVEY_WAYS)[number];

/** Five faces, from the saddest to the gladdest: the same as in the notes of coaching. */
export const FACES = [1, 2, 3, 4, 5] as const;
export type Face = (typeof FACES)[number];

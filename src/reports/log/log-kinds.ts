/** Something that was done; something that was to be reached by a day; something that may go wrong. */
export const LOG_KINDS = ['activity', 'milestone', 'risk'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** How likely a risk is, and how much it would do. */
export const DEGREES = ['low', 'medium', 'high'] as const;
export type Degree = (typeof DEGREES)[number];

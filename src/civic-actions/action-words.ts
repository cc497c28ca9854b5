/**
 * What people do with what they learned, as the centre asks for it. None of them names a subject that could put somebody in
 * danger: what a module teaches in confidence leaves no trace here.
 */
export const ACTION_KINDS = [
  'congress', 'information-request', 'budget', 'authority-letter', 'consultation', 'online-procedure', 'complaint', 'organisation-page',
  'organisation-papers', 'meeting', 'help', 'other',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** Who wrote it down: she herself, or the staff while she stood at the desk or was on the phone. */
export const ENTERED_THROUGH = ['self', 'desk', 'phone'] as const;
export type EnteredThrough = (typeof ENTERED_THROUGH)[number];

/** What the staff found when it looked at what proves it. */
export const REVIEWS = ['unseen', 'proved', 'wrong'] as const;
export type Review = (typeof REVIEWS)[number];

/** What a coach can keep to. */
export const NAMED_TOPICS = ['courage', 'mouse-keyboard', 'files', 'writing', 'internet', 'email', 'phone', 'procedures', 'safety', 'course'] as const;

/** What a learner can ask to be helped with; she sees each in plain words, and nobody else sees it in a message. What nobody has named is `other`. */
export const COACHING_TOPICS = [...NAMED_TOPICS, 'other'] as const;
export type CoachingTopic = (typeof COACHING_TOPICS)[number];

/** The sex of a coach, where she or he states it: some learners ask to sit with a woman. */
export const COACH_SEXES = ['female', 'male'] as const;
export type CoachSex = (typeof COACH_SEXES)[number];

/** Away on a day or during some of its hours, or there beside the hours of the week. */
export const EXCEPTION_KINDS = ['away', 'extra'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

export const BOOKING_STATUSES = ['booked', 'arrived', 'done', 'no-show', 'cancelled'] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

/** How a booking came about: by the learner herself, by staff with her there or on the phone, or from an offer to who waits. */
export const BOOKING_CHANNELS = ['self', 'desk', 'phone', 'offer'] as const;
export type BookingChannel = (typeof BOOKING_CHANNELS)[number];

export const BOOKING_EVENTS = ['booked', 'moved', 'arrived', 'done', 'no-show', 'cancelled', 'undone'] as const;
export type BookingEventKind = (typeof BOOKING_EVENTS)[number];

export const SIDES = ['learner', 'staff', 'system'] as const;
/** On whose side something was done. */
export type Side = (typeof SIDES)[number];

export const WAIT_ENDS = ['booked', 'withdrawn', 'expired'] as const;
export const OFFER_OUTCOMES = ['accepted', 'declined', 'expired', 'withdrawn'] as const;

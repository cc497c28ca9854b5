import type { Access, ParticipantKind, Sex } from '../../people/person-words.js';
import type { OrganisationType } from '../../organisations/organisation-types.js';
import type { EnrolmentStatus } from '../../groups/enrolment.entity.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Level } from '../../shared/kernel/levels.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { MonthMarks } from './month-marks.js';

/**
 * All that the figures need to know of a person at a centre, drawn together from the records: plain values, dates in
 * America/Lima, without names. Kept beside the records (`LearnerFactsRow`), brought up to date from what changed, and
 * drawn anew by `npm run minka -- recount-facts`. Lists are in the order of their days, then of their ids, so that the
 * same records give the same bytes on both engines.
 */
export interface LearnerFacts {
  learnerId: Id;
  personId: Id;
  centreId: Id;
  sex: Sex | null;
  birthDate: LocalDate | null;
  birthYear: number | null;
  access: Access | null;
  kind: ParticipantKind;
  registeredOn: LocalDate;
  /** Her first completed diagnosis here. */
  diagnosedOn: LocalDate | null;
  /** Every decision about her level here. */
  levels: { on: LocalDate; level: Level }[];
  posts: PostFacts[];
  courses: CourseFacts[];
  gains: GainFacts[];
  coaching: CoachingFacts[];
  actions: ActionFacts[];
  answers: AnswerFacts[];
  /** What she was charged, what she paid and what was waived of it; without what was taken back. */
  fees: FeeFacts[];
}

/** A post in an organisation of the centre, current or past. */
export interface PostFacts {
  organisationId: Id;
  type: OrganisationType;
  district: string | null;
  sector: string | null;
  post: string;
  board: boolean;
  from: LocalDate | null;
  until: LocalDate | null;
}

/** Her participation in one edition of a course. */
export interface CourseFacts {
  enrolmentId: Id;
  editionId: Id;
  courseCode: string;
  /** 1 for basic digital literacy, 2 for digital democracy and equity. */
  course: number;
  status: EnrolmentStatus;
  /** The level of the group that she is or was in. */
  level: Level | null;
  enrolledOn: LocalDate;
  groupId: Id | null;
  /** When she was first put into a group; the day of her enrolment where no record says it. */
  groupedOn: LocalDate | null;
  endedOn: LocalDate | null;
  /** When her enrolment was found to meet the rule of its edition. */
  completedOn: LocalDate | null;
  marks: MarkFacts[];
  /** Known where they were read from what is kept: the marks by month, and the first day on which she came (see `monthsIn`, `firstCame`). */
  readonly months?: readonly MonthMarks[];
  readonly firstCame?: LocalDate | null;
}

/** Money of a day, in céntimos; of which course, unless it stayed as credit. */
export type FeeFacts = readonly [what: 'charged' | 'paid' | 'waived', on: LocalDate, course: number | null, cents: number];

/** A session with a mark of hers: day, session, minutes it lasted, minutes she was there, whether she came. Short, for there are many. */
export type MarkFacts = readonly [on: LocalDate, sessionId: Id, held: number, attended: number, came: 0 | 1];

/** A level measured before and after a course on the same test scale; `after` null while she has not sat the second test. */
export interface GainFacts {
  courseCode: string;
  course: number;
  editionId: Id;
  before: { on: LocalDate; level: Level; theta: number };
  after: { on: LocalDate; level: Level; theta: number } | null;
}

/** An hour of coaching to which she came. Confidence is 1 to 5; null when she did not say. */
export interface CoachingFacts {
  bookingId: Id;
  on: LocalDate;
  minutes: number;
  before: number | null;
  after: number | null;
}

export interface ActionFacts {
  actionId: Id;
  on: LocalDate;
  kind: string;
  /** Somebody of the staff has seen what proves it. */
  proved: boolean;
}

/** An answer of a survey about an edition: how sure she feels (1 to 5) at its start or end, and how satisfied she is at its end. */
export interface AnswerFacts {
  surveyId: Id;
  editionId: Id;
  courseCode: string;
  course: number;
  on: LocalDate;
  moment: 'start' | 'end';
  confidence: number | null;
  satisfaction: number | null;
}

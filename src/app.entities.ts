import { AccountRole } from './accounts/account-role.entity.js';
import { Account } from './accounts/account.entity.js';
import { OneTimeCode } from './accounts/one-time-code.entity.js';
import { RecoveryCode } from './accounts/recovery-code.entity.js';
import { ThrottleCounter } from './accounts/throttle-counter.entity.js';
import { UnsentForm } from './accounts/unsent-form.entity.js';
import { WebSession } from './accounts/web-session.entity.js';
import { Arrival } from './attendance/arrival.entity.js';
import { AttendanceMark } from './attendance/attendance-mark.entity.js';
import { Call } from './attendance/call.entity.js';
import { Session } from './attendance/session.entity.js';
import { WalkIn } from './attendance/walk-in.entity.js';
import { Centre } from './centres/centre.entity.js';
import { Holiday } from './centres/holiday.entity.js';
import { OpeningHours } from './centres/opening-hours.entity.js';
import { Room } from './centres/room.entity.js';
import { Workstation } from './centres/workstation.entity.js';
import { BadgeKey } from './certificates/badge-key.entity.js';
import { CertificateRevocation } from './certificates/certificate-revocation.entity.js';
import { CertificateSeries } from './certificates/certificate-series.entity.js';
import { Certificate } from './certificates/certificate.entity.js';
import { CompletionRule } from './certificates/completion-rule.entity.js';
import { EndlineOpening } from './certificates/endline-opening.entity.js';
import { CivicAction } from './civic-actions/civic-action.entity.js';
import { BookingEvent } from './coaching/booking-event.entity.js';
import { Booking } from './coaching/booking.entity.js';
import { CoachException } from './coaching/coach-exception.entity.js';
import { CoachHours } from './coaching/coach-hours.entity.js';
import { Coach } from './coaching/coach.entity.js';
import { CoachingHold } from './coaching/coaching-hold.entity.js';
import { CoachingNoteReader } from './coaching/coaching-note-reader.entity.js';
import { CoachingNote } from './coaching/coaching-note.entity.js';
import { CoachingOffer } from './coaching/coaching-offer.entity.js';
import { CoachingOutcome } from './coaching/coaching-outcome.entity.js';
import { CoachingSettings } from './coaching/coaching-settings.entity.js';
import { CoachingWait } from './coaching/coaching-wait.entity.js';
import { ConsortiumAttendance } from './consortium/consortium-attendance.entity.js';
import { ConsortiumDecision } from './consortium/consortium-decision.entity.js';
import { ConsortiumMember } from './consortium/consortium-member.entity.js';
import { ConsortiumPost } from './consortium/consortium-post.entity.js';
import { ConsortiumSeries } from './consortium/consortium-series.entity.js';
import { ConsortiumShare } from './consortium/consortium-share.entity.js';
import { CourseModule } from './courses/course-module.entity.js';
import { CoursePicture } from './courses/course-picture.entity.js';
import { Course } from './courses/course.entity.js';
import { EditionTrainer } from './courses/edition-trainer.entity.js';
import { Edition } from './courses/edition.entity.js';
import { LessonEdit } from './courses/lesson-edit.entity.js';
import { OutlineEdit } from './courses/titles/outline-edit.entity.js';
import { LessonText } from './courses/lesson-text.entity.js';
import { Lesson } from './courses/lesson.entity.js';
import { Practice } from './courses/practice.entity.js';
import { TrainerHours } from './courses/trainer-hours.entity.js';
import { ChargePosting } from './fees/charge-posting.entity.js';
import { Charge } from './fees/charge.entity.js';
import { FeeRule } from './fees/fee-rule.entity.js';
import { CreditPayout } from './fees/credit-payout.entity.js';
import { Payment } from './fees/payment.entity.js';
import { PersonCredit } from './fees/person-credit.entity.js';
import { ReceiptPrint } from './fees/receipt-print.entity.js';
import { ReceiptSeries } from './fees/receipt-series.entity.js';
import { ReceiptVoid } from './fees/receipt-void.entity.js';
import { Receipt } from './fees/receipt.entity.js';
import { TillCount } from './fees/till-count.entity.js';
import { TillReview } from './fees/till-review.entity.js';
import { TillSession } from './fees/till-session.entity.js';
import { Waiver } from './fees/waiver.entity.js';
import { EnrolmentMove } from './groups/enrolment-move.entity.js';
import { Enrolment } from './groups/enrolment.entity.js';
import { GroupProposal } from './groups/group-proposal.entity.js';
import { LearningGroup } from './groups/learning-group.entity.js';
import { ImportChoice } from './imports/import-choice.entity.js';
import { ImportRow } from './imports/import-row.entity.js';
import { Import } from './imports/import.entity.js';
import { LessonAnswer } from './learning/lesson-answer.entity.js';
import { LessonProgress } from './learning/lesson-progress.entity.js';
import { OpenedLesson } from './learning/opened-lesson.entity.js';
import { PracticeRound } from './learning/practice-round.entity.js';
import { PracticeStep } from './learning/practice-step.entity.js';
import { AlliancePromise } from './ledger/alliances/alliance-promise.entity.js';
import { Alliance } from './ledger/alliances/alliance.entity.js';
import { Contribution } from './ledger/alliances/contribution.entity.js';
import { Expense } from './ledger/expenses/expense.entity.js';
import { LedgerBalance } from './ledger/ledger-balance.entity.js';
import { LedgerBook } from './ledger/ledger-book.entity.js';
import { LedgerEntry } from './ledger/ledger-entry.entity.js';
import { LedgerLine } from './ledger/ledger-line.entity.js';
import { MoneySettings } from './ledger/money-settings.entity.js';
import { Membership } from './organisations/membership.entity.js';
import { Organisation } from './organisations/organisation.entity.js';
import { Consent } from './people/consent.entity.js';
import { DistinctPersons } from './people/distinct-persons.entity.js';
import { Learner } from './people/learner.entity.js';
import { PersonSearchWord } from './people/person-search-word.entity.js';
import { Person } from './people/person.entity.js';
import { Diagnosis } from './placement/diagnosis.entity.js';
import { PlacementResponse } from './placement/placement-response.entity.js';
import { PlacementTest } from './placement/placement-test.entity.js';
import { Placement } from './placement/placement.entity.js';
import { RetestPermit } from './placement/retest-permit.entity.js';
import { FactChange } from './reports/facts/fact-change.entity.js';
import { FactState } from './reports/facts/fact-state.entity.js';
import { KeptCell } from './reports/facts/kept-cell.entity.js';
import { KeptTally } from './reports/facts/kept-tally.entity.js';
import { LearnerFactsRow } from './reports/facts/learner-facts.entity.js';
import { SeatSum } from './reports/facts/seat-sum.entity.js';
import { BaselineCorrection } from './reports/framework/baseline-correction.entity.js';
import { IndicatorTarget } from './reports/framework/indicator-target.entity.js';
import { ProjectCentre } from './reports/framework/project-centre.entity.js';
import { ProjectIndicator } from './reports/framework/project-indicator.entity.js';
import { ProjectResult } from './reports/framework/project-result.entity.js';
import { Project } from './reports/framework/project.entity.js';
import { TypedFigure } from './reports/framework/typed-figure.entity.js';
import { LogAttachment } from './reports/log/log-attachment.entity.js';
import { LogCorrection } from './reports/log/log-correction.entity.js';
import { LogEntry } from './reports/log/log-entry.entity.js';
import { ReportSignature } from './reports/publishing/report-signature.entity.js';
import { Report } from './reports/publishing/report.entity.js';
import { MonthClosing } from './statements/month-closing.entity.js';
import { MonthSignature } from './statements/month-signature.entity.js';
import { SurveyAnswer } from './surveys/survey-answer.entity.js';
import { AuditEntry } from './shared/database/audit-entry.entity.js';
import { IdempotencyKey } from './shared/database/idempotency-key.entity.js';
import { Guard } from './shared/database/guard.entity.js';
import { Lease } from './shared/database/lease.entity.js';
import { StoredFilePart } from './shared/files/stored-file-part.entity.js';
import { StoredFile } from './shared/files/stored-file.entity.js';
import { OutboxMessage } from './shared/outbox/outbox-message.entity.js';
import { Job } from './shared/jobs/job.entity.js';

/** Every record that Minka keeps. */
export const entities = [
  AccountRole,
  Account,
  OneTimeCode,
  RecoveryCode,
  ThrottleCounter,
  UnsentForm, WebSession,
  Arrival,
  AttendanceMark,
  Call,
  Session,
  WalkIn,
  Centre,
  Holiday,
  OpeningHours,
  Room,
  Workstation,
  BadgeKey,
  CertificateRevocation,
  CertificateSeries,
  Certificate,
  CompletionRule,
  EndlineOpening,
  CivicAction,
  BookingEvent,
  Booking,
  CoachException,
  CoachHours,
  Coach,
  CoachingHold,
  CoachingNoteReader,
  CoachingNote,
  CoachingOffer,
  CoachingOutcome,
  CoachingSettings,
  CoachingWait,
  ConsortiumAttendance,
  ConsortiumDecision,
  ConsortiumMember,
  ConsortiumPost,
  ConsortiumSeries,
  ConsortiumShare,
  CourseModule,
  CoursePicture,
  Course,
  EditionTrainer,
  Edition,
  LessonEdit,
  OutlineEdit,
  LessonText,
  Lesson,
  Practice,
  TrainerHours,
  ChargePosting,
  Charge,
  FeeRule,
  CreditPayout,
  Payment,
  PersonCredit,
  ReceiptPrint,
  ReceiptSeries,
  ReceiptVoid,
  Receipt,
  TillCount,
  TillReview,
  TillSession,
  Waiver,
  EnrolmentMove,
  Enrolment,
  GroupProposal,
  LearningGroup,
  ImportChoice,
  ImportRow,
  Import,
  LessonAnswer,
  LessonProgress,
  OpenedLesson,
  PracticeRound,
  PracticeStep,
  AlliancePromise,
  Alliance,
  Contribution,
  Expense,
  LedgerBalance,
  LedgerBook,
  LedgerEntry,
  LedgerLine,
  MoneySettings,
  Membership,
  Organisation,
  Consent,
  DistinctPersons,
  Learner,
  PersonSearchWord,
  Person,
  Diagnosis,
  PlacementResponse,
  PlacementTest,
  Placement,
  RetestPermit,
  FactChange,
  FactState,
  KeptCell,
  KeptTally,
  LearnerFactsRow,
  SeatSum,
  BaselineCorrection,
  IndicatorTarget,
  ProjectCentre,
  ProjectIndicator,
  ProjectResult,
  Project,
  TypedFigure,
  LogAttachment,
  LogCorrection,
  LogEntry,
  ReportSignature,
  Report,
  MonthClosing,
  MonthSignature,
  SurveyAnswer,
  AuditEntry,
  IdempotencyKey,
  Guard,
  Lease,
  StoredFilePart,
  StoredFile,
  OutboxMessage,
  Job,
];

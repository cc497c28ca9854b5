import { Ground1764000000001 } from './0001-ground.js';
import { Centres1764000000002 } from './0002-centres.js';
import { People1764000000003 } from './0003-people.js';
import { Accounts1764000000004 } from './0004-accounts.js';
import { Courses1764000000005 } from './0005-courses.js';
import { Placement1764000000006 } from './0006-placement.js';
import { Groups1764000000007 } from './0007-groups.js';
import { Attendance1764000000008 } from './0008-attendance.js';
import { Lessons1764000000009 } from './0009-lessons.js';
import { Learning1764000000010 } from './0010-learning.js';
import { Access1764000000011 } from './0011-access.js';
import { Guards1764000000012 } from './0012-guards.js';
import { Placements1764000000013 } from './0013-placements.js';
import { Certificates1764000000014 } from './0014-certificates.js';
import { Coaching1764000000015 } from './0015-coaching.js';
import { KeptWork1764000000021 } from './0021-kept-work.js';
import { ImportChoices1764000000023 } from './0023-import-choices.js';
import { PlainBrowsers1764000000024 } from './0024-plain-browsers.js';
import { Ledger1764000000025 } from './0025-ledger.js';
import { Consortium1764000000026 } from './0026-consortium.js';
import { LessonTitles1764000000028 } from './0028-lesson-titles.js';
import { WalkInsAndRecoveryCodes1764000000029 } from './0029-walk-ins-and-recovery-codes.js';
import { Fees1764000000030 } from './0030-fees.js';
import { Expenses1764000000033 } from './0033-expenses.js';
import { Months1764000000034 } from './0034-months.js';
import { Reports1764000000036 } from './0036-reports.js';
import { Framework1764000000038 } from './0038-framework.js';
import { CivicActions1764000000039 } from './0039-civic-actions.js';
import { Surveys1764000000040 } from './0040-surveys.js';
import { Publishing1764000000041 } from './0041-publishing.js';
import { KeptTallies1764000000042 } from './0042-kept-tallies.js';
import { Measures1764000000043 } from './0043-measures.js';
import { ProjectLog1764000000044 } from './0044-project-log.js';
import { CreditPayouts1764000000045 } from './0045-credit-payouts.js';
import { FiguresAtScale1764000000046 } from './0046-figures-at-scale.js';
import { Representatives1764000000052 } from './0052-representatives.js';
import { OutlineTitles1764000000053 } from './0053-outline-titles.js';
import { ProjectsInIati1764000000055 } from './0055-projects-in-iati.js';
import { CoursePackaged1764000000056 } from './0056-course-packaged.js';
import { TargetsFromTheStart1764000000061 } from './0061-targets-from-the-start.js';
import { PeopleWhoRepresent1764000000064 } from './0064-people-who-represent.js';
import { UnsentForms1764000000068 } from './0068-unsent-forms.js';
import { ChargesOfSomebody1764000000070 } from './0070-charges-of-somebody.js';
import { NeverWrittenOver1764000000071 } from './0071-never-written-over.js';
import { MarksBeside1764000000072 } from './0072-marks-beside.js';
import { TillCounts1764000000073 } from './0073-till-counts.js';
import { PinsSetBy1764000000074 } from './0074-pins-set-by.js';
import { NoneWrittenOver1764000000075 } from './0075-none-written-over.js';
import { HeldRows1764000000076 } from './0076-held-rows.js';
import { ReferencesLookedUp1764000000077 } from './0077-references-looked-up.js';

/** Every migration, in order. One set for both engines. */
export const migrations = [
  Ground1764000000001,
  Centres1764000000002,
  People1764000000003,
  Accounts1764000000004,
  Courses1764000000005,
  Placement1764000000006,
  Groups1764000000007,
  Attendance1764000000008,
  Lessons1764000000009,
  Learning1764000000010,
  Access1764000000011,
  Guards1764000000012,
  Placements1764000000013,
  Certificates1764000000014,
  Coaching1764000000015,
  KeptWork1764000000021,
  ImportChoices1764000000023,
  PlainBrowsers1764000000024,
  Ledger1764000000025,
  Consortium1764000000026,
  LessonTitles1764000000028,
  WalkInsAndRecoveryCodes1764000000029,
  Fees1764000000030,
  Expenses1764000000033,
  Months1764000000034,
  Reports1764000000036,
  Framework1764000000038,
  CivicActions1764000000039,
  Surveys1764000000040,
  Publishing1764000000041,
  KeptTallies1764000000042,
  Measures1764000000043,
  ProjectLog1764000000044,
  CreditPayouts1764000000045,
  FiguresAtScale1764000000046,
  Representatives1764000000052,
  OutlineTitles1764000000053,
  ProjectsInIati1764000000055,
  CoursePackaged1764000000056,
  TargetsFromTheStart1764000000061,
  PeopleWhoRepresent1764000000064,
  UnsentForms1764000000068,
  ChargesOfSomebody1764000000070,
  NeverWrittenOver1764000000071,
  MarksBeside1764000000072,
  TillCounts1764000000073,
  PinsSetBy1764000000074,
  NoneWrittenOver1764000000075,
  HeldRows1764000000076,
  ReferencesLookedUp1764000000077,
];

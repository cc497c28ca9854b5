import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { PersonFacts } from './known-facts.js';
import type { CourseFacts, LearnerFacts, MarkFacts } from './learner-facts.js';
import { monthsOfMarks, type MonthMarks } from './month-marks.js';
import type { FactsRow } from './people-pages.js';

/**
 * Facts as they are kept: marks, of which there are many, are one string a course, with their sums by month beside it. So
 * whoever adds up whole months of a million people need not take twenty million marks apart.
 */
interface KeptCourse extends Omit<CourseFacts, 'marks'> {
  months: MonthMarks[];
  firstCame: LocalDate | null;
  /** `DAY SESSION HELD ATTENDED CAME`, separated by semicolons. */
  marks: string;
}

/** The same bytes for the same facts. */
export function keptForm(facts: LearnerFacts): string {
  return JSON.stringify({ ...facts, courses: facts.courses.map(keptCourse) });
}

/** What was kept, equal to what was drawn. */
export function readKept(kept: string): LearnerFacts {
  const read = JSON.parse(kept) as LearnerFacts;
  // In its place: the order of what is told stays. What somebody spoilt is read as well, so that it can be drawn anew.
  const courses = (read as Partial<LearnerFacts>).courses as unknown as KeptCourse[] | undefined ?? [];
  read.courses = courses.map((course) => new ReadCourse(course));
  return read;
}

/** Somebody with her facts in the order in which those of a person stand everywhere. @param rows hers, of all centres asked for */
export function readPerson(rows: readonly FactsRow[]): PersonFacts {
  return {
    facts: rows.map(({ facts }) => readKept(facts)).sort((a, b) => (a.centreId < b.centreId ? -1 : 1)),
    turn: Math.max(...rows.map(({ turn }) => Number(turn))),
  };
}

function keptCourse({ marks, ...course }: CourseFacts): KeptCourse {
  return {
    ...course, months: monthsOfMarks(marks), firstCame: marks.find(([, , , , came]) => came === 1)?.[0] ?? null, marks: marks.map((mark) => mark.join(' ')).join(';'),
  };
}

/** Takes its marks apart when somebody asks for them. */
class ReadCourse implements CourseFacts {
  readonly enrolmentId; readonly editionId; readonly courseCode; readonly course; readonly status; readonly level;
  readonly enrolledOn; readonly groupId; readonly groupedOn; readonly endedOn; readonly completedOn;
  readonly months; readonly firstCame;
  readonly #kept: string;
  #marks: MarkFacts[] | null = null;

  constructor(kept: KeptCourse) {
    this.enrolmentId = kept.enrolmentId;
    this.editionId = kept.editionId;
    this.courseCode = kept.courseCode;
    this.course = kept.course;
    this.status = kept.status;
    this.level = kept.level;
    this.enrolledOn = kept.enrolledOn;
    this.groupId = kept.groupId;
    this.groupedOn = kept.groupedOn;
    this.endedOn = kept.endedOn;
    this.completedOn = kept.completedOn;
    this.months = kept.months;
    this.firstCame = kept.firstCame;
    this.#kept = kept.marks;
  }

  get marks(): MarkFacts[] {
    return this.#marks ??= this.#kept === '' ? [] : this.#kept.split(';').map(readMark);
  }

  /** As it was drawn. */
  toJSON(): CourseFacts {
    const { months, firstCame, ...course } = this;
    void [months, firstCame];
    return { ...course, marks: this.marks };
  }
}

function readMark(kept: string): MarkFacts {
  const [on = '', sessionId = '', held, attended, came] = kept.split(' ');
  return [on, sessionId, Number(held), Number(attended), came === '1' ? 1 : 0];
}

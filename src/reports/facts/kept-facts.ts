import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { PersonFacts } from './known-facts.js';
import type { CourseFacts, LearnerFacts, MarkFacts } from './learner-facts.js';
import { monthsOfMarks, type MonthMarks } from './month-marks.js';

/**
 * Facts as they are kept: marks, of which there are many, stand beside the others, whose courses have the sums of theirs by
 * month. So whoever adds up whole months of a million people neither fetches twenty million marks nor takes them apart.
 */
export interface KeptForm {
  /** JSON of all but the marks. */
  facts: string;
  /** A line a course, in the order of the courses: `DAY SESSION HELD ATTENDED CAME`, separated by semicolons. */
  marks: string;
}

/** What was read of it: marks may be left out where nobody asks for them. */
export type ReadForm = Pick<KeptForm, 'facts'> & { marks: string | null };

/** A learner's facts as they were read. */
export interface FactsRow extends ReadForm {
  personId: Id;
  centreId: Id;
  turn: number;
}

interface KeptCourse extends Omit<CourseFacts, 'marks'> {
  months: MonthMarks[];
  firstCame: LocalDate | null;
}

/** The same bytes for the same facts. */
export function keptForm(facts: LearnerFacts): KeptForm {
  return {
    facts: JSON.stringify({ ...facts, courses: facts.courses.map(keptCourse) }),
    marks: facts.courses.map(({ marks }) => marks.map((mark) => mark.join(' ')).join(';')).join('\n'),
  };
}

/** Whether these are the facts that were kept, byte by byte. */
export function isKeptForm(kept: KeptForm, facts: LearnerFacts): boolean {
  const is = keptForm(facts);
  return kept.facts === is.facts && kept.marks === is.marks;
}

/** What was kept, equal to what was drawn; without its marks where they were left out: who asks for them then gets an error. */
export function readKept({ facts, marks }: ReadForm): LearnerFacts {
  const read = JSON.parse(facts) as LearnerFacts;
  // In its place: the order of what is told stays. What somebody spoilt is read as well, so that it can be drawn anew.
  const courses = (read as Partial<LearnerFacts>).courses as unknown as KeptCourse[] | undefined ?? [];
  const lines = marks?.split('\n');
  read.courses = courses.map((course, index) => new ReadCourse(course, lines ? lines[index] ?? '' : null));
  return read;
}

/** Somebody with her facts in the order in which those of a person stand everywhere. @param rows hers, of all centres asked for */
export function readPerson(rows: readonly FactsRow[]): PersonFacts {
  return {
    facts: rows.map(readKept).sort((a, b) => (a.centreId < b.centreId ? -1 : 1)),
    turn: Math.max(...rows.map(({ turn }) => Number(turn))),
  };
}

function keptCourse({ marks, ...course }: CourseFacts): KeptCourse {
  return { ...course, months: monthsOfMarks(marks), firstCame: marks.find(([, , , , came]) => came === 1)?.[0] ?? null };
}

/** Takes its marks apart when somebody asks for them. */
class ReadCourse implements CourseFacts {
  readonly enrolmentId; readonly editionId; readonly courseCode; readonly course; readonly status; readonly level;
  readonly enrolledOn; readonly groupId; readonly groupedOn; readonly endedOn; readonly completedOn;
  readonly months; readonly firstCame;
  readonly #kept: string | null;
  #marks: MarkFacts[] | null = null;

  constructor(kept: KeptCourse, marks: string | null) {
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
    this.#kept = marks;
  }

  get marks(): MarkFacts[] {
    if (this.#kept === null) throw new Error('these facts were read without their marks');
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

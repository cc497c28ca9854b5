import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Queryable } from '../centres/centres.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { readLesson, type LessonContent } from './lesson-content.js';
import { RETIRED_FROM } from './load-courses.js';
import { readPractice, type PracticeContent } from './practice-content.js';
import { partTitle } from './taught-title.js';

/** A lesson as a centre teaches it. */
export interface TaughtLesson {
  code: string;
  title: string;
  aim: string;
  /** Minutes in the classroom. */
  minutes: number;
  moduleCode: string;
  moduleTitle: string;
  courseCode: string;
  courseTitle: string;
  /** For the addresses of its pictures. */
  contentVersion: string;
  /** Who is seen with it may be in danger. */
  discreet: boolean;
  /** Null while it is taught from its outline alone. */
  content: LessonContent | null;
}

interface TextRow extends Omit<TaughtLesson, 'content' | 'discreet'> {
  discreet: boolean | number;
  shipped: string | null;
  edited: string | null;
}

/** The texts of lessons and practices; a centre's own version of a lesson goes before the one that Minka brings. */
@Injectable()
export class LessonTextsRepository {
  /** Lessons are read again and again, and reading one takes longer than fetching it. */
  private readonly lessons = new Memo<LessonContent | null>((source) => {
    const read = readLesson(source);
    return read.ok ? read.lesson : null;
  });

  private readonly practices = new Memo<PracticeContent | null>((source) => {
    const read = readPractice(source);
    return 'practice' in read ? read.practice : null;
  });

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One query. @throws NotThere */
  async lesson(centreId: Id, code: string): Promise<TaughtLesson> {
    const [row] = await this.dataSource.query<TextRow[]>(LESSON, [centreId, centreId, centreId, code]);
    if (!row) throw new NotThere('lesson');
    const { shipped, edited, discreet, ...lesson } = row;
    const source = edited ?? shipped;
    return { ...lesson, discreet: Boolean(discreet), content: source === null ? null : this.lessons.of(source) };
  }

  /** One query. @throws NotThere */
  async practice(code: string): Promise<PracticeContent> {
    const [row] = await this.dataSource.query<{ content: string }[]>('SELECT content FROM practices WHERE code = ?', [code]);
    const content = row ? this.practices.of(row.content) : null;
    if (!content) throw new NotThere('practice');
    return content;
  }

  /** The practices of each module of a course, as the lessons that the centre teaches name them. One query. */
  async practicesByModule(centreId: Id, courseCode: string, source: Queryable = this.dataSource): Promise<Map<string, Set<string>>> {
    const rows = await source.query<Pick<TextRow, 'moduleCode' | 'shipped' | 'edited'>[]>(
      COURSE_TEXTS, [centreId, centreId, courseCode, RETIRED_FROM, RETIRED_FROM]);
    const modules = new Map<string, Set<string>>();
    for (const { moduleCode, shipped, edited } of rows) {
      const text = edited ?? shipped;
      const content = text === null ? null : this.lessons.of(text);
      const known = modules.get(moduleCode) ?? new Set();
      for (const practice of content?.practice ?? []) known.add(practice);
      modules.set(moduleCode, known);
    }
    return modules;
  }

  /** A drawing of a course, and the version of the course's content that it is of. @throws NotThere */
  async picture(courseCode: string, name: string): Promise<{ svg: string; contentVersion: string }> {
    const [row] = await this.dataSource.query<{ svg: string; contentVersion: string }[]>(
      'SELECT p.svg, c.content_version AS contentVersion FROM course_pictures p JOIN courses c ON c.code = p.course_code'
      + ' WHERE p.course_code = ? AND p.name = ?', [courseCode, name]);
    if (!row) throw new NotThere('picture');
    return row;
  }
}

const TEXTS = `
  LEFT JOIN lesson_texts t ON t.lesson_code = l.code
  LEFT JOIN lesson_edits e ON e.centre_id = ? AND e.lesson_code = l.code
    AND e.ordinal = (SELECT MAX(o.ordinal) FROM lesson_edits o WHERE o.centre_id = ? AND o.lesson_code = l.code)`;

const COURSE_TEXTS = `
  SELECT m.code AS moduleCode, t.source AS shipped, e.source AS edited
  FROM lessons l JOIN modules m ON m.code = l.module_code${TEXTS}
  WHERE m.course_code = ? AND m.ordinal < ? AND l.ordinal < ?`;

const LESSON = `
  SELECT l.code, COALESCE(e.title, l.title) AS title, COALESCE(e.aim, l.aim) AS aim, l.minutes, m.code AS moduleCode, m.discreet,
    ${partTitle('x.id', 'm')} AS moduleTitle, c.code AS courseCode, ${partTitle('x.id', 'c')} AS courseTitle, c.content_version AS contentVersion, t.source AS shipped, e.source AS edited
  FROM centres x CROSS JOIN lessons l
  JOIN modules m ON m.code = l.module_code
  JOIN courses c ON c.code = m.course_code${TEXTS}
  WHERE x.id = ? AND l.code = ?`;

const MOST_KEPT = 200;

/** Keeps what was made of a text, by the text. */
class Memo<T> {
  private readonly kept = new Map<string, T>();

  constructor(private readonly make: (text: string) => T) {}

  of(text: string): T {
    const known = this.kept.get(text);
    if (known !== undefined) return known;
    const made = this.make(text);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(text, made);
    return made;
  }
}

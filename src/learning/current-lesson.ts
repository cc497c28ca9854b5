import { Inject, Injectable } from '@nestjs/common';
import type { LessonContent } from '../courses/lesson-content.js';
import { LessonTextsRepository, type TaughtLesson } from '../courses/lesson-texts.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localTimeAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { personOf, type Viewer } from '../shared/web/viewer.js';
import { LearningRepository, type OwnLesson } from './learning.repository.js';

/** A lesson that is open to a learner, with its text. */
export interface OpenLesson {
  personId: Id;
  own: OwnLesson;
  lesson: TaughtLesson & { content: LessonContent };
}

/** Finds lessons for the learner who asks: what is not open to her is not there. */
@Injectable()
export class CurrentLesson {
  constructor(
    private readonly repository: LearningRepository, private readonly texts: LessonTextsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  today(): LocalDate {
    return this.clock.today();
  }

  time(): LocalTime {
    return localTimeAt(this.clock.now());
  }

  /** Two queries. @throws NotThere */
  async open(viewer: Viewer, code: string): Promise<OpenLesson> {
    const personId = personOf(viewer);
    const [own, lesson] = await Promise.all([
      this.repository.ownLesson(personId, viewer.centreId, this.today(), code), this.texts.lesson(viewer.centreId, code),
    ]);
    if (!lesson.content) throw new NotThere('lesson text');
    return { personId, own, lesson: { ...lesson, content: lesson.content } };
  }
}

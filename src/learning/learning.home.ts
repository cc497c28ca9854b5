import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Selection } from '../shared/database/selections.js';
import type { Id } from '../shared/kernel/ids.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { inGroups, ownEnrolments, type OwnEnrolment } from '../groups/own-enrolments.js';
import { coursesOver, coursesOverItems } from './courses-over.js';
import { CurrentLesson } from './current-lesson.js';
import { isOver, LearningRepository, lessonSelections, type FoundLessons, type OwnLesson } from './learning.repository.js';
import { hasDiscreet, nextItem, stillTaught } from './lesson.presenter.js';

/** What learning puts on a learner's home: the lesson to go on with, and how far she is. */
@Injectable()
export class LearningHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, private readonly current: CurrentLesson, private readonly repository: LearningRepository) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['learner'], order: 2, title: 'learning:home.section',
      rows: ({ personId, centreId }) => (personId ? this.ownSelections(personId, centreId) : {}),
      more: (viewer, _, { own = [] }) => this.overSelection(viewer, own),
      load: async ({ centreId }, t, __, { own = [], progress = [], planned = [], opened = [], over = [] }) => {
        const lessons = await this.repository.fromFound({ courses: coursesIn(own), progress, planned, opened }, centreId, this.current.today());
        return [...lessonItems(t, stillTaught(lessons)), ...coursesOverItems(t, over, lessons)];
      },
    });
  }

  private ownSelections(personId: Id, centreId: Id): Record<string, Selection> {
    const { progress, planned, opened } = lessonSelections(personId, centreId);
    return { own: ownEnrolments(personId, centreId, this.current.today(), this.current.time()), progress, planned, opened };
  }

  private overSelection({ personId, centreId }: Viewer, own: readonly OwnEnrolment[]): Record<string, Selection> {
    const today = this.current.today();
    return personId && coursesIn(own).some((course) => isOver(course, today)) ? { over: coursesOver(personId, centreId, today) } : {};
  }
}

function coursesIn(own: readonly OwnEnrolment[]): FoundLessons['courses'] {
  return inGroups(own).map(({ editionStatus, ...course }) => ({ ...course, status: editionStatus }));
}

function lessonItems(t: Translate, lessons: readonly OwnLesson[]): HomeItem[] {
  if (lessons.length === 0) return [];
  const done = lessons.filter(({ finishedAt }) => finishedAt !== null).length;
  const all: HomeItem = {
    text: t('learning:home.all'), href: '/learning', about: t('learning:lessons.done', { done, count: lessons.length }), discreet: hasDiscreet(lessons),
  };
  const next = nextItem(t, lessons);
  return next ? [next, all] : [all];
}

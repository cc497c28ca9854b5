import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { coursesOver, coursesOverItems } from './courses-over.js';
import { CurrentLesson } from './current-lesson.js';
import { LearningRepository, lessonSelections, type OwnLesson } from './learning.repository.js';
import { hasDiscreet, nextItem, stillTaught } from './lesson.presenter.js';

/** What learning puts on a learner's home: the lesson to go on with, and how far she is. */
@Injectable()
export class LearningHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, private readonly current: CurrentLesson, private readonly repository: LearningRepository) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['learner'], order: 2, title: 'learning:home.section',
      rows: ({ personId, centreId }) => (
        personId ? { ...lessonSelections(personId, centreId), over: coursesOver(personId, centreId, this.current.today()) } : {}),
      load: async ({ centreId }, t, __, { courses = [], progress = [], planned = [], opened = [], over = [] }) => {
        const own = await this.repository.fromFound({ courses, progress, planned, opened }, centreId, this.current.today());
        return [...lessonItems(t, stillTaught(own)), ...coursesOverItems(t, over, own)];
      },
    });
  }
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

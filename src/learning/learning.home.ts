import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { CurrentLesson } from './current-lesson.js';
import { LearningRepository } from './learning.repository.js';
import { hasDiscreet, nextItem } from './lesson.presenter.js';

/** What learning puts on a learner's home: the lesson to go on with, and how far she is. */
@Injectable()
export class LearningHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, private readonly repository: LearningRepository, private readonly current: CurrentLesson) {}

  onModuleInit(): void {
    this.sections.add({ roles: ['learner'], order: 2, title: 'learning:home.section', load: (viewer, t) => this.ownLessons(viewer, t) });
  }

  /** One query. */
  private async ownLessons(viewer: Viewer, t: Translate): Promise<HomeItem[]> {
    if (!viewer.personId) return [];
    const lessons = await this.repository.ownLessons(viewer.personId, viewer.centreId, this.current.today());
    if (lessons.length === 0) return [];
    const done = lessons.filter(({ finishedAt }) => finishedAt !== null).length;
    const all: HomeItem = {
      text: t('learning:lessons.title'), href: '/learning', about: t('learning:lessons.done', { done, count: lessons.length }), discreet: hasDiscreet(lessons),
    };
    const next = nextItem(t, lessons);
    return next ? [next, all] : [all];
  }
}

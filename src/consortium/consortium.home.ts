import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { HomeSections } from '../shared/web/home-sections.js';
import { postsOf } from './consortium.repository.js';
import { mandateNotices } from './post-rules.js';
import { noticeWords } from './posts.presenter.js';

/** What administrators see to this week: posts of the consortium whose mandate ends, or that nobody holds any more. */
@Injectable()
export class ConsortiumHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['administrator'], order: 25, title: 'consortium:title',
      rows: ({ centreId }) => ({ posts: postsOf(centreId) }),
      load: (_, t, __, { posts = [] }) => mandateNotices(posts, this.clock.today()).map((notice) => ({
        text: noticeWords(t, notice), about: t(`consortium:home.${notice.state}`), href: '/consortium/posts',
      })),
    });
  }
}

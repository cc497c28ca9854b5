import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HomeSections, type HomeFigure } from '../shared/web/home-sections.js';
import type { Viewer } from '../shared/web/viewer.js';

/** What lists put on the homes: those that were looked at and that nobody has confirmed yet. Nothing of them is on record. */
@Injectable()
export class ImportsHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['trainer', 'coordinator', 'administrator'], order: 18, title: 'imports:home.section', figures: toConfirm,
      load: (_, t, { lists = 0 }) => (lists === 0 ? [] : [{ text: t('imports:home.to-confirm'), about: t('imports:home.to-confirm-about'), href: '/imports', number: lists }]),
    });
  }
}

function toConfirm({ centreId }: Viewer): Record<string, HomeFigure> {
  return { lists: { sql: "SELECT COUNT(*) FROM imports WHERE centre_id = ? AND status = 'planned'", parameters: [centreId] } };
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HomeSections, type HomeFigure } from '../shared/web/home-sections.js';
import type { Viewer } from '../shared/web/viewer.js';

/** What lists put on the homes: those that would write something and that nobody has confirmed yet. Nothing of them is on record. */
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
  return {
    lists: {
      sql: `SELECT COUNT(*) FROM imports i WHERE i.centre_id = ? AND i.status = 'planned'
        AND EXISTS (SELECT 1 FROM import_rows r WHERE r.import_id = i.id AND r.outcome IN ('new', 'changed', 'doubtful'))`,
      parameters: [centreId],
    },
  };
}

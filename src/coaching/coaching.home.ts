import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HomeSections, type HomeFigure, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { COACHING_MANAGERS, COACHING_ROLES } from './coaching.policy.js';

/** What coaching waits for before anybody can book: coaches of the centre, and each coach's hours. */
@Injectable()
export class CoachingHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections) {}

  onModuleInit(): void {
    this.sections.add({ roles: COACHING_MANAGERS, order: 26, title: 'coaching:coaches.home.section', figures: present, load: lacking });
    this.sections.add({ roles: COACHING_ROLES, order: 27, title: 'coaching:coaches.home.own-section', figures: own, load: ownHours });
  }
}

function present({ centreId }: Viewer): Record<string, HomeFigure> {
  return {
    coaches: { sql: 'SELECT COUNT(*) FROM coaches WHERE centre_id = ? AND ended_at IS NULL', parameters: [centreId] },
    withoutHours: {
      sql: `SELECT COUNT(*) FROM coaches c WHERE c.centre_id = ? AND c.ended_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM coach_hours h WHERE h.coach_id = c.id)`,
      parameters: [centreId],
    },
  };
}

function lacking(_: Viewer, t: Translate, { coaches = 0, withoutHours = 0 }: Readonly<Record<string, number>>): HomeItem[] {
  const href = coaches === 0 ? '/coaching/coaches/new' : '/coaching/coaches';
  if (coaches === 0) return [{ text: t('coaching:coaches.home.none'), about: t('coaching:coaches.home.none-about'), href }];
  return withoutHours === 0 ? [] : [{ text: t('coaching:coaches.home.without-hours'), about: t('coaching:coaches.home.without-hours-about'), href, number: withoutHours }];
}

function own({ accountId, centreId }: Viewer): Record<string, HomeFigure> {
  const mine = 'FROM coaches c WHERE c.account_id = ? AND c.centre_id = ? AND c.ended_at IS NULL';
  return {
    coaches: { sql: `SELECT COUNT(*) ${mine}`, parameters: [accountId, centreId] },
    withHours: { sql: `SELECT COUNT(*) ${mine} AND EXISTS (SELECT 1 FROM coach_hours h WHERE h.coach_id = c.id)`, parameters: [accountId, centreId] },
  };
}

function ownHours(_: Viewer, t: Translate, { coaches = 0, withHours = 0 }: Readonly<Record<string, number>>): HomeItem[] {
  if (coaches === 0) return [];
  const key = withHours > 0 ? 'own' : 'own-untold';
  return [
    { text: t(`coaching:coaches.home.${key}`), about: t(`coaching:coaches.home.${key}-about`), href: '/coaching/coaches/own' },
    { text: t('notes:people.title'), about: t('notes:people.about'), href: '/coaching/notes' },
  ];
}

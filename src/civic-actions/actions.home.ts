import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonSections, type PersonSectionView } from '../people/person-sections.js';
import type { Selection } from '../shared/database/selections.js';
import type { Id } from '../shared/kernel/ids.js';
import { HomeSections, type HomeFigure, type HomeFigures, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { ACTIONS, MY_ACTIONS } from './action.presenter.js';
import { ACTION_STAFF } from './actions.policy.js';
import { TO_SEE } from './actions.repository.js';

/** What actions put elsewhere: on a learner's home after her course, on the staff's home, and on the page of a person. */
@Injectable()
export class ActionsHome implements OnModuleInit {
  constructor(private readonly homes: HomeSections, private readonly sections: PersonSections) {}

  onModuleInit(): void {
    this.homes.add({ roles: ['learner'], order: 4, title: 'actions:own.section', figures: ownFigures, load: (_, t, figures) => ownItems(t, figures) });
    this.homes.add({
      roles: ACTION_STAFF, order: 24, title: 'actions:list.title',
      figures: ({ centreId }) => ({ toSee: { sql: TO_SEE, parameters: [centreId] } }), load: (_, t, figures) => staffItems(t, figures),
    });
    this.sections.add({
      roles: ACTION_STAFF, order: 50, rows: ({ centreId }, personId) => ({ actions: ofPerson(centreId, personId) }),
      load: (_, personId, t, { actions = [] }) => sectionOf(t, personId, actions),
    });
  }
}

/** Courses that she completed, those of them since whose beginning she told nothing, and what she told in all. */
function ownFigures({ personId, centreId }: Viewer): Record<string, HomeFigure> {
  if (!personId) return {};
  const completed = `SELECT COUNT(*) FROM enrolments n JOIN editions d ON d.id = n.edition_id WHERE n.person_id = ? AND n.centre_id = ? AND n.status = 'completed'`;
  return {
    completed: { sql: completed, parameters: [personId, centreId] },
    untold: {
      sql: `${completed} AND NOT EXISTS (SELECT 1 FROM civic_actions a WHERE a.person_id = n.person_id AND a.centre_id = n.centre_id AND a.done_on >= d.starts_on)`,
      parameters: [personId, centreId],
    },
    told: { sql: 'SELECT COUNT(*) FROM civic_actions WHERE person_id = ? AND centre_id = ?', parameters: [personId, centreId] },
  };
}

function ownItems(t: Translate, { completed = 0, untold = 0, told = 0 }: HomeFigures): HomeItem[] {
  if (completed === 0 && told === 0) return [];
  const mine: HomeItem[] = told > 0 ? [{ text: t('actions:own.title'), about: t('actions:own.told-so-far', { count: told }), href: MY_ACTIONS }] : [];
  const tell = { text: t('actions:own.tell'), about: t('actions:own.tell-about'), href: `${MY_ACTIONS}/new` };
  return [untold > 0 ? { ...tell, button: t('actions:own.begin') } : tell, ...mine];
}

function staffItems(t: Translate, { toSee = 0 }: HomeFigures): HomeItem[] {
  return toSee > 0 ? [{ text: t('actions:home.to-see'), about: t('actions:home.to-see-about'), href: `${ACTIONS}?state=to-see`, number: toSee }] : [];
}

interface CountedActions {
  total: number;
  proved: number | null;
}

function ofPerson(centreId: Id, personId: Id): Selection {
  return {
    columns: { total: 'COUNT(*)', proved: "SUM(CASE WHEN a.review = 'proved' THEN 1 ELSE 0 END)" },
    from: "FROM civic_actions a WHERE a.person_id = ? AND a.centre_id = ? AND a.review <> 'wrong'", parameters: [personId, centreId],
  };
}

function sectionOf(t: Translate, personId: Id, [counted]: readonly CountedActions[]): PersonSectionView {
  const [total, proved] = [Number(counted?.total ?? 0), Number(counted?.proved ?? 0)];
  const label = t('actions:list.title');
  if (total === 0) return { facts: [{ label, text: t('actions:new.title'), href: `${ACTIONS}/new?person=${personId}` }] };
  return { facts: [{ label, text: t('actions:person', { count: total, proved }), href: `${ACTIONS}?person=${personId}` }] };
}

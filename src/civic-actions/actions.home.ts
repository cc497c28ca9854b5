import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ownEnrolments, type OwnEnrolment } from '../groups/own-enrolments.js';
import { PersonSections, type PersonSectionView } from '../people/person-sections.js';
import type { Selection } from '../shared/database/selections.js';
import { Clock, type Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeFigures, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { ACTIONS, MY_ACTIONS } from './action.presenter.js';
import { ACTION_STAFF } from './actions.policy.js';
import { TO_SEE } from './actions.repository.js';

/** What actions put elsewhere: on a learner's home after her course, on the staff's home, and on the page of a person. */
@Injectable()
export class ActionsHome implements OnModuleInit {
  constructor(private readonly homes: HomeSections, private readonly sections: PersonSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.homes.add({
      roles: ['learner'], order: 4, title: 'actions:own.section', rows: (viewer) => ownRows(viewer, this.clock.now()),
      load: (_, t, __, { own = [], told = [] }) => ownItems(t, own, told),
    });
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

function ownRows({ personId, centreId }: Viewer, now: Instant): Record<string, Selection> {
  if (!personId) return {};
  return {
    own: ownEnrolments(personId, centreId, localDateAt(now), localTimeAt(now)),
    told: { columns: TOLD, from: 'FROM civic_actions a WHERE a.person_id = ? AND a.centre_id = ?', parameters: [personId, centreId] },
  };
}

/** How many actions she told of, and when the last of them was done. */
interface ToldRow {
  count: number | string;
  lastDoneOn: LocalDate | null;
}

const TOLD: Readonly<Record<keyof ToldRow, string>> = { count: 'COUNT(*)', lastDoneOn: 'MAX(a.done_on)' };

function ownItems(t: Translate, own: readonly OwnEnrolment[], [row]: readonly ToldRow[]): HomeItem[] {
  const completed = own.filter(({ status }) => status === 'completed');
  const told = Number(row?.count ?? 0);
  if (completed.length === 0 && told === 0) return [];
  const mine: HomeItem[] = told > 0 ? [{ text: t('actions:own.title'), about: t('actions:own.told-so-far', { count: told }), href: MY_ACTIONS }] : [];
  const tell = { text: t('actions:own.tell'), about: t('actions:own.tell-about'), href: `${MY_ACTIONS}/new` };
  // Of a completed course she has told nothing when nothing was done since it began.
  const untold = completed.some(({ startsOn }) => (row?.lastDoneOn ?? '') < startsOn);
  return [untold ? { ...tell, button: t('actions:own.begin') } : tell, ...mine];
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

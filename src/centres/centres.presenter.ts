import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { table, type TableView } from '../shared/web/tables.js';
import type { Centre } from './centre.entity.js';
import type { CentreRow, RoomWithSeats } from './centres.repository.js';

export type CentreTab = 'about' | 'rooms' | 'hours' | 'holidays';

/** What stands over every page of a centre. */
export interface CentreHead {
  centre: { name: string; eyebrow: string };
  tabs: object;
}

export function centreHead(t: Translate, centre: Pick<Centre, 'id' | 'name' | 'district'>, current: CentreTab): CentreHead {
  const paths: Record<CentreTab, string> = { about: '', rooms: '/rooms', hours: '/hours', holidays: '/holidays' };
  const items = (Object.keys(paths) as CentreTab[]).map((tab) => ({
    href: `/centres/${centre.id}${paths[tab]}`, text: t(`centres:tabs.${tab}`), current: tab === current,
  }));
  return { centre: { name: centre.name, eyebrow: centre.district === centre.name ? t('centres:centre') : centre.district }, tabs: { label: t('centres:tabs.label'), items } };
}

export function centresTable(t: Translate, rows: readonly CentreRow[]): TableView {
  return table({
    id: 'centres', caption: t('centres:list.title'), captionHidden: true,
    columns: [
      { text: t('centres:fields.name') }, { text: t('centres:fields.district') },
      { text: t('centres:list.rooms'), numeric: true }, { text: t('centres:list.workstations'), numeric: true },
    ],
    rows: rows.map((row) => [
      { text: row.name, href: `/centres/${row.id}`, detail: row.shortName },
      { text: row.district },
      { text: row.rooms },
      { text: t('centres:list.working', { working: row.workstations - row.outOfOrder, count: row.workstations }) },
    ]),
  });
}

export function centreFields(t: Translate, form: FormView, centre: Partial<Centre> = {}): Field[] {
  return [
    field(form, t, { name: 'name', label: 'centres:fields.name', hint: 'centres:hints.name', value: centre.name, maxlength: 120 }),
    field(form, t, { name: 'shortName', label: 'centres:fields.short-name', hint: 'centres:hints.short-name', value: centre.shortName, maxlength: 20, width: 'short' }),
    field(form, t, { name: 'district', label: 'centres:fields.district', value: centre.district, maxlength: 80, width: 'medium' }),
    field(form, t, { name: 'address', label: 'centres:fields.address', value: centre.address, maxlength: 160, optional: true }),
    field(form, t, { name: 'phone', type: 'tel', label: 'centres:fields.phone', value: centre.phone, maxlength: 20, optional: true }),
  ];
}

/**
 * The page about one centre: what is known of it, and how many can sit down.
 * @param current whether the viewer works at it now: what other features show is of that centre alone
 */
export function centreAbout(t: Translate, centre: Centre, rooms: readonly RoomWithSeats[], open: string, current: boolean): object {
  const seats = rooms.reduce((sum, room) => sum + room.seats, 0);
  const workstations = rooms.reduce((sum, room) => sum + room.workstations, 0);
  const base = `/centres/${centre.id}`;
  return {
    editUrl: `${base}/edit`,
    stats: [
      { label: t('centres:about.seats'), value: seats, href: `${base}/rooms`, note: seatsNote(t, workstations, seats) },
      { label: t('centres:about.rooms'), value: rooms.length, href: `${base}/rooms` },
    ],
    facts: [
      { label: t('centres:fields.short-name'), text: centre.shortName },
      { label: t('centres:fields.district'), text: centre.district },
      { label: t('centres:fields.address'), text: centre.address },
      { label: t('centres:fields.phone'), text: centre.phone },
      { label: t('centres:about.today'), text: open },
      ...(current ? [{ label: t('coaching:coaches.centre.label'), text: t('coaching:coaches.centre.link'), href: '/coaching/coaches' }] : []),
    ],
  };
}

function seatsNote(t: Translate, workstations: number, seats: number): string {
  if (workstations === 0) return t('centres:about.no-workstations');
  return workstations === seats ? t('centres:about.all-work') : t('centres:about.out-of-order', { count: workstations - seats });
}

import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import type { Id } from '../shared/kernel/ids.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { RoomWithSeats, WorkstationRow } from './centres.repository.js';
import type { Room } from './room.entity.js';
import { MOST_AT_ONCE, nextNumber } from './workstation-rules.js';
import type { Workstation } from './workstation.entity.js';

/** As many as a room of the first two centres holds. */
const USUAL_NUMBER = Math.min(20, MOST_AT_ONCE);

/** Each room with its PCs, those out of order first, since they are what somebody came for. */
export function roomsView(t: Translate, centreId: Id, rooms: readonly RoomWithSeats[], workstations: readonly WorkstationRow[]): object {
  const base = `/centres/${centreId}`;
  return {
    addUrl: `${base}/rooms/new`,
    rooms: rooms.map((room) => {
      const own = workstations.filter(({ roomId }) => roomId === room.id);
      return {
        id: room.id,
        name: room.name,
        renameUrl: `${base}/rooms/${room.id}/edit`,
        addUrl: `${base}/rooms/${room.id}/workstations/new`,
        words: room.workstations === 0 ? t('centres:rooms.none-yet') : t('centres:rooms.seats', { seats: room.seats, count: room.workstations }),
        outOfOrder: own.filter(({ outOfOrderSince }) => outOfOrderSince !== null).map((workstation) => ({
          label: workstation.label,
          href: `${base}/workstations/${workstation.id}`,
          about: brokenWords(t, workstation),
          repairUrl: `${base}/workstations/${workstation.id}/repair`,
        })),
        working: own.filter(({ outOfOrderSince }) => outOfOrderSince === null)
          .map(({ id, label, note }) => ({ label, note, href: `${base}/workstations/${id}` })),
      };
    }),
  };
}

export function roomFields(t: Translate, form: FormView, room: Partial<Room> = {}): Field[] {
  return [field(form, t, { name: 'name', label: 'centres:fields.room', hint: 'centres:hints.room', value: room.name, maxlength: 60, width: 'medium' })];
}

/** The series that comes next is written down already. */
export function seriesFields(t: Translate, form: FormView, labels: readonly string[]): Field[] {
  const from = nextNumber(labels);
  return [
    field(form, t, { name: 'prefix', label: 'centres:fields.prefix', hint: 'centres:hints.prefix', value: prefixOf(labels), maxlength: 15, width: 'short' }),
    field(form, t, { name: 'from', type: 'number', label: 'centres:fields.series-from', value: from, maxlength: 4 }),
    field(form, t, { name: 'to', type: 'number', label: 'centres:fields.series-to', value: labels.length === 0 ? USUAL_NUMBER : from, maxlength: 4 }),
  ];
}

export function workstationFields(t: Translate, form: FormView, workstation: Workstation): Field[] {
  const state = workstation.outOfOrderSince === null ? 'working' : 'out-of-order';
  const choices = ['working', 'out-of-order'].map((value) => ({ value, label: t(`centres:workstation.${value}`) }));
  return [
    field(form, t, { name: 'label', label: 'centres:fields.label', value: workstation.label, maxlength: 20, width: 'short' }),
    field(form, t, { name: 'state', type: 'radios', label: 'centres:fields.state', choices, value: state }),
    field(form, t, {
      name: 'note', type: 'textarea', label: 'centres:fields.note', hint: 'centres:hints.note', value: workstation.note, maxlength: 200,
      rows: 2, optional: true,
    }),
  ];
}

function brokenWords(t: Translate, { outOfOrderSince, note }: WorkstationRow): string {
  const since = t('centres:rooms.broken-since', { date: formatLocalDate(localDateAt(outOfOrderSince ?? 0)) });
  return note ? `${since} · ${note}` : since;
}

function prefixOf(labels: readonly string[]): string {
  return /^(.*?)\s*\d+$/u.exec(labels[0] ?? '')?.[1] || 'PC';
}

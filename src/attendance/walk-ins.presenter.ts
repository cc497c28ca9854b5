import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { headView } from './register.presenter.js';
import type { SessionHead } from './registers.repository.js';
import type { WalkInRow } from './walk-ins.repository.js';

export interface WalkInsPage {
  head: SessionHead;
  walkIns: readonly WalkInRow[];
  form: FormView;
  now: Instant;
  /** Nothing can be written any more: the register is closed, or the session is not held. */
  writable: boolean;
}

/** What `attendance/walk-ins` shows. */
export function walkInsView(t: Translate, { head, walkIns, form, now, writable }: WalkInsPage): object {
  return {
    ...headView(t, head, localDateAt(now)), id: head.id, form, writable,
    names: walkIns.filter(({ personId }) => personId === null).map(({ id, name }) => ({ id, name, href: walkInPath(head.id, id) })),
    people: walkIns.filter(({ personId }) => personId !== null).map(({ name, personId, personName, enrolled }) => ({
      name: personName, href: `/people/${personId}`, written: name,
      words: t(`attendance:walk-ins.${enrolled ? 'enrolled' : 'not-enrolled'}`),
      enrol: enrolled ? null : `/editions/${head.editionId}/enrolments/new?${new URLSearchParams({ q: personName ?? '', show: 'all' }).toString()}`,
    })),
    field: field(form, t, { name: 'name', label: 'attendance:walk-ins.name', hint: 'attendance:walk-ins.name-hint', maxlength: 120 }),
  };
}

/** What `attendance/walk-in` shows: who is she? */
export function walkInView(
  t: Translate, head: SessionHead, walkIn: WalkInRow, { q, found, form }: { q: string; found: object; form: FormView },
): object {
  return {
    id: head.id, walkIn, action: walkInPath(head.id, walkIn.id), q, form, eyebrow: head.groupName, title: t('attendance:walk-ins.who', { name: walkIn.name }), ...found,
    register: `/people/new?${new URLSearchParams({ session: head.id, walkIn: walkIn.id }).toString()}`,
  };
}

/** The question before she is marked. */
export function walkInConfirmView(t: Translate, head: SessionHead, walkIn: WalkInRow, person: { id: Id; name: string }): object {
  const path = walkInPath(head.id, walkIn.id);
  return {
    text: t('attendance:walk-ins.confirm-text', { written: walkIn.name, name: person.name }), action: path, submit: t('attendance:walk-ins.confirm'),
    backUrl: path, back: t('attendance:walk-ins.another'), hidden: [{ name: 'person', value: person.id }],
  };
}

export function walkInPath(sessionId: Id, walkInId: Id): string {
  return `/sessions/${sessionId}/walk-ins/${walkInId}`;
}

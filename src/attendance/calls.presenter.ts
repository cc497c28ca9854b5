import { postKey } from '../organisations/posts.js';
import { formatPhone } from '../people/contact.js';
import { addDays, formatLocalDate, localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import type { ListContent } from '../shared/web/list-files.js';
import { dayWords } from '../shared/web/date-words.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { callTask, type CallObstacle, type OrganisationContact } from './call-list.js';
import type { CallListEntry } from './missed.js';

const KINDS: Record<ReturnType<typeof callTask>, string> = {
  'to-call': 'warning', again: 'warning', 'wrong-number': 'danger', done: 'success', ask: 'info', 'tell-group': 'info',
};

/** The call list of a day. */
export interface CallsPage {
  date: LocalDate;
  today: LocalDate;
  entries: readonly CallListEntry[];
  /** What else should be known of somebody who is called. */
  notes: ReadonlyMap<string, readonly string[]>;
  /** Whether the viewer may take the list away. */
  mayTake: boolean;
}

/** What `attendance/calls` shows. */
export function callsView(t: Translate, { date, today, entries, notes, mayTake }: CallsPage, form: FormView): object {
  const view = (entry: CallListEntry): object => ({
    ...entryView(t, entry, date), notes: notes.get(entry.missed.personId), failed: isOf(form, entry) ? noteField(t, form) : null,
  });
  const [ofDay, earlier] = [entries.filter(({ missed }) => missed.date === date), entries.filter(({ missed }) => missed.date !== date)];
  return {
    form, date,
    lead: date === today ? t('attendance:calls.today', { day: dayWords(t, date) }) : dayWords(t, date, today),
    ofDay: ofDay.map(view),
    earlier: earlier.map(view),
    open: ofDay.filter(({ state }) => state !== 'done').length,
    csv: mayTake && entries.length > 0 ? `/calls/exports?date=${date}` : null,
    before: `/calls?date=${addDays(date, -1)}`, after: date < today ? `/calls?date=${addDays(date, 1)}` : null,
  };
}

/** Whose call it was that could not be noted. */
function isOf({ values, summary }: FormView, { missed: { sessionId, personId } }: CallListEntry): boolean {
  return summary.length > 0 && values.sessionId === sessionId && values.personId === personId;
}

function noteField(t: Translate, form: FormView): Field {
  return field(form, t, { name: 'note', label: 'attendance:calls.what', maxlength: 300, optional: true });
}

/** The list to take away. */
export function callsCsv(t: Translate, entries: readonly CallListEntry[]): ListContent {
  const headings = ['name', 'phone', 'contact', 'contact-phone', 'group', 'date', 'in-a-row', 'state', 'note'].map((name) => t(`attendance:columns.${name}`));
  const rows = entries.map(({ missed, state, obstacle, contact, calls }) => [
    missed.name, phoneWords(t, missed.phone, obstacle), contact && contactWords(t, contact), contact && formatPhone(contact.phone),
    missed.groupName, { date: missed.date }, missed.inARow, t(`attendance:call-state.${callTask({ state, obstacle, contact })}`), calls[0]?.note,
  ]);
  return { headings, rows };
}

function entryView(t: Translate, { missed, state, obstacle, contact, calls }: CallListEntry, date: LocalDate): object {
  const task = callTask({ state, obstacle, contact });
  return {
    personId: missed.personId, sessionId: missed.sessionId, name: missed.name, id: `call-${missed.sessionId}-${missed.personId}`,
    href: `/people/${missed.personId}`,
    about: missedWords(t, missed, date),
    inARow: missed.inARow > 1 ? t('attendance:calls.in-a-row', { count: missed.inARow }) : null,
    phone: missed.phone && missed.mayCall === true ? { href: `tel:+51${missed.phone}`, text: formatPhone(missed.phone) } : null,
    why: obstacle && t(`attendance:calls.why.${obstacle}`),
    contact: contact && { words: contactWords(t, contact), href: `tel:+51${contact.phone}`, text: formatPhone(contact.phone) },
    nobody: obstacle !== null && !contact,
    badge: { text: t(`attendance:call-state.${task}`), kind: KINDS[task] }, done: state === 'done',
    calls: calls.map(({ madeAt, outcome, note, callerName }) => t(note ? 'attendance:calls.made-note' : 'attendance:calls.made', {
      outcome: t(`attendance:outcome.${outcome}`), date: formatLocalDate(localDateAt(madeAt)), time: localTimeAt(madeAt),
      name: callerName ?? t('attendance:conflict.somebody'), note,
    })),
  };
}

/** Which session: with its day where the list is not of that day. */
function missedWords(t: Translate, { groupName, startsAt, date }: CallListEntry['missed'], ofList: LocalDate): string {
  const session = { group: groupName, time: startsAt };
  return date === ofList ? t('attendance:calls.missed', session) : t('attendance:calls.missed-on', { ...session, day: dayWords(t, date) });
}

/** Her number where she agreed to be called; else why there is none. */
function phoneWords(t: Translate, phone: string | null, obstacle: CallObstacle | null): string | null {
  return obstacle === 'refused' || obstacle === 'no-consent' ? t(`attendance:calls.why.${obstacle}`) : phone && formatPhone(phone);
}

/** `Quispe Huamán, Rosa, presidenta de Comedor Popular Oasis` */
function contactWords(t: Translate, { name, post, sex, organisation }: OrganisationContact): string {
  const key = postKey(post, sex);
  return t('attendance:calls.contact', { name, post: (key ? t(key) : post).toLocaleLowerCase('es'), organisation });
}

import { say } from '../activities/activity-kinds.js';
import type { NoteKeys } from '../config/note-keys.js';
import { AREAS } from '../placement/item-choice.js';
import { itemBank } from '../placement/item-bank.js';
import { dayWords, hoursWords } from '../shared/web/date-words.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Locale, Translate } from '../shared/web/i18n.js';
import { staleView } from '../shared/web/stale-form.js';
import { table } from '../shared/web/tables.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { EMPTY_NOTE, LONGEST_NOTE, NOTE_PARTS, openNote, type NoteContent } from './note-content.js';
import { FACES } from './note.form.js';
import type { NotedBooking, NotedPerson, OnRecord, ReaderRow, SealedNote } from './notes.repository.js';

/** The page of an hour's notes: everything it needs, still sealed. */
export interface NotesPage {
  booking: NotedBooking;
  record: OnRecord;
  /** What the viewer may read about the learner, newest first. */
  notes: readonly SealedNote[];
  viewerId: string;
  keys: NoteKeys;
  today: LocalDate;
  locale: Locale;
  /** Why nothing can be noted, as a key of the catalogue. */
  refused: string | null;
}

export function nameOf({ givenNames, surnames }: { givenNames: string; surnames: string }): string {
  return `${givenNames} ${surnames}`;
}

/** The form about an hour, and above it what was noted before, so that it starts from there. */
export function notesView(t: Translate, pageOf: NotesPage, form: FormView, stale: boolean): object {
  const { booking, record, notes, today, keys, refused } = pageOf;
  const known = record.note ? openNote(keys, record.note) : EMPTY_NOTE;
  const shown = refused === null && known !== null;
  const fields = shown ? fieldsOf(t, pageOf, form, known) : [];
  const former = notes.filter(({ bookingId, authorId }) => bookingId !== booking.id || authorId !== pageOf.viewerId);
  const [latest, ...older] = former.map((note) => noteView(t, note, pageOf));
  return {
    form, back: { href: '/coaching/my-day', text: t('coaching:desk.my-day') }, action: notesPath(booking.id),
    lead: `${dayWords(t, booking.date, today)}, ${hoursWords(t, booking.startsAt, booking.endsAt)}`,
    warning: refused ? t(refused) : known === null ? t('notes:refusals.cannot-open') : !keys.first && !keys.isKept ? t('notes:no-key') : null,
    latest, older: older.length > 0 ? { title: t('notes:former.older', { count: older.length }), notes: older } : null,
    fields: shown ? fields : null,
    hidden: versionsOf(record, form, stale), submit: t('common:save'),
    stale: stale && shown ? staleView(t, fields, fieldsOf(t, pageOf, emptyForm(), known)) : null,
  };
}

/** All that the viewer may read about one learner. */
export function personNotesView(t: Translate, notes: readonly SealedNote[], surroundings: Pick<NotesPage, 'keys' | 'today' | 'viewerId'>): object {
  return {
    back: { href: '/coaching/notes', text: t('notes:people.title') }, lead: t('notes:person.lead'),
    notes: notes.map((note) => noteView(t, note, surroundings)),
  };
}

/** About whom the viewer may read: names and dates, never a word of what is noted. */
export function notedPeopleView(t: Translate, people: readonly NotedPerson[], today: LocalDate): object {
  return {
    lead: t('notes:people.lead'),
    table: table({
      id: 'noted', caption: t('notes:people.title'), captionHidden: true,
      columns: [{ text: t('notes:people.name') }, { text: t('notes:people.last') }, { text: t('notes:people.count'), numeric: true }],
      rows: people.map((person) => [
        { text: `${person.surnames}, ${person.givenNames}`, href: `/coaching/notes/${person.personId}` }, { text: dayWords(t, person.last, today) }, { text: person.count },
      ]),
      empty: { title: t('notes:people.none'), text: t('notes:people.none-about'), icon: 'pencil' },
    }),
  };
}

/** Whom a learner lets read, and whom she could. */
export function readersView(t: Translate, readers: readonly ReaderRow[], form: FormView): object {
  const allowed = readers.filter(({ allowedAt }) => allowedAt !== null);
  const others = readers.filter(({ allowedAt }) => allowedAt === null);
  const choices = [{ value: '', label: t('notes:readers.choose') }, ...others.map(({ id, name }) => ({ value: id, label: name }))];
  return {
    form, back: { href: '/coaching/mine', text: t('coaching:own.title') }, lead: t('notes:readers.lead'), action: READERS,
    allowed: allowed.map(({ id, name }) => ({ name, action: `${READERS}/${id}/ending`, about: t('notes:readers.of', { name }) })),
    fields: others.length > 0 ? [field(form, t, { name: 'readerId', type: 'select', label: 'notes:readers.who', choices, width: 'medium' })] : null,
  };
}

export const READERS = '/coaching/mine/readers';

export function notesPath(bookingId: string): string {
  return `/coaching/bookings/${bookingId}/notes`;
}

function versionsOf({ note, outcome }: OnRecord, form: FormView, stale: boolean): { name: string; value: unknown }[] {
  const now = { noteVersion: note?.version ?? 0, outcomeVersion: outcome?.version ?? 0 };
  return Object.entries(now).map(([name, value]) => ({ name, value: stale ? value : form.values[name] ?? value }));
}

function noteView(t: Translate, note: SealedNote, { keys, today, viewerId }: Pick<NotesPage, 'keys' | 'today' | 'viewerId'>): object {
  const content = openNote(keys, note);
  return {
    title: note.authorId === viewerId ? dayWords(t, note.date, today) : t('notes:former.by', { day: dayWords(t, note.date, today), author: note.author }),
    closed: content === null,
    parts: content ? [...NOTE_PARTS].reverse().flatMap((part) => (content[part] ? [{ label: t(`notes:former.parts.${part}`), lines: content[part].split('\n') }] : [])) : [],
  };
}

/** What was typed, else what is on record; boxes that were left empty come in no form, and stay empty. */
function fieldsOf(t: Translate, { record: { outcome }, locale }: NotesPage, form: FormView, known: NoteContent): Field[] {
  const typed = Object.keys(form.values).length > 0;
  const words = (name: keyof NoteContent, rows: number): Field => field(form, t, {
    name, type: 'textarea', label: `notes:fields.${name}`, hint: `notes:hints.${name}`, value: typed ? null : known[name], rows, maxlength: LONGEST_NOTE, optional: true,
  });
  const face = (name: 'confidenceBefore' | 'confidenceAfter'): Field => ({
    ...field(form, t, {
      name, type: 'radios', label: `notes:fields.${name}`, value: typed ? null : String(outcome?.[name] ?? ''),
      choices: [...FACES.map((value) => ({ value: String(value), label: t(`notes:faces.${value}`), icon: `face-${value}` })), { value: '', label: t('notes:faces.none') }],
    }),
    control: 'coaching/faces',
  });
  return [words('goals', 3), face('confidenceBefore'), ...skillFields(t, locale, form, typed ? [] : outcome?.skills ?? []), face('confidenceAfter'), words('remarks', 4), words('next', 3)];
}

/** A group of boxes for each area, all of one name: the skills of placement from the easiest to the hardest. */
function skillFields(t: Translate, locale: Locale, form: FormView, known: readonly string[]): Field[] {
  return AREAS.map((area, index) => {
    const choices = itemBank().tasks.filter((task) => task.area === area).map(({ code, can }) => ({ value: code, label: say(can, locale) }));
    const one = field(form, t, { name: 'skills', type: 'checkboxes', label: `notes:areas.${area}`, value: [...known], choices });
    const id = index === 0 ? one.id : `${one.id}-${area}`;
    return { ...one, id, control: 'coaching/skills', error: index === 0 ? one.error : undefined, options: one.options.map((option, at) => ({ ...option, id: at === 0 ? id : `${id}-${at + 1}` })) };
  });
}

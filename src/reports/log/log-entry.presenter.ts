import { documentField, type TakenDocument } from '../../shared/files/document-files.js';
import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { emptyForm, field, type Field, type FormView } from '../../shared/web/fields.js';
import { inPageOrder } from '../../shared/web/fault-order.js';
import type { Translate } from '../../shared/web/i18n.js';
import { staleView } from '../../shared/web/stale-form.js';
import { table, type Cell, type TableView } from '../../shared/web/tables.js';
import type { Framework } from '../framework/framework.js';
import { byWords, promisesPath } from '../framework/project-words.js';
import type { LogChange, LogDocument, LogFound } from './log.repository.js';
import { LONGEST_TEXT } from './log.form.js';
import { daysOf, entryPath, logPath, peopleWords, stateBadge } from './log.presenter.js';
import { DEGREES, type LogKind } from './log-kinds.js';

/** An entry as its page shows it. */
export interface EntryShown {
  entry: LogFound;
  corrections: readonly LogChange[];
  today: LocalDate;
  mayKeep: boolean;
  /** The form that adds a document, and what of it came already. */
  form: FormView;
  kept: TakenDocument['file'];
}

/** What `reports/log/show` shows. */
export function entryView(t: Translate, { entry, corrections, today, mayKeep, form, kept }: EntryShown): object {
  const path = entryPath(entry.projectId, entry.id);
  const changes = mayKeep && entry.withdrawnAt === null;
  const proof = documentField(form, t, kept, 'log:documents.label');
  return {
    back: { href: logPath(entry.projectId), text: t('log:list.title') }, form, eyebrow: t(`log:kinds.${entry.kind}`), about: linesOf(entry.about), facts: entryFacts(t, entry, today, mayKeep),
    withdrawn: entry.withdrawnAt === null ? null : t('log:withdrawn', { by: byWords(t, entry.withdrawnByName, entry.withdrawnAt), reason: entry.withdrawReason }),
    edit: changes ? `${path}/edit` : null, withdrawal: changes ? `${path}/withdrawal` : null, documents: documentsTable(t, entry, changes),
    attach: changes ? { action: `${path}/attachments`, fields: [proof.field], hidden: proof.hidden } : null, corrections: correctionsTable(t, corrections, mayKeep),
  };
}

function entryFacts(t: Translate, entry: LogFound, today: LocalDate, mayKeep: boolean): object[] {
  const fact = (name: string, text: string | number | null | undefined, href?: string): object[] => (
    text === null || text === undefined ? [] : [{ label: t(`log:columns.${name}`), text, ...href ? { href } : {} }]);
  const state = stateBadge(t, entry, today);
  return [
    ...fact('day', daysOf(t, entry)), ...state ? [{ label: t('log:columns.state'), badge: state }] : [], ...fact('place', entry.place), ...fact('people', entry.people === null ? null : peopleWords(t, entry.people, mayKeep)),
    ...entry.resultId === null ? [] : fact('of', entry.activity, promisesPath(entry.projectId, entry.resultId)),
    ...fact('likelihood', entry.likelihood && t(`log:degrees.likelihood.${entry.likelihood}`)), ...fact('effect', entry.effect && t(`log:degrees.effect.${entry.effect}`)), ...fact('measures', entry.measures),
    ...fact('written', byWords(t, entry.writtenByName, entry.writtenAt)),
  ];
}

function linesOf(text: string | null): string[] {
  return (text ?? '').split('\n').filter((line) => line.trim() !== '');
}

function documentsTable(t: Translate, entry: LogFound, mayChange: boolean): TableView {
  const path = entryPath(entry.projectId, entry.id);
  return table({
    id: 'documents', caption: t('log:documents.title'), captionHidden: true,
    columns: ['document', 'attached', 'hash', ...mayChange ? ['action'] : []].map((name) => ({ text: t(`log:documents.columns.${name}`) })),
    rows: entry.documents.map((document): Cell[] => [
      documentCell(t, document, path), { text: byWords(t, document.attachedByName, document.attachedAt) }, { text: document.hash?.slice(0, 16) },
      ...mayChange ? [document.withdrawnAt === null ? { text: t('log:documents.withdraw'), href: `${path}/attachments/${document.id}/withdrawal` } : {}] : [],
    ]),
    empty: { title: t('log:documents.none') },
  });
}

function documentCell(t: Translate, { id, name, gone, withdrawnAt, withdrawReason }: LogDocument, path: string): Cell {
  if (withdrawnAt !== null) return { text: name ?? t('log:documents.unnamed'), badge: { text: t('log:states.withdrawn') }, detail: withdrawReason };
  if (gone) return { text: name ?? t('log:documents.unnamed'), badge: { text: t('log:documents.gone'), kind: 'danger' }, href: `${path}/attachments/${id}` };
  return { text: name, href: `${path}/attachments/${id}` };
}

/** What it said before, each with who changed it and why. */
function correctionsTable(t: Translate, corrections: readonly LogChange[], mayKeep: boolean): TableView | null {
  if (corrections.length === 0) return null;
  return table({
    id: 'corrections', caption: t('log:corrections.title'), captionHidden: true, columns: ['former', 'reason', 'by'].map((name) => ({ text: t(`log:corrections.${name}`) })),
    rows: corrections.map(({ former, reason, correctedAt, correctedByName }): Cell[] => [{ text: formerWords(t, former, mayKeep) }, { text: reason }, { text: byWords(t, correctedByName, correctedAt) }]),
  });
}

/** Columns of the log that are not named as their field is. */
const COLUMN_OF: Readonly<Record<string, string>> = { title: 'what', startsOn: 'day', endsOn: 'until', resultId: 'of' };

function formerWords(t: Translate, former: LogChange['former'], mayKeep: boolean): string {
  return Object.entries(former).map(([name, value]) => `${t(`log:columns.${COLUMN_OF[name] ?? name}`)}: ${valueWords(t, name, value, mayKeep)}`).join('; ');
}

function valueWords(t: Translate, name: string, value: unknown, mayKeep: boolean): string {
  if (value === null || value === undefined) return '—';
  if (name === 'people') return peopleWords(t, Number(value), mayKeep);
  if (name === 'startsOn' || name === 'endsOn') return formatLocalDate(String(value));
  if (name === 'likelihood' || name === 'effect') return t(`log:degrees.${name}.${String(value)}`);
  return name === 'resultId' ? t('log:corrections.another') : String(value);
}

/** The form of a new entry, with its first document. */
export function newEntryView(t: Translate, form: FormView, framework: Framework, kind: LogKind, kept: TakenDocument['file']): object {
  const path = logPath(framework.project.id);
  const proof = documentField(form, t, kept, 'log:documents.label');
  const fields = [...entryFields(t, form, framework, kind, null), proof.field];
  return {
    back: { href: path, text: t('log:list.title') }, form: inPageOrder(form, fields), lead: t(`log:new.lead-${kind}`), action: path, files: true, fields,
    hidden: [{ name: 'kind', value: kind }, ...proof.hidden], submit: t('common:save'), cancelUrl: path,
  };
}

/** The form that puts an entry right; after a stale save it carries the present version. */
export function editEntryView(t: Translate, form: FormView, framework: Framework, entry: LogFound, stale: boolean): object {
  const path = entryPath(entry.projectId, entry.id);
  const fields = entryFields(t, form, framework, entry.kind, entry);
  const reason = field(form, t, { name: 'reason', label: 'log:fields.reason', hint: 'log:hints.reason', optional: true, maxlength: 300 });
  return {
    back: { href: path, text: entry.title }, form: inPageOrder(form, [...fields, reason]), action: path, fields: [...fields, reason], submit: t('common:save'), cancelUrl: path,
    hidden: [{ name: 'version', value: stale ? entry.version : form.values.version ?? entry.version }],
    stale: stale ? staleView(t, fields, entryFields(t, emptyForm(), framework, entry.kind, entry)) : null,
  };
}

function entryFields(t: Translate, form: FormView, framework: Framework, kind: LogKind, known: LogFound | null): Field[] {
  const day = (date: LocalDate | null | undefined): string | null => (date ? formatLocalDate(date) : null);
  // Of one day nobody needs the last.
  const until = known?.kind === 'activity' && known.endsOn === known.startsOn ? null : day(known?.endsOn);
  const text = (name: 'about' | 'measures', label: string, optional: boolean): Field => field(form, t, { name, type: 'textarea', label, optional, maxlength: LONGEST_TEXT, value: known?.[name] });
  const degree = (name: 'likelihood' | 'effect'): Field => field(form, t, {
    name, type: 'radios', inline: true, label: `log:fields.${name}`, value: known?.[name], choices: DEGREES.map((value) => ({ value, label: t(`log:degrees.${name}.${value}`) })),
  });
  return [
    field(form, t, { name: 'title', label: `log:fields.title-${kind}`, hint: `log:hints.title-${kind}`, maxlength: 200, value: known?.title }),
    field(form, t, { name: 'startsOn', type: 'date', label: `log:fields.startsOn-${kind}`, value: day(known?.startsOn) }),
    field(form, t, { name: 'endsOn', type: 'date', label: `log:fields.endsOn-${kind}`, hint: `log:hints.endsOn-${kind}`, optional: true, value: until }),
    ...kind === 'activity' ? [
      field(form, t, { name: 'place', label: 'log:fields.place', optional: true, maxlength: 200, value: known?.place }),
      field(form, t, { name: 'people', type: 'number', label: 'log:fields.people', hint: 'log:hints.people', optional: true, width: 'short', value: known?.people }),
    ] : [],
    ...kind === 'risk' ? [degree('likelihood'), degree('effect'), text('measures', 'log:fields.measures', false)] : [activityField(t, form, framework, known)],
    text('about', `log:fields.about-${kind}`, true),
  ];
}

function activityField(t: Translate, form: FormView, { results }: Framework, known: LogFound | null): Field {
  const activities = results.filter(({ kind }) => kind === 'activity').map(({ id, title }) => ({ value: id, label: title }));
  const former = known?.resultId && !activities.some(({ value }) => value === known.resultId) ? [{ value: known.resultId, label: known.activity ?? '' }] : [];
  return field(form, t, { name: 'resultId', type: 'select', label: 'log:fields.resultId', optional: true, value: known?.resultId, choices: [{ value: '', label: t('log:no-activity') }, ...activities, ...former] });
}

/** The form that takes an entry, or one of its documents, back. @param stale somebody has changed it meanwhile: it carries what is on record now */
export function withdrawalView(t: Translate, form: FormView, entry: LogFound, document: LogDocument | null, stale: boolean): object {
  const path = entryPath(entry.projectId, entry.id);
  const { version } = document ?? entry;
  return {
    back: { href: path, text: entry.title }, form: stale ? { ...form, summary: [{ href: '', text: t('log:stale') }] } : form, lead: t(document ? 'log:withdrawal.lead-document' : 'log:withdrawal.lead'),
    action: document ? `${path}/attachments/${document.id}/withdrawal` : `${path}/withdrawal`, facts: [document ? { label: t('log:documents.columns.document'), text: document.name } : { label: t('log:columns.what'), text: entry.title }],
    fields: [field(form, t, { name: 'reason', label: 'projects:fields.reason', hint: 'projects:hints.reason', maxlength: 300 })],
    hidden: [{ name: 'version', value: stale ? version : form.values.version ?? version }], submit: t('log:withdrawal.submit'), cancelUrl: path,
  };
}

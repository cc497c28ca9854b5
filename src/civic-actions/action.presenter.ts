import { givenNamesFirst } from '../people/person-names.js';
import { documentField, type TakenDocument } from '../shared/files/document-files.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { emptyForm, field, type Choice, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleView } from '../shared/web/stale-form.js';
import { stateOf, type ActionState } from './action-rules.js';
import { ACTION_KINDS, type ActionKind } from './action-words.js';
import type { ActionFound, NamedOrganisation } from './actions.repository.js';
import type { CivicAction } from './civic-action.entity.js';

export const ACTIONS = '/actions';
export const MY_ACTIONS = '/my-actions';

const BADGES: Readonly<Record<ActionState, string>> = { proved: 'success', wrong: 'danger', 'to-see': 'info', without: 'warning' };

/** How an action stands, as a badge. */
export function stateBadge(t: Translate, action: CivicAction): { text: string; kind: string } {
  const state = stateOf(action);
  return { text: t(`actions:states.${state}`), kind: BADGES[state] };
}

/** The kinds to choose from, each with an example; the names of lists and files. */
export function kindChoices(t: Translate): Choice[] {
  return ACTION_KINDS.map((kind) => ({ value: kind, label: t(`actions:kinds.${kind}`), hint: t(`actions:examples.${kind}`) }));
}

/** What stands around the form of an action. */
export interface ActionForm {
  /** Whose page it is, and where it leads to. */
  own: boolean;
  action: string;
  back: { href: string; text: string };
  today: LocalDate;
  kept: TakenDocument['file'];
  organisations: readonly NamedOrganisation[];
  /** Chosen on the page before; null where it is asked here. */
  kind: ActionKind | null;
  /** What is on record, for a correction. */
  record: CivicAction | null;
  stale?: boolean;
  through?: string | null;
  personId?: Id;
}

/** The form in which an action is told or corrected. */
export function actionFormView(t: Translate, form: FormView, around: ActionForm): object {
  const { own, record, kind, personId } = around;
  const document = documentField(form, t, around.kept, own ? 'actions:own.photo' : 'common:document.label');
  const fields = fieldsOf(t, form, around, document.field);
  const version = record && (around.stale ? record.version : form.values.version ?? record.version);
  return {
    form, back: around.back, own, files: true, action: around.action, cancelUrl: around.back.href, fields,
    eyebrow: kind ? t(`actions:kinds.${kind}`) : null, lead: kind ? t(`actions:examples.${kind}`) : own ? null : t('actions:form.lead'),
    submit: t(own ? 'actions:own.submit' : 'common:save'),
    hidden: [...document.hidden, ...kind ? [{ name: 'kind', value: kind }] : [], ...version ? [{ name: 'version', value: version }] : [], ...personId ? [{ name: 'person', value: personId }] : []],
    stale: around.stale && record ? staleView(t, fields, fieldsOf(t, emptyForm(), around, document.field)) : null,
  };
}

function fieldsOf(t: Translate, form: FormView, { own, record, organisations, kind, today, through }: ActionForm, document: Field): Field[] {
  const words = own ? 'actions:own' : 'actions:fields';
  const typed = Object.keys(form.values).length > 0;
  const kept = <T>(value: T): T | null => (typed ? null : value);
  return [
    ...kind ? [] : [field(form, t, { name: 'kind', type: 'select', label: 'actions:fields.kind', value: kept(record?.kind ?? ''), choices: [{ value: '', label: t('actions:form.choose') }, ...kindChoices(t)] })],
    ...own || record ? [] : [field(form, t, {
      name: 'through', type: 'radios', label: 'actions:form.through', inline: true, value: through ?? 'desk',
      choices: ['desk', 'phone'].map((value) => ({ value, label: t(`actions:through.${value}`) })),
    })],
    field(form, t, { name: 'told', type: 'textarea', rows: 3, maxlength: 300, label: `${words}.told`, hint: 'actions:form.told-hint', value: kept(record?.told ?? '') }),
    field(form, t, { name: 'doneOn', type: 'date', label: `${words}.doneOn`, value: kept(formatLocalDate(record?.doneOn ?? today)) }),
    ...organisations.length === 0 ? [] : [field(form, t, {
      name: 'organisationId', type: 'select', label: `${words}.organisationId`, value: kept(record?.organisationId ?? ''),
      choices: [{ value: '', label: t('actions:form.no-organisation') }, ...organisations.map(({ id, name }) => ({ value: id, label: name }))],
    })],
    field(form, t, { name: 'evidence', label: `${words}.evidence`, hint: 'actions:form.evidence-hint', maxlength: 200, optional: true, value: kept(record?.evidence ?? '') }),
    document,
  ];
}

/** What is known of an action, as facts: hers without names of the staff. */
export function actionFacts(t: Translate, { action, organisation, fileName, ...found }: ActionFound, path: string, own: boolean): object[] {
  const fact = (name: string, text: string | null, href?: string): object[] => (text ? [{ label: t(`actions:fields.${name}`), text, href }] : []);
  return [
    { label: t('actions:fields.state'), badge: stateBadge(t, action) }, ...fact('reviewReason', action.reviewReason),
    ...own ? [] : fact('person', givenNamesFirst(found), `/people/${action.personId}`),
    ...fact('kind', t(`actions:kinds.${action.kind}`)), ...fact('told', action.told), ...fact('doneOn', formatLocalDate(action.doneOn)),
    ...fact('organisationId', organisation, own ? undefined : `/organisations/${action.organisationId ?? ''}`),
    ...fact('evidence', action.evidence), ...fact('document', action.fileId && (fileName ?? t('common:document.show')), `${path}/document`),
    ...own ? [] : fact('entered', enteredWords(t, action, found.enteredByName)),
    ...own || action.reviewedAt === null ? [] : fact('reviewed', whoAndWhen(t, found.reviewedByName, action.reviewedAt)),
  ];
}

function enteredWords(t: Translate, { enteredThrough, enteredAt }: CivicAction, name: string | null): string {
  return `${t(`actions:through.${enteredThrough}`)} · ${whoAndWhen(t, name, enteredAt)}`;
}

function whoAndWhen(t: Translate, name: string | null, at: number): string {
  return t('actions:by', { name: name ?? t('actions:somebody'), date: formatLocalDate(localDateAt(at)) });
}

/** One action for the staff: what is known, and whether its evidence was seen. */
export function actionView(t: Translate, found: ActionFound, form: FormView): object {
  const { action } = found;
  const path = `${ACTIONS}/${action.id}`;
  const state = stateOf(action);
  const version = { name: 'version', value: action.version };
  const [proofFailed, doubtFailed] = [form.errors.evidence !== undefined, form.errors.reason !== undefined];
  return {
    form, back: { href: ACTIONS, text: t('actions:list.title') }, eyebrow: givenNamesFirst(found), facts: actionFacts(t, found, path, false),
    edit: state === 'proved' ? null : `${path}/edit`,
    proof: state === 'proved' ? null : {
      action: `${path}/proof`, hidden: [version], submit: t('actions:proof.submit'),
      fields: [field(proofFailed ? form : { ...emptyForm(), summary: form.summary }, t, {
        name: 'evidence', label: 'actions:proof.evidence', hint: 'actions:proof.hint', maxlength: 200, optional: action.fileId !== null || action.evidence !== null, value: action.evidence,
      })],
    },
    doubt: {
      action: `${path}/doubt`, hidden: [version], open: doubtFailed, text: t(state === 'proved' ? 'actions:doubt.take-back' : 'actions:doubt.action'), submit: t('actions:doubt.submit'),
      fields: [field(doubtFailed ? form : { ...emptyForm(), summary: form.summary }, t, { name: 'reason', label: 'actions:doubt.reason', hint: 'actions:doubt.hint', maxlength: 300 })],
    },
  };
}

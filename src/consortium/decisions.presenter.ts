import { givenNamesFirst } from '../people/person-names.js';
import { documentField, type TakenDocument } from '../shared/files/document-files.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { formatPercent } from '../shared/kernel/percent.js';
import { askedFields } from '../shared/web/addresses.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { suggestField } from '../shared/web/suggest-field.js';
import { pagination, table, type TableView } from '../shared/web/tables.js';
import { LONGEST_NAME, LONGEST_TITLE } from './consortium.form.js';
import { consortiumTabs } from './consortium-tabs.js';
import type { MemberRow } from './consortium.repository.js';
import { decisionsAddress, type DecisionFilters } from './decision-filters.js';
import { decisionPath } from './decision-path.js';
import { CONVOCATIONS, DECISION_STATES, decisionState, isAdopted, membersOn, quorumOf, type DecisionState } from './decision-rules.js';
import type { DecisionName, DecisionRow, PresentMember, WholeDecision } from './decisions.repository.js';
import { termWords } from './members.presenter.js';
import type { NamedMember } from './representatives.js';

export const DECISIONS_PAGE = 30;

const KINDS: Readonly<Record<DecisionState, string>> = { 'in-force': 'success', rejected: '', replaced: 'warning' };

export interface ListedDecisions {
  filters: DecisionFilters;
  all: readonly DecisionRow[];
  found: readonly DecisionRow[];
  page: number;
  mayChange: boolean;
}

/** `N.° 3-2026` */
export function numberWords(t: Translate, { number, year }: Pick<DecisionName, 'number' | 'year'>): string {
  return t('consortium:decisions.number', { number, year });
}

export function decisionsView(t: Translate, listed: ListedDecisions): object {
  const { filters, found, page, mayChange } = listed;
  return {
    tabs: consortiumTabs(t, 'decisions'), mayChange, filters: listed.all.length > 0 ? filterFields(t, listed) : null,
    allUrl: decisionsAddress(filters) === decisionsAddress({}) ? null : decisionsAddress({}), words: t('consortium:decisions.found', { count: found.length }),
    table: decisionsTable(t, listed), mayTake: found.length > 0,
    pages: found.length > 0 ? pagination(t, { page, pageSize: DECISIONS_PAGE, total: found.length, url: (number) => decisionsAddress(filters, number) }) : null,
    hidden: askedFields(decisionsAddress(filters)),
  };
}

/** The list to take away, as it is filtered. */
export function decisionsList(t: Translate, { found, filters: { q, year, state } }: Pick<ListedDecisions, 'found' | 'filters'>): ListContent {
  const names = ['title', 'number', 'year', 'heldOn', 'membersTotal', 'membersPresent', 'votesFor', 'votesAgainst', 'abstentions', 'state'];
  return {
    headings: names.map((name) => t(`consortium:fields.${name}`)), about: [q, year, state && t(`consortium:states.${state}`)].filter(Boolean).join(', '),
    rows: found.map((row) => [
      row.title, row.number, row.year, { date: row.heldOn }, row.membersTotal, row.membersPresent, row.votesFor, row.votesAgainst, row.abstentions,
      t(`consortium:states.${decisionState(row)}`),
    ]),
  };
}

/** One decision, with all that was recorded of it. */
export function decisionView(t: Translate, decision: WholeDecision, present: readonly PresentMember[], mayChange: boolean): object {
  const state = decisionState(decision);
  const { replaces, replacedBy, fileId } = decision;
  const link = (key: string, other: DecisionName | null): object | null => other && { href: decisionPath(other.id), text: t(`consortium:decision.${key}`, { number: numberWords(t, other) }) };
  return {
    title: decision.title, eyebrow: t('consortium:decision.title', { number: numberWords(t, decision) }), badge: { text: t(`consortium:states.${state}`), kind: KINDS[state] },
    replacedBy: link('replaced-by', replacedBy), replaces: link('replaces', replaces), body: decision.body, facts: decisionFacts(t, decision),
    present: present.map(({ name, representative, representativeId }) => ({
      name, by: representative && t('consortium:decision.represented'), representative, href: representativeId && `/people/${representativeId}`,
    })), document: fileId ? { href: `${decisionPath(decision.id)}/document`, text: decision.fileName } : null,
    correctUrl: mayChange && replacedBy === null ? `/consortium/decisions/new?replaces=${decision.id}` : null,
  };
}

/** What the form of a decision is made of: its members, and the one that it replaces. */
export interface DecisionParts {
  members: readonly MemberRow[];
  /** Of each organisation, to propose while one writes who spoke for it. */
  people: ReadonlyMap<Id, readonly NamedMember[]>;
  replaced: DecisionName | null;
  /** The minutes that came with the form before. */
  kept: TakenDocument['file'];
  today: LocalDate;
}

export function decisionFormView(t: Translate, form: FormView, { members, people, replaced, kept, today }: DecisionParts): object {
  const count = membersOn(members, today).length;
  const document = documentField(form, t, kept, 'consortium:fields.document');
  const votes = ['votesFor', 'votesAgainst', 'abstentions'].map((name) => field(form, t, { name, type: 'number', label: `consortium:fields.${name}`, maxlength: 3 }));
  const choices = members.map((member) => ({ value: member.id, label: member.name, hint: member.since > today || member.until !== null ? termWords(t, member) : undefined }));
  const present = field(form, t, { name: 'present', type: 'checkboxes', label: 'consortium:fields.present', hint: 'consortium:hints.present', choices });
  return {
    form, lead: replaced ? t('consortium:decision.replacing', { number: numberWords(t, replaced), title: replaced.title }) : t('consortium:decision.lead'),
    hidden: [...replaced ? [{ name: 'replaces', value: replaced.id }] : [], ...document.hidden],
    cancelUrl: replaced ? decisionPath(replaced.id) : '/consortium/decisions',
    what: [
      field(form, t, { name: 'title', label: 'consortium:fields.title', hint: 'consortium:hints.title', maxlength: LONGEST_TITLE }),
      field(form, t, { name: 'body', type: 'textarea', label: 'consortium:fields.body', rows: 8 }),
    ],
    assembly: [
      field(form, t, { name: 'heldOn', type: 'date', label: 'consortium:fields.heldOn' }),
      field(form, t, {
        name: 'convocation', type: 'radios', label: 'consortium:fields.convocation', value: 'first',
        choices: CONVOCATIONS.map((value) => ({ value, label: t(`consortium:convocations.${value}`), hint: t(`consortium:quorum.${value}`, { needed: quorumOf(value, count), members: count }) })),
      }),
    ],
    present, members: members.map((member, index) => (
      { option: present.options[index], by: representativeField(form, t, member, people.get(member.organisationId) ?? []), name: member.name })),
    votes, document: document.field,
  };
}

function representativeField(form: FormView, t: Translate, { id }: MemberRow, people: readonly NamedMember[]): Field {
  const spec = { name: `representatives[${id}]`, label: 'consortium:fields.representative', maxlength: LONGEST_NAME };
  return suggestField(form, t, spec, [...new Set(people.map(givenNamesFirst))]);
}

/** A new decision; one that replaces another begins with its words. */
export function decisionValues(replaced: WholeDecision | null, present: readonly PresentMember[]): FormView {
  if (!replaced) return emptyForm({ convocation: 'first', votesAgainst: '0', abstentions: '0' });
  return emptyForm({
    title: replaced.title, body: replaced.body, heldOn: formatLocalDate(replaced.heldOn), convocation: replaced.convocation, present: present.map(({ memberId }) => memberId),
    votesFor: String(replaced.votesFor), votesAgainst: String(replaced.votesAgainst), abstentions: String(replaced.abstentions),
    ...Object.fromEntries(present.map(({ memberId, representative }) => [`representatives[${memberId}]`, representative ?? ''])),
  });
}

function decisionFacts(t: Translate, decision: WholeDecision): object[] {
  const { membersTotal, membersPresent, convocation } = decision;
  const row = (key: string, text: string): object => ({ label: t(`consortium:fields.${key}`), text });
  return [
    row('heldOn', formatLocalDate(decision.heldOn)), row('convocation', t(`consortium:convocations.${convocation}`)),
    row('quorum', t(`consortium:quorum.${convocation}`, { needed: quorumOf(convocation, membersTotal), members: membersTotal })),
    row('membersPresent', t('consortium:decision.present', { present: membersPresent, members: membersTotal, share: formatPercent(decision.presentShare) })),
    row('votes', votesWords(t, decision)), row('result', t(`consortium:decision.${isAdopted(decision) ? 'adopted' : 'not-adopted'}`)),
    row('recorded', [formatLocalDate(localDateAt(decision.recordedAt)), decision.recordedBy].filter(Boolean).join(', ')),
  ];
}

function votesWords(t: Translate, { votesFor, votesAgainst, abstentions }: DecisionRow): string {
  return t('consortium:decisions.votes', { votesFor, votesAgainst, abstained: t('consortium:decisions.abstentions', { count: abstentions }) });
}

function decisionsTable(t: Translate, { filters, all, found, page, mayChange }: ListedDecisions): TableView {
  const add = mayChange ? { href: '/consortium/decisions/new', action: t('consortium:decisions.add') } : {};
  return table({
    id: 'decisions', caption: t('consortium:tabs.decisions'), captionHidden: true,
    columns: ['decision', 'heldOn', 'membersPresent', 'votes', 'state'].map((name) => ({ text: t(`consortium:fields.${name}`) })),
    rows: found.slice((page - 1) * DECISIONS_PAGE, page * DECISIONS_PAGE).map((row) => [
      { text: row.title, href: decisionPath(row.id), detail: numberWords(t, row) }, { text: formatLocalDate(row.heldOn) },
      { text: t('consortium:decisions.present', { present: row.membersPresent, members: row.membersTotal }) }, { text: votesWords(t, row) },
      { badge: { text: t(`consortium:states.${decisionState(row)}`), kind: KINDS[decisionState(row)] } },
    ]),
    empty: all.length > 0 && decisionsAddress(filters) !== decisionsAddress({})
      ? { title: t('consortium:decisions.none-found'), icon: 'search' }
      : { title: t('consortium:decisions.empty'), text: t('consortium:decisions.empty-text'), icon: 'book', ...add },
  });
}

function filterFields(t: Translate, { filters, all }: ListedDecisions): Field[] {
  const form = emptyForm({ q: filters.q, year: filters.year === null ? '' : String(filters.year), state: filters.state ?? '' });
  const years = [...new Set(all.map(({ year }) => String(year)))];
  const select = (name: string, choices: { value: string; label: string }[]): Field => field(form, t, {
    name, type: 'select', label: `consortium:filters.${name}`, width: 'short', choices: [{ value: '', label: t(`consortium:filters.any.${name}`) }, ...choices],
  });
  return [
    field(form, t, { name: 'q', type: 'search', label: 'consortium:filters.q' }), select('year', years.map((year) => ({ value: year, label: year }))),
    select('state', DECISION_STATES.map((state) => ({ value: state, label: t(`consortium:states.${state}`) }))),
  ];
}

import { shareAttended } from '../attendance/hours-attended.js';
import { editionHead } from '../courses/edition-tabs.js';
import { surnamesFirst } from '../people/person-names.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { listWords } from '../shared/web/date-words.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleOver } from '../shared/web/stale-form.js';
import { peopleAtShares, shortfalls, type CompletionAsked, type CompletionFigures, type Shortfall } from './completion.js';
import type { MayDo } from './certificates.policy.js';
import type { CertifiedEdition, CompletionPerson } from './completion.repository.js';
import type { BeforeAndAfter, TestResult } from './endline.repository.js';
import { isOver, openingRefusals } from './endline-rules.js';
import { gainOf } from '../placement/gain.js';
import { previewIssue, standingOf } from './issuing.js';

const PARTS = ['attendanceShare', 'practiceShare'] as const;

export interface CompletionPage {
  edition: CertifiedEdition;
  people: readonly CompletionPerson[];
  /** Shows one group only. */
  groupId: string | null;
  may: MayDo;
  /** The viewer's. */
  roles: readonly Role[];
  /** Tests before and after, by person; null while the test at the end is not open. */
  results: ReadonlyMap<string, BeforeAndAfter> | null;
  today: LocalDate;
}

/** What `certificates/edition` shows: the rule, and everybody's way to a certificate. */
export function completionView(t: Translate, { edition, people, groupId, may, roles, results, today }: CompletionPage, form: FormView): object {
  const base = `/editions/${edition.id}/certificates`;
  const shown = groupId === null ? people : people.filter((person) => person.groupId === groupId);
  const preview = previewIssue(edition.rule, shown);
  const query = groupId === null ? '' : `?group=${groupId}`;
  return {
    ...editionHead(t, edition, 'certificates', roles), form,
    groups: groupFilter(t, base, people, groupId),
    next: nextView(t, { edition, get: preview.get.length + preview.again.length, have: preview.have.length, mayIssue: may.issue, url: `${base}/new${query}` }),
    pdfUrl: may.teach && preview.have.length > 0 ? `${base}/all.pdf${query}` : null,
    rule: ruleView(t, edition, people, may.issue, form),
    people: shown.map((person) => personLine(t, edition.rule, person, { may, issueUrl: `${base}/new?person=${person.personId}`, tests: results?.get(person.personId) })),
    endline: endlineView(t, edition, { results, today, may, url: `${base}/endline` }),
    caption: t('certificates:edition.caption', { count: shown.length }),
    empty: { title: t('certificates:edition.empty-title'), text: t('certificates:edition.empty-text'), icon: 'people' },
  };
}

/** `18 de 20 sesiones (90 %)` */
export function sessionsWords(t: Translate, { came, held }: Pick<CompletionFigures, 'came' | 'held'>): string {
  return held === 0 ? t('certificates:figures.no-session') : t('certificates:figures.sessions', { came, held, share: shareAttended({ held, came }) });
}

export function practicesWords(t: Translate, { finished, practices }: Pick<CompletionFigures, 'finished' | 'practices'>): string {
  return practices === 0 ? t('certificates:figures.no-practice') : t('certificates:figures.practices', { finished, practices });
}

/** `le faltan 2 sesiones y 3 prácticas` */
export function missingWords(t: Translate, missing: readonly Shortfall[]): string {
  const parts = missing.map((one) => (one.what === 'no-session' ? t('certificates:missing.no-session') : t(`certificates:missing.${one.what}`, { count: one.missing })));
  return t('certificates:missing.all', { what: listWords(t, parts) });
}

function personLine(
  t: Translate, rule: CompletionAsked, person: CompletionPerson, { may, issueUrl, tests }: { may: MayDo; issueUrl: string; tests: BeforeAndAfter | undefined },
): object {
  const standing = standingOf(rule, person);
  const valid = person.certificates.find(({ revoked }) => revoked === null);
  const missing = shortfalls(rule, person.figures);
  const hrefOf = (id: string): string | null => (may.read ? `/certificates/${id}` : null);
  return {
    name: surnamesFirst(person), href: `/people/${person.personId}`, group: person.groupName,
    sessions: sessionsWords(t, person.figures), practices: practicesWords(t, person.figures),
    badge: standing === 'has-one' ? null : { text: t(`certificates:standing.${standing}`), kind: standing === 'meets' ? 'success' : undefined },
    missing: standing === 'falls-short' ? missingWords(t, missing) : null,
    certificate: valid ? { href: hrefOf(valid.id), text: valid.serial } : null,
    revoked: person.certificates.filter(({ revoked }) => revoked !== null).map(({ id, serial }) => ({ href: hrefOf(id), text: t('certificates:edition.revoked', { serial }) })),
    issueUrl: valid || !may.issue ? null : issueUrl, gain: may.read && tests ? gainWords(t, tests) : null,
  };
}

/** `De Inicial a Básico: hace más que antes`, `Sigue en Inicial, y hace más que antes`; levels in words, never the test's figures. */
export function gainWords(t: Translate, { before, after }: BeforeAndAfter): string | null {
  if (!after) return null;
  const level = (result: TestResult): string => t(`levels:names.${result.level}`);
  if (!before) return t('certificates:endline.after-only', { after: level(after) });
  const kind = before.level === after.level ? 'same' : 'gain';
  return t(`certificates:endline.${kind}-${gainOf(before, after).verdict}`, { before: level(before), after: level(after) });
}

/** What the rule asks; nothing of a part that it does not ask at all. */
export function ruleWords(t: Translate, { attendanceShare, practiceShare }: CompletionAsked): string {
  const key = attendanceShare === 0 ? (practiceShare === 0 ? 'words-none' : 'words-practices') : practiceShare === 0 ? 'words-attendance' : 'words';
  return t(`certificates:rule.${key}`, { attendance: attendanceShare, practices: practiceShare });
}

function endlineView(
  t: Translate, edition: CertifiedEdition, { results, today, may, url }: Pick<CompletionPage, 'results' | 'today' | 'may'> & { url: string },
): object {
  const press = (action: string, button: string): object => (may.teach ? { action, button: t(`certificates:endline.${button}`) } : {});
  const again = press(url, 'open-button');
  if (results === null) {
    const text = t(`certificates:endline.${isOver(edition, today) ? 'to-open-over' : 'to-open'}`);
    return openingRefusals(edition, today).length > 0 ? { text: t('certificates:refusals.endline-early') } : { text, ...again };
  }
  const count = [...results.values()].filter(({ after }) => after !== null).length;
  const seen = { text: t(`certificates:endline.${edition.endlineClosed ? 'closed' : 'open'}`, { count }), results: may.read && count > 0 ? url : null };
  return edition.endlineClosed ? { ...seen, ...again } : { ...seen, ...press(`${url}/closing`, 'close-button') };
}

function groupFilter(t: Translate, base: string, people: readonly CompletionPerson[], current: string | null): object | null {
  const groups = [...groupBy(people.filter(({ groupId }) => groupId !== null), ({ groupId }) => groupId as string)]
    .map(([id, members]) => ({ id, name: members[0]?.groupName ?? '', count: members.length })).sort((a, b) => compareSpanish(a.name, b.name));
  if (groups.length < 2) return null;
  const items = groups.map(({ id, name, count }) => ({ href: `${base}?group=${id}`, text: name, count, current: id === current }));
  return { label: t('certificates:edition.groups'), items: [{ href: base, text: t('certificates:edition.all-groups'), count: people.length, current: current === null }, ...items] };
}

function nextView(
  t: Translate, { edition, get, have, mayIssue, url }: { edition: CertifiedEdition; get: number; have: number; mayIssue: boolean; url: string },
): object {
  if (edition.status === 'planned' || edition.status === 'open') return { title: t('certificates:next.early'), text: t('certificates:next.early-text') };
  if (get > 0) return { title: t('certificates:next.give', { count: get }), text: [have > 0 ? t('certificates:next.given', { count: have }) : '', t('certificates:next.give-text')].join(' ').trim(), href: mayIssue ? url : null, button: t('certificates:next.look') };
  return { title: t('certificates:next.nobody'), text: [have > 0 ? t('certificates:next.given', { count: have }) : '', t('certificates:next.nobody-text')].join(' ').trim() };
}

function ruleView(t: Translate, { id, rule, ruleVersion }: CertifiedEdition, people: readonly CompletionPerson[], mayChange: boolean, form: FormView): object {
  const figures = people.map((person) => person.figures);
  const comparison = (part: keyof CompletionAsked): object[] => peopleAtShares(figures, part).map(({ share, people: count }) => ({
    share: t('certificates:rule.share', { share }), people: t('certificates:rule.people', { count, total: figures.length }), current: share === rule[part],
  }));
  const fieldsOf = (filled: FormView): Field[] => PARTS.map((name) => (
    field(filled, t, { name, type: 'number', label: `certificates:rule.${name}`, hint: `certificates:rule.${name}-hint`, value: rule[name], maxlength: 3 })));
  const fields = fieldsOf(form);
  return {
    words: ruleWords(t, rule),
    usual: ruleVersion === 0,
    parts: PARTS.map((part, index) => ({ field: fields[index], title: t(`certificates:rule.${part}-table`), lines: comparison(part) })),
    action: mayChange ? `/editions/${id}/certificates/rule` : null, version: form.values.version ?? ruleVersion,
    open: form.stale === true || form.summary.length > 0, stale: staleOver(t, form, fieldsOf),
  };
}

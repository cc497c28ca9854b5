import { givenNamesFirst, surnamesFirst } from '../people/person-names.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { dateWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { shortfalls } from './completion.js';
import { missingWords, practicesWords, sessionsWords } from './completion.presenter.js';
import type { CertifiedEdition, CompletionPerson } from './completion.repository.js';
import { previewIssue, standingOf } from './issuing.js';

/** What `certificates/issue` shows: who gets one, and who does not and why. */
export function issueAllView(t: Translate, edition: CertifiedEdition, people: readonly CompletionPerson[], groupId: string | null, form: FormView): object {
  const { get, again, have, lack } = previewIssue(edition.rule, people);
  const base = `/editions/${edition.id}/certificates`;
  return {
    ...head(edition, groupId, form), action: base, lead: t('certificates:issue.lead'),
    ids: get.map(({ personId }) => personId),
    get: get.map((person) => ({ name: surnamesFirst(person), about: figuresWords(t, person) })),
    getTitle: t('certificates:issue.get', { count: get.length }),
    again: again.map((person) => ({ name: surnamesFirst(person), about: revokedWords(t, person).join('; '), href: `${base}/new?person=${person.personId}` })),
    againTitle: t('certificates:issue.again', { count: again.length }),
    lack: lack.map(({ person, missing }) => ({ name: surnamesFirst(person), about: missingWords(t, missing), href: `${base}/new?person=${person.personId}` })),
    lackTitle: t('certificates:issue.lack', { count: lack.length }),
    have: have.length > 0 ? t('certificates:issue.have', { count: have.length }) : null,
    submit: t('certificates:issue.submit', { count: get.length }),
    empty: { title: t('certificates:issue.nobody'), text: t('certificates:issue.nobody-text') },
  };
}

/** What `certificates/issue-one` shows: how she stands, and the reason that is asked where the rule is not met. */
export function issueOneView(t: Translate, edition: CertifiedEdition, person: CompletionPerson, form: FormView): object {
  const standing = standingOf(edition.rule, person);
  const fields = standing === 'falls-short'
    ? [field(form, t, { name: 'reason', type: 'textarea', rows: 3, maxlength: 300, label: 'certificates:fields.reason', hint: 'certificates:fields.reason-hint' })] : [];
  const base = `/editions/${edition.id}/certificates`;
  return {
    ...head(edition, null, form), action: base, standing,
    revoked: revokedWords(t, person),
    facts: [
      { label: t('certificates:fields.course'), text: t('certificates:issue.course', { course: edition.courseTitle, count: person.hours }) },
      { label: t('certificates:fields.sessions'), text: sessionsWords(t, person.figures) },
      { label: t('certificates:fields.practices'), text: practicesWords(t, person.figures) },
      { label: t('certificates:fields.rule'), text: standing === 'falls-short' ? missingWords(t, shortfalls(edition.rule, person.figures)) : t('certificates:standing.meets') },
    ],
    fields, hidden: [{ name: 'people', value: person.personId }],
    submit: standing === 'has-one' ? null : t('certificates:issue.one', { name: givenNamesFirst(person) }), cancelUrl: base,
    hasOne: standing === 'has-one' ? t('certificates:issue.has-one') : null,
  };
}

function head({ id, name, courseTitle }: CertifiedEdition, groupId: string | null, form: FormView): object {
  const href = `/editions/${id}/certificates${groupId === null ? '' : `?group=${groupId}`}`;
  return { back: { href, text: name }, eyebrow: courseTitle, form, cancelUrl: href };
}

/** `VES-2026-0001, anulada el 23 de noviembre de 2026: El nombre estaba mal` */
function revokedWords(t: Translate, { certificates }: CompletionPerson): string[] {
  return certificates.flatMap(({ serial, revoked }) => (revoked === null ? [] : [
    t('certificates:issue.revoked', { serial, date: dateWords(t, localDateAt(revoked.at)), reason: revoked.reason })]));
}

function figuresWords(t: Translate, { figures }: CompletionPerson): string {
  return `${sessionsWords(t, figures)} · ${practicesWords(t, figures)}`;
}

import { field, type Field, type FormView } from '../shared/web/fields.js';
import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import { hasText, type Translate } from '../shared/web/i18n.js';
import { table, type TableView } from '../shared/web/tables.js';
import { formatBirth } from './birth.js';
import { formatPhone } from './contact.js';
import type { PossibleDouble } from './duplicates.js';
import type { FoundPair } from './duplicates.repository.js';
import { mergePeople, type MergeField } from './merge-rules.js';
import type { PersonFields } from './person-fields.js';
import { givenNamesFirst, surnamesFirst } from './person-names.js';
import type { KnownPerson } from './person.repository.js';

/** As many pairs as one page shows: whoever has settled them gets the next ones. */
const PAIRS = 40;

/** The list of records that may be one person. */
export function duplicatesView(t: Translate, pairs: readonly FoundPair[]): object {
  return {
    words: t('people:duplicates.found', { count: pairs.length }),
    table: table({
      id: 'duplicates', caption: t('people:duplicates.title'), captionHidden: true,
      columns: [{ text: t('people:duplicates.one') }, { text: t('people:duplicates.other') }, { text: t('people:duplicates.why') }, { text: t('people:duplicates.look') }],
      rows: pairs.slice(0, PAIRS).map(({ first, second, why }) => [
        { text: surnamesFirst(first), detail: numbersOf(first) }, { text: surnamesFirst(second), detail: numbersOf(second) },
        { text: whyWords(t, first, second, why) }, { text: t('people:duplicates.compare'), href: `/people/${first.id}/merge/${second.id}` },
      ]),
      empty: { title: t('people:duplicates.none'), text: t('people:duplicates.none-text'), icon: 'check' },
    }),
  };
}

export interface ComparisonParts {
  kept: KnownPerson;
  merged: KnownPerson;
  records: ReadonlyMap<string, { kept: number; merged: number }>;
  form: FormView;
}

/** Two records side by side, and the questions that only somebody who knows her can answer. */
export function comparisonView(t: Translate, { kept, merged, records, form }: ComparisonParts): object {
  const base = `/people/${kept.person.id}`;
  const { conflicts } = mergePeople(kept.person, merged.person);
  return {
    back: { href: '/people/duplicates', text: t('people:duplicates.title') }, form, stale: form.stale ? { differences: [] } : null,
    accounts: both(records.get('accounts')) ? t('people:merge.accounts') : null,
    table: comparisonTable(t, kept, merged, records, conflicts),
    questions: conflicts.map((name) => question(t, form, name, kept.person, merged.person)),
    action: `${base}/merge/${merged.person.id}`, apartAction: `${base}/distinct/${merged.person.id}`,
    hidden: Object.entries({ keptVersion: kept.person.version, mergedVersion: merged.person.version }).map(([name, now]) => ({ name, value: form.values[name] ?? now })),
  };
}

function both(count: { kept: number; merged: number } | undefined): boolean {
  return count !== undefined && count.kept > 0 && count.merged > 0;
}

function whyWords(t: Translate, first: PossibleDouble, second: PossibleDouble, why: FoundPair['why']): string {
  if (why !== 'same-name') return t(`people:duplicates.${why}`);
  return t(`people:duplicates.same-name-${first.birthYear !== null && first.birthYear === second.birthYear ? 'year' : 'only'}`);
}

function comparisonTable(
  t: Translate, kept: KnownPerson, merged: KnownPerson, records: ComparisonParts['records'], conflicts: readonly MergeField[],
): TableView {
  const said = (['name', 'dni', 'birth', 'sex', 'motherTongue', 'phone', 'email'] as const).map((name) => [
    { text: t(`people:fields.${name}`) }, { text: valueOf(t, name, kept.person) }, { text: valueOf(t, name, merged.person) },
    conflicts.includes(name) ? { badge: { text: t('people:merge.differs'), kind: 'warning' } } : {},
  ]).filter(([, first, second]) => first?.text || second?.text);
  const counted = [...records].filter(([name]) => hasText(`people:records.${name}`)).map(([name, count]) => [
    { text: t(`people:records.${name}`) }, { text: count.kept }, { text: count.merged }, {},
  ]);
  const registered = ({ learner }: KnownPerson): string => formatLocalDate(localDateAt(Number(learner.registeredAt)));
  return table({
    id: 'comparison', caption: t('people:merge.caption'), captionHidden: true,
    columns: [{ text: t('people:merge.what') }, { text: t('people:merge.first') }, { text: t('people:merge.second') }, { text: t('people:merge.note') }],
    rows: [...said, [{ text: t('people:page.registered.any') }, { text: registered(kept) }, { text: registered(merged) }, {}], ...counted],
  });
}

function question(t: Translate, form: FormView, name: MergeField, kept: PersonFields, merged: PersonFields): Field {
  return field(form, t, {
    name, type: 'radios', label: `people:merge.questions.${name}`,
    choices: [{ value: 'kept', label: valueOf(t, name, kept) }, { value: 'merged', label: valueOf(t, name, merged) }],
  });
}

function valueOf(t: Translate, name: MergeField, person: PersonFields): string {
  switch (name) {
    case 'name': return givenNamesFirst(person);
    case 'dni': return person.dni ?? (person.dniPending ? t('people:list.dni-pending') : '');
    case 'birth': return formatBirth(person);
    case 'sex': return person.sex ? t(`people:sexes.${person.sex}`) : '';
    case 'motherTongue': return person.motherTongue ? t(`people:motherTongues.${person.motherTongue}`) : '';
    case 'phone': return person.phone ? formatPhone(person.phone) : '';
    case 'email': return person.email ?? '';
  }
}

function numbersOf(person: Pick<PersonFields, 'dni' | 'birthDate' | 'birthYear'>): string | null {
  return [person.dni ? `DNI ${person.dni}` : '', formatBirth(person)].filter(Boolean).join(' · ') || null;
}

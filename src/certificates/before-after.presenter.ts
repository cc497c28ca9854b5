import { editionHead } from '../courses/edition-tabs.js';
import { surnamesFirst } from '../people/person-names.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import { gainWords } from './completion.presenter.js';
import type { CertifiedEdition, CompletionPerson } from './completion.repository.js';
import type { BeforeAndAfter, TestResult } from './endline.repository.js';

/** What `certificates/before-after` shows: by person, her level before the course and now, in words; who has not taken the test comes last. */
export function beforeAfterView(
  t: Translate, edition: CertifiedEdition, people: readonly CompletionPerson[], results: ReadonlyMap<string, BeforeAndAfter>, roles: readonly Role[],
): object {
  const taken = people.filter(({ personId }) => results.get(personId)?.after);
  const level = (result: TestResult | null | undefined): string => (result ? t(`levels:names.${result.level}`) : t('certificates:endline.no-test'));
  return {
    ...editionHead(t, edition, 'certificates', roles),
    lead: t('certificates:endline.results-lead', { count: taken.length, total: people.length }),
    people: taken.map((person) => {
      const tests = results.get(person.personId) as BeforeAndAfter;
      return {
        name: surnamesFirst(person), href: `/people/${person.personId}`, group: person.groupName, before: level(tests.before), after: level(tests.after),
        words: gainWords(t, tests),
      };
    }),
    empty: { title: t('certificates:endline.results-empty'), text: t('certificates:endline.results-empty-text'), icon: 'people' },
  };
}

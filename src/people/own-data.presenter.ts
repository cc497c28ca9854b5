import type { Translate } from '../shared/web/i18n.js';
import { personView, type PersonParts } from './person.presenter.js';

/** What the centre keeps of a learner, for herself (Law 29733, right of access): the same as the staff reads, without what only the staff can do. */
export function ownDataView(t: Translate, parts: Omit<PersonParts, 'sections' | 'seesNumbers' | 'keepsRecords'>): object {
  const { name, facts, posts, consent } = personView(t, { ...parts, sections: [], seesNumbers: true, keepsRecords: false });
  return {
    facts: [
      { label: t('people:own.name'), text: name }, ...facts.map(({ label, text, badge }) => ({ label, text, badge })),
      ...posts.map(({ title, organisation }) => ({ label: title, text: organisation })),
    ],
    consent: consent && { text: consent.text, covers: consent.covers, without: consent.without },
  };
}

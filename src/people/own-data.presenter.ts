import { emptyForm, field } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { consentTextView } from './consent.presenter.js';
import { currentConsentText } from './consent-texts.js';
import { personView, type PersonParts } from './person.presenter.js';

/** What the centre keeps of a learner, for herself (Law 29733, right of access): the same as the staff reads, without what only the staff can do. */
export function ownDataView(t: Translate, parts: Omit<PersonParts, 'sections' | 'seesNumbers' | 'keepsRecords'>): object {
  const { name, facts, posts, consent } = personView(t, { ...parts, sections: [], seesNumbers: true, keepsRecords: false });
  return {
    facts: [
      { label: t('people:own.name'), text: name }, ...facts.map(({ label, text, badge }) => ({ label, text, badge })),
      ...posts.map(({ title, organisation }) => ({ label: title, text: organisation })),
    ],
    consent: consent && { text: consent.text, covers: consent.covers, without: consent.without, giveUrl: consent.withdrawUrl === null ? '/my-data/consent' : null },
  };
}

/** The text for her own eyes, and her answer. @param then where she goes on after it; `laterUrl` when she wants to talk about it first */
export function ownConsentView(t: Translate, then: string, laterUrl: string): object {
  const choices = currentConsentText().optional.map((purpose) => ({ value: purpose, label: t(`people:consent.purposes.${purpose}`) }));
  return {
    back: { href: '/', text: t('web:nav.home') }, form: emptyForm(), lead: t('people:own.ask'), text: consentTextView(t), action: '/my-data/consent',
    hidden: [{ name: 'then', value: then }], submit: t('people:own.give'), cancelUrl: laterUrl, cancel: t('people:own.later'),
    fields: [field(emptyForm(), t, { name: 'consentCovers', type: 'checkboxes', label: 'people:own.also', optional: true, choices })],
  };
}

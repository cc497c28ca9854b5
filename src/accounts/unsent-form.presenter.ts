import { localTimeAt } from '../shared/kernel/local-date.js';
import { field, emptyForm, type Field } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { UnsentFact } from '../shared/web/unsent-words.js';
import type { FoundForm } from './unsent-form.store.js';

export interface UnsentFormPage {
  lead: string;
  /** What it would do, where a feature says it: who pays how much. */
  facts: readonly UnsentFact[];
  /** What she wrote, as far as it reads as something written. */
  texts: string[];
  hidden: { name: string; value: string }[];
  /** To be chosen again. */
  files: Field[];
  /** The form goes as multipart where it had files. */
  enctype: string | null;
  back: string | null;
  until: string;
}

/** The view model of `accounts/unsent`. @param facts what the form would do */
export function unsentFormPage({ fields, files, back, sentAt, expiresAt }: FoundForm, facts: readonly UnsentFact[], t: Translate): UnsentFormPage {
  const told = new Set(facts.map(({ text }) => text));
  return {
    lead: t('accounts:unsent.lead', { time: localTimeAt(sentAt) }),
    facts,
    texts: fields.filter(([name, value]) => !name.startsWith('_') && /\S\s+\S/u.test(value) && !told.has(value.trim())).map(([, value]) => value),
    hidden: fields.map(([name, value]) => ({ name, value })),
    files: files.map(([name, file]) => field(emptyForm(), t, { name, type: 'file', label: 'accounts:unsent.file', params: { file } })),
    enctype: files.length > 0 ? 'multipart/form-data' : null,
    back,
    until: t('accounts:unsent.until', { time: localTimeAt(expiresAt) }),
  };
}

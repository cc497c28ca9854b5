import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { listWords } from '../shared/web/date-words.js';
import { practicesWords, ruleWords, sessionsWords } from './completion.presenter.js';
import { shortfalls, type Shortfall } from './completion.js';
import type { CertifiedEdition, CompletionPerson } from './completion.repository.js';

/** What `certificates/own` shows a learner of her way to a certificate. */
export function ownCompletionView(t: Translate, own: { edition: CertifiedEdition; person: CompletionPerson } | null, today: LocalDate): object {
  if (!own) return { empty: true };
  const { edition, person } = own;
  const held = person.certificates.find(({ revoked }) => revoked === null);
  const missing = shortfalls(edition.rule, person.figures);
  return {
    eyebrow: edition.courseTitle, standing: held ? t('certificates:own.has') : standingWords(t, missing, edition.endsOn < today),
    certificate: held ? `/certificates/${held.id}` : null,
    facts: [
      ...(edition.rule.attendanceShare > 0 ? [{ label: t('certificates:fields.sessions'), text: sessionsWords(t, person.figures) }] : []),
      ...(edition.rule.practiceShare > 0 ? [{ label: t('certificates:fields.practices'), text: practicesWords(t, person.figures) }] : []),
    ],
    rule: ruleWords(t, edition.rule), toPractise: missing.some(({ what }) => what === 'practices'),
  };
}

function standingWords(t: Translate, missing: readonly Shortfall[], over: boolean): string {
  if (missing.length === 0) return t('certificates:own.meets');
  if (missing.some(({ what }) => what === 'no-session')) return t('certificates:own.early');
  const what = listWords(t, missing.map((one) => t(`certificates:missing.${one.what}`, { count: 'missing' in one ? one.missing : 0 })));
  return t(`certificates:own.${over ? 'lacks-over' : 'lacks'}`, { what });
}

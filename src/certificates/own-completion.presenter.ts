import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { listWords } from '../shared/web/date-words.js';
import { practicesWords, ruleWords, sessionsWords } from './completion.presenter.js';
import { shortfalls, wayToGo, type Shortfall } from './completion.js';
import type { OwnCompletion } from './completion.repository.js';

/** What `certificates/own` shows a learner of her way to a certificate. */
export function ownCompletionView(t: Translate, own: OwnCompletion | null, today: LocalDate): object {
  if (!own) return { empty: true };
  const { edition, person } = own;
  const held = person.certificates.find(({ revoked }) => revoked === null);
  const missing = shortfalls(edition.rule, person.figures);
  return {
    eyebrow: edition.courseTitle, standing: held ? t('certificates:own.has') : edition.endsOn < today ? overWords(t, missing) : standingWords(t, own, missing),
    certificate: held ? `/certificates/${held.id}` : null,
    facts: [
      ...(edition.rule.attendanceShare > 0 ? [{ label: t('certificates:fields.sessions'), text: sessionsWords(t, person.figures) }] : []),
      ...(edition.rule.practiceShare > 0 ? [{ label: t('certificates:fields.practices'), text: practicesWords(t, person.figures) }] : []),
    ],
    rule: ruleWords(t, edition.rule), toPractise: missing.some(({ what }) => what === 'practices'),
  };
}

/** While the course goes on it is said of all its sessions, since those to come count as well. */
function standingWords(t: Translate, { edition, person, toCome }: OwnCompletion, missing: readonly Shortfall[]): string {
  if (missing.some(({ what }) => what === 'no-session')) return t('certificates:own.early');
  const way = wayToGo(edition.rule, person.figures, toCome);
  if (!way) return missing.length === 0 ? t('certificates:own.meets') : t('certificates:own.lacks', { what: whatWords(t, missing) });
  const practices = missing.filter(({ what }) => what === 'practices');
  return [
    t('certificates:own.way', { all: way.all, needed: way.needed, came: person.figures.came, held: person.figures.held }),
    ...(practices.length > 0 ? [t('certificates:own.way-practices', { what: whatWords(t, practices) })] : []),
    t(`certificates:own.${way.reachable ? 'way-time' : 'way-late'}`),
  ].join(' ');
}

function overWords(t: Translate, missing: readonly Shortfall[]): string {
  if (missing.length === 0) return t('certificates:own.meets');
  return missing.some(({ what }) => what === 'no-session') ? t('certificates:own.early') : t('certificates:own.lacks-over', { what: whatWords(t, missing) });
}

function whatWords(t: Translate, missing: readonly Shortfall[]): string {
  return listWords(t, missing.map((one) => t(`certificates:missing.${one.what}`, { count: 'missing' in one ? one.missing : 0 })));
}

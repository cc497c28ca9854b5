import { monthInSentence } from '../ledger/paging.js';
import type { Translate } from '../shared/web/i18n.js';
import { countingSignatures, MONTHS, type MonthSeen } from './months.presenter.js';
import { statementSummary } from './statement.presenter.js';

/**
 * What a signature will do: the figures that it is for, and what follows from it.
 * @param publicUrl where anybody reads the centre's closed months; null where they are not public
 */
export function signingView(t: Translate, seen: MonthSeen, publicUrl: string | null): object {
  const { month, statement, digest } = seen;
  const [first] = countingSignatures(seen);
  const url = `${MONTHS}/${month}`;
  const words = (name: string): string => t(`statements:signing-does.${name}`, { month: monthInSentence(t, month), name: first?.name ?? '' });
  const follows = first ? ['second', 'closes', publicUrl ? 'published' : 'not-published'] : ['first', 'stays-open', 'changes'];
  return {
    summary: { items: statementSummary(t, statement) }, follows: follows.map(words), publicUrl: first ? publicUrl : null,
    confirm: {
      text: t('statements:signing-does.ask'), action: `${url}/signatures`, submit: t(`statements:signing-does.${first ? 'yes-close' : 'yes'}`),
      hidden: [{ name: 'digest', value: digest }], backUrl: url, back: t('statements:signing-does.back'),
    },
  };
}

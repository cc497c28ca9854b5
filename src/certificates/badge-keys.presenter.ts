import { localDateAt } from '../shared/kernel/local-date.js';
import { dateWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { table } from '../shared/web/tables.js';
import type { BadgeKey } from './badge-key.entity.js';

/** The keys, the one that signs first; nothing of them but when they signed. */
export function keysView(t: Translate, keys: readonly Pick<BadgeKey, 'id' | 'createdAt' | 'retiredAt'>[]): object {
  const day = (instant: number): string => dateWords(t, localDateAt(instant));
  return {
    back: { href: '/centres', text: t('web:nav.centres') },
    table: table({
      id: 'keys', caption: t('certificates:keys.title'), captionHidden: true,
      columns: ['key', 'since', 'state'].map((name) => ({ text: t(`certificates:keys.${name}`) })),
      rows: keys.map(({ id, createdAt, retiredAt }) => [
        { text: id.slice(-12) }, { text: day(createdAt) },
        retiredAt === null ? { badge: { text: t('certificates:keys.signs'), kind: 'success' } } : { text: t('certificates:keys.until', { date: day(retiredAt) }) },
      ]),
      empty: { title: t('certificates:keys.empty-title'), text: t('certificates:keys.empty-text'), icon: 'key' },
    }),
    submit: keys.length > 0 ? t('certificates:keys.submit') : null,
  };
}

import type { Translate } from '../shared/web/i18n.js';
import { LIST_FORMATS } from '../shared/web/list-files.js';
import { addressWith, MOST_IN_FILE } from './paging.js';

/** The addresses of a list as a file of each kind: what the partial `ledger/files` shows. @param text what is taken away */
export function fileLinks(t: Translate, path: string, asked: Readonly<Record<string, string | null>>, text = t('ledger:files')): object {
  return { text, links: LIST_FORMATS.map((as) => ({ href: addressWith(path, { ...asked, as }), text: t(`common:list-file.as.${as}`) })) };
}

/** What a file says of itself where it holds only the newest of a longer list. @param count of what was read for it */
export function cutWords(t: Translate, count: number): string | null {
  return count < MOST_IN_FILE ? null : t('ledger:cut', { count });
}

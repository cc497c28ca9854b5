import { addressWith } from './addresses.js';
import type { Translate } from './i18n.js';
import { LIST_FORMATS } from './list-files.js';

/** What the partial `list-links` shows. */
export interface ListLinks {
  /** What is taken away. */
  text: string;
  links: { href: string; text: string }[];
}

/**
 * The addresses of a list without personal data as a file of each kind: `as` stands in them beside what is asked of the
 * list. Lists of people leave by a form (`TakenLists`).
 * @param text what is taken away
 */
export function listLinks(t: Translate, path: string, asked: Readonly<Record<string, string | null | undefined>>, text = t('common:list-file.take')): ListLinks {
  return { text, links: LIST_FORMATS.map((as) => ({ href: addressWith(path, { ...asked, as }), text: t(`common:list-file.as.${as}`) })) };
}

import { givenNamesOf } from '../people/given-names-of.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';

/** The link to the first thing to do: keys get there by "skip to content". */
const FIRST = 'first-step';

/** What one part of Minka puts on somebody's home. */
export interface LoadedSection {
  title: string;
  items: readonly HomeItem[];
}

/** What `home/show` shows, and what the page around it needs. */
export interface HomePage {
  view: { greeting: string; next: HomeItem | null; sections: { title: string; items: (HomeItem & { id?: string })[] }[] };
  quickExit: boolean;
  skipTo: string | undefined;
}

/**
 * What to do next: the first thing that has a button of its own stands alone on top, one big next step; then what waits for
 * the viewer's signature, then all else in the order of its parts.
 */
export function homePage(t: Translate, viewer: { name: string; givenNames: string | null }, loaded: readonly LoadedSection[]): HomePage {
  const items = loaded.flatMap((section) => section.items);
  const next = items.find(({ button }) => button !== undefined) ?? null;
  const toSign = { title: t('home:signatures'), items: items.filter(({ signs }) => signs) };
  const others = loaded.map((section) => ({ title: section.title, items: section.items.filter((item) => item !== next && !item.signs) }));
  const [first, ...more] = [toSign, ...others].filter((section) => section.items.length > 0);
  const sections = first ? [{ ...first, items: first.items.map((item, index) => (index > 0 ? item : { ...item, id: FIRST })) }, ...more] : [];
  return {
    view: { greeting: t('home:greeting', { name: viewer.givenNames ?? givenNamesOf(viewer.name) }), next, sections },
    quickExit: items.some(({ discreet }) => discreet),
    skipTo: next ? 'next-step' : first?.items[0]?.href ? FIRST : undefined,
  };
}

import { randomUUID } from 'node:crypto';
import Handlebars, { type HelperOptions } from 'handlebars';
import { assetUrl } from './assets.js';
import type { TextParams, Translate } from './i18n.js';
import type { Shell } from './shell.js';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A form as somebody left it, where the page's activity has one. */
function keptIn(more: readonly unknown[]): Fields | null {
  const { data } = more.at(-1) as HelperOptions;
  return (data as { root?: { activity?: { draft?: Fields | null } } }).root?.activity?.draft ?? null;
}

/**
 * `{{style 'css/pages/room.css'}}`: a style that a view needs beside those of every page. It goes into the head, so that the page is laid out
 * and painted once, with all its styles; a view that opens its own layout has its head behind it already, and gets it in place.
 */
function styleIn(name: string, { data }: HelperOptions): Handlebars.SafeString | string {
  const { styles } = data as { styles?: string[] };
  const url = assetUrl(name);
  if (!styles) return new Handlebars.SafeString(`<link rel="stylesheet" href="${url}">`);
  if (!styles.includes(url)) styles.push(url);
  return '';
}

/** What templates may call beside the built-in `if`, `unless`, `each` and `with`; anything else does not compile. */
export function templateHelpers(translate: Translate): Record<string, (...args: never[]) => unknown> {
  return {
    /** `{{t 'people:found' count=total}}` */
    t: (key: string, options: HelperOptions) => translate(key, options.hash as TextParams),
    /** `{{asset 'css/app.css'}}` */
    asset: (name: string) => assetUrl(name),
    style: (name: string, options: HelperOptions) => styleIn(name, options),
    /** A fresh idempotency key for one form; it ends in whose page it is. */
    newKey: ({ data }: HelperOptions) => [randomUUID(), (data as { shell?: Partial<Shell> }).shell?.ownerMark].filter(Boolean).join('-'),
    /** `{{kept 'subject'}}`: what she had written in a field of the page's activity, or else what usually stands there. */
    kept: (field: string, ...more: unknown[]) => keptIn(more)?.[field] ?? (more.length > 1 ? more[0] : ''),
    /** `{{#if (marked 'answer' id first)}}`: she had chosen it, or it is what is chosen before she chooses. */
    marked: (field: string, value: unknown, ...more: unknown[]) => {
      const draft = keptIn(more);
      return draft ? [draft[field]].flat().includes(String(value)) : more.length > 1 && Boolean(more[0]);
    },
    /** `{{lookup errors name}}` */
    lookup: (of: Readonly<Record<string, unknown>> | null | undefined, name: string) => (of && Object.hasOwn(of, name) ? of[name] : undefined),
    eq: (a: unknown, b: unknown) => a === b,
    not: (a: unknown) => !a,
    and: (...args: unknown[]) => args.slice(0, -1).every(Boolean),
    or: (...args: unknown[]) => args.slice(0, -1).find(Boolean),
    includes: (list: readonly unknown[] | string | undefined, item: unknown) => list?.includes(item as never) ?? false,
    /** `{{join a '-' b}}`: its arguments in one text, those that are not there left out. */
    join: (...args: unknown[]) => args.slice(0, -1).filter((part) => part !== undefined && part !== null).join(''),
  };
}

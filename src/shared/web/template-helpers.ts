import { randomUUID } from 'node:crypto';
import type { HelperOptions } from 'handlebars';
import { assetUrl } from './assets.js';
import type { TextParams, Translate } from './i18n.js';

/** What templates may call beside the built-in `if`, `unless`, `each`, `with` and `lookup`; anything else does not compile. */
export function templateHelpers(translate: Translate): Record<string, (...args: never[]) => unknown> {
  return {
    /** `{{t 'people:found' count=total}}` */
    t: (key: string, options: HelperOptions) => translate(key, options.hash as TextParams),
    /** `{{asset 'css/app.css'}}` */
    asset: (name: string) => assetUrl(name),
    /** A fresh idempotency key for one form. */
    newKey: () => randomUUID(),
    eq: (a: unknown, b: unknown) => a === b,
    not: (a: unknown) => !a,
    and: (...args: unknown[]) => args.slice(0, -1).every(Boolean),
    or: (...args: unknown[]) => args.slice(0, -1).find(Boolean),
    includes: (list: readonly unknown[] | string | undefined, item: unknown) => list?.includes(item as never) ?? false,
    /** `{{join a '-' b}}`: its arguments in one text, those that are not there left out. */
    join: (...args: unknown[]) => args.slice(0, -1).filter((part) => part !== undefined && part !== null).join(''),
  };
}

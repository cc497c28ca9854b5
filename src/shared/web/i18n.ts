import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import type { i18n } from 'i18next';
import Backend from 'i18next-fs-backend';
import { listWords } from './date-words.js';
import { VIEWS } from './project-root.js';

export const LOCALES = ['es', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'es';

/** Several words are said as a list: `Grupo A, Grupo B y Grupo C`. */
export type TextParams = Record<string, string | number | readonly string[] | null | undefined>;

/**
 * Looks a text up: `t('people:fields.surnames')`, `t('people:found', { count: 3 })`.
 * A key is `feature:path.in.file`; `count` picks the plural form (`found_one`, `found_other`).
 * A key or a parameter that is not there throws, except in production, where the key is shown.
 */
export type Translate = (key: string, params?: TextParams) => string;

/** Raised outside production, so that no test passes over a page with a hole in it. */
export class MissingText extends Error {}

export function isLocale(text: unknown): text is Locale {
  return LOCALES.includes(text as Locale);
}

/** @returns the function that speaks one language; the same function for the same language */
export function translator(locale: Locale): Translate {
  return catalogue(locale).translate;
}

/** True when the key has a text of its own (or a plural) in that language, without falling back. */
export function hasText(key: string, locale: Locale = DEFAULT_LOCALE): boolean {
  return texts().exists(key, { lng: locale, fallbackLng: false })
    || texts().exists(key, { lng: locale, fallbackLng: false, count: 1 });
}

/** Forgets what was read, so that the next look-up reads the files again (development). */
export function forgetTexts(): void {
  loaded = undefined;
  catalogues.clear();
}

type Message = (params: TextParams) => string;

/** i18next reads and falls back; asking it each time costs some 20 µs, a compiled message a fiftieth of that. */
interface Catalogue {
  messages: Map<string, Message>;
  plurals: Intl.PluralRules;
  translate: Translate;
}

let loaded: i18n | undefined;
const catalogues = new Map<Locale, Catalogue>();
const NOTHING: TextParams = {};

function catalogue(locale: Locale): Catalogue {
  let found = catalogues.get(locale);
  if (!found) {
    const messages = new Map<string, Message>();
    const plurals = new Intl.PluralRules(locale);
    const translate: Translate = (key, params = NOTHING) => {
      const form = typeof params.count === 'number' ? `${key}_${plurals.select(params.count)}` : key;
      let message = messages.get(form);
      if (!message) messages.set(form, message = compile(locale, key, form, params));
      return message(params);
    };
    catalogues.set(locale, found = { messages, plurals, translate });
  }
  return found;
}

function compile(locale: Locale, key: string, form: string, params: TextParams): Message {
  // Spanish has a form for millions (`_many`) that no catalogue spells out; a text that says a number may have one form for all.
  const raw = resource(locale, form) ?? (form === key ? undefined : resource(locale, `${key}_other`) ?? resource(locale, key));
  if (typeof raw === 'string' && !/\$t\(|\{\{-/u.test(raw)) return fill(raw, key, (words) => listWords(translator(locale), words));
  if (typeof raw === 'object' || !texts().exists(key, { lng: locale, ...params })) return missing(`no text for ${key} in ${locale}`, key);
  const fixed = texts().getFixedT(locale);
  return (given) => String(fixed(key, given as Record<string, unknown>));
}

function resource(locale: Locale, key: string): unknown {
  const [namespace = '', path = ''] = key.split(/:(.*)/su);
  return texts().getResource(locale, namespace, path);
}

/** `Hola {{name}}` becomes a function that joins its parts. */
function fill(text: string, key: string, list: (words: readonly string[]) => string): Message {
  const parts = text.split(/\{\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?\}\}/u);
  if (parts.length === 1) return () => text;
  return (params) => {
    let filled = parts[0] as string;
    for (let i = 1; i < parts.length; i += 3) {
      const name = parts[i] as string;
      const given = params[name] ?? (name in params ? '' : missing(`${key} needs {{${name}}}`, '')(params));
      const value = typeof given === 'object' ? list(given) : given;
      filled += (parts[i + 1] === undefined ? value : withArticle(parts[i + 1] as string, String(value))) + (parts[i + 2] as string);
    }
    return filled;
  };
}

/** What stands before a name that begins with a masculine noun, and before any other. */
const ARTICLES: Readonly<Record<string, readonly [before: string, otherwise: string]>> = { el: ['el ', ''], al: ['al ', 'a '], del: ['del ', 'de '] };

/** `{{group, del}}` says `del Grupo A`, and `de Las Madrugadoras` of a group that somebody gave a name of its own. */
function withArticle(format: string, name: string): string {
  const words = ARTICLES[format];
  if (!words) throw new MissingText(`no format ${format}`);
  return words[/^grupo(?!\p{L})/iu.test(name) ? 0 : 1] + name;
}

function missing(complaint: string, shown: string): Message {
  if (process.env.NODE_ENV !== 'production') throw new MissingText(complaint);
  process.emitWarning(complaint, 'MissingText');
  return () => shown;
}

function texts(): i18n {
  if (loaded) return loaded;
  loaded = i18next.createInstance();
  void loaded.use(Backend).init({
    // Synchronous: a page must never be rendered before its words are there.
    initAsync: false,
    lng: DEFAULT_LOCALE,
    fallbackLng: DEFAULT_LOCALE,
    preload: [...LOCALES],
    ns: readdirSync(join(VIEWS, 'locales', DEFAULT_LOCALE)).filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length)),
    backend: { loadPath: join(VIEWS, 'locales', '{{lng}}', '{{ns}}.json') },
    interpolation: { escapeValue: false },
  });
  return loaded;
}

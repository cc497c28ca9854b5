import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '../src/shared/kernel/group-by.js';
import { LOCALES, hasText, type Locale } from '../src/shared/web/i18n.js';
import { PROJECT_ROOT, VIEWS } from '../src/shared/web/project-root.js';

/** `found_one` and `found_other` are one text in two forms; a language may have other forms than the next one. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

function catalogue(locale: Locale, feature: string): Map<string, string> {
  const texts = new Map<string, string>();
  const collect = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.set(path, value);
    else for (const [name, inner] of Object.entries(value as object)) collect(inner, path ? `${path}.${name}` : name);
  };
  collect(JSON.parse(readFileSync(join(VIEWS, 'locales', locale, `${feature}.json`), 'utf8')), '');
  return texts;
}

function features(locale: Locale): string[] {
  return readdirSync(join(VIEWS, 'locales', locale)).map((file) => file.replace('.json', '')).sort();
}

function keysOf(texts: ReadonlyMap<string, string>): string[] {
  return [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].sort();
}

function openPlaces(text: string): string[] {
  // How a name is joined to its sentence (`{{group, del}}`) is a language's own matter.
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name as string))].sort();
}

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => ending.test(path)).map((path) => join(folder, path));
}

describe('the catalogues', () => {
  it('are about the same features in every language', () => {
    for (const locale of LOCALES) expect(features(locale)).toEqual(features('es'));
  });

  it.each(features('es'))('%s: have the same keys in Spanish and in English', (feature) => {
    expect(keysOf(catalogue('en', feature))).toEqual(keysOf(catalogue('es', feature)));
  });

  it.each(features('es'))('%s: leave the same places open in Spanish and in English', (feature) => {
    const english = catalogue('en', feature);
    for (const [key, text] of catalogue('es', feature)) {
      const other = english.get(key);
      if (other !== undefined) expect({ key, open: openPlaces(other) }).toEqual({ key, open: openPlaces(text) });
    }
  });

  it.each(features('es'))('%s: say something under every key', (feature) => {
    for (const locale of LOCALES) {
      const silent = [...catalogue(locale, feature)].filter(([, text]) => text.trim() === '').map(([key]) => key);
      expect(silent).toEqual([]);
    }
  });
});

describe('full stops', () => {
  const all = LOCALES.flatMap((locale) => features(locale).flatMap((feature) => [...catalogue(locale, feature)].map(([key, text]) => ({ key: `${locale} ${feature}:${key}`, text }))));
  /** What heads, names or starts something. */
  const LABEL = /[.:](title|heading|label|legend|caption|submit|button|action|eyebrow)(_one|_other)?$/u;
  /** An example, a name, a figure, an address or an open place ends a text as it is; so does a text that goes on behind it. */
  const ENDS_OTHERWISE = /([.?!:…»”")\d]|\}\}|\/\w+|:\/\/|@\S+|(?<=\s)(en|in|at|del|from|of|on)|: \S+|(Por ejemplo|For example|e\.g\.)[^.?!]*)$/u;

  it('end a text of several sentences', () => {
    const open = all.filter(({ key, text }) => !key.includes('styleguide:') && /[\da-záéíóúñ)»}][.!?] [A-ZÁÉÍÓÚÑ¿¡]/u.test(text) && !ENDS_OTHERWISE.test(text.trimEnd()));
    expect(open).toEqual([]);
  });

  it('end no heading, label or button', () => {
    expect(all.filter(({ key, text }) => LABEL.test(key) && /[^.]\.$/u.test(text) && !/[.?!] /u.test(text))).toEqual([]);
  });
});

it('have no form for a number that their language does not tell apart', () => {
  const unused = LOCALES.flatMap((locale) => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    return features(locale).flatMap((feature) => [...catalogue(locale, feature).keys()]
      .filter((key) => PLURAL.test(key) && !forms.includes(PLURAL.exec(key)?.[1] as Intl.LDMLPluralRule)).map((key) => `${locale} ${feature}:${key}`));
  });
  expect(unused).toEqual([]);
});

describe('every text that is asked for is there', () => {
  const known = new Set(features('es'));
  // A key as it stands in code: 'people:refusals.dni-taken'. Keys that are put together (with ${…}) are not seen here.
  const quoted = (source: string): string[] => [...source.matchAll(/['"`]([a-z][\w-]*):([\w-]+(?:\.[\w-]+)*)['"`]/g)]
    .filter(([, feature]) => known.has(feature as string)).map(([, feature, path]) => `${feature}:${path}`);

  it('in templates', () => {
    const missing = files(VIEWS, /\.hbs$/).flatMap((file) => {
      const keys = [...withoutComments(readFileSync(file, 'utf8')).matchAll(/[{(]t '([^']+)'/g)].map(([, key]) => key as string);
      return keys.filter((key) => !hasText(key)).map((key) => `${key} (${file.slice(VIEWS.length + 1)})`);
    });
    expect(missing).toEqual([]);
  });

  it('in code', () => {
    const sources = ['src', 'seeds'].map((folder) => join(PROJECT_ROOT, folder)).flatMap((folder) => files(folder, /(?<!\.spec)\.ts$/));
    const missing = sources.flatMap((file) => quoted(withoutComments(readFileSync(file, 'utf8')))
      .filter((key) => !hasText(key)).map((key) => `${key} (${file.slice(PROJECT_ROOT.length + 1)})`));
    expect(missing).toEqual([]);
  });
});

describe('every text that is there', () => {
  const used = [...files(join(PROJECT_ROOT, 'src'), /(?<!\.spec)\.ts$/), ...files(VIEWS, /\.hbs$/)].map((file) => withoutComments(readFileSync(file, 'utf8'))).join('\n');
  const reached = groupBy(used.matchAll(/([a-z][\w-]*):([\w.-]*)((?:\$\{[^{}`]*\}[\w.-]*)*)(\$\{)?/g), ([, feature]) => feature);

  it.each(features('es'))('%s: is asked for', (feature) => {
    const keys = (reached.get(feature) ?? []).map(([, , start = '', holes = '', open]) => reachedFrom(start, holes, open !== undefined));
    const known = new RegExp(`^(${[...new Set(keys)].join('|')})$`);
    expect(keysOf(catalogue('es', feature)).filter((key) => !known.test(key))).toEqual([]);
  });
});

const ANYTHING = '[\\w.+-]*';

/**
 * Which keys stand for one in code, as an expression: itself; what goes on behind it, for code puts keys together (`${prefix}.title`,
 * `${key}-displaced`); and of `${late ? '-late' : ''}` the two.
 * @param open whether a hole follows that is not understood
 */
function reachedFrom(start: string, holes: string, open: boolean): string {
  const filled = holes.replace(/\$\{([^}]*)\}|[.-]/g, (part, hole?: string) => {
    if (hole === undefined) return `\\${part}`;
    return / \? '[\w.-]*' : '[\w.-]*'$/.test(hole) ? `(${[...hole.matchAll(/'([\w.-]*)'/g)].map(([, choice]) => choice).join('|')})` : ANYTHING;
  });
  const isStart = open || (holes === '' && /[.-]$/.test(start));
  return `${start.replaceAll('.', '\\.')}${filled}${isStart ? ANYTHING : ''}([.-].+)?`;
}

function withoutComments(source: string): string {
  return source.replace(/\{\{!--.*?--\}\}|\/\*.*?\*\//gs, '').replace(/^\s*\/\/.*$/gm, '');
}

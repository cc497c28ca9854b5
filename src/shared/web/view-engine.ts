import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { setImmediate as others } from 'node:timers/promises';
import Handlebars from 'handlebars';
import { forgetAssets } from './assets.js';
import { DEFAULT_LOCALE, forgetTexts, translator } from './i18n.js';
import type { Locale } from './i18n.js';
import { VIEWS } from './project-root.js';
import type { Shell } from './shell.js';
import { isTrue, TemplateCode, TRUE } from './template-code.js';
import { parseTemplate } from './template-compiler.js';
import { templateHelpers } from './template-helpers.js';

export interface RenderOptions {
  locale?: Locale;
  /** The layout around the view: `main` unless told; `part` for what takes the place of a page's content; null for a fragment. A view that opens its own layout (print) is left as it is. */
  layout?: 'main' | 'plain' | 'part' | null;
  /** What the layout shows around the page; templates and partials reach it as `@shell` at any depth. */
  shell?: Partial<Shell>;
}

/**
 * Renders `views/<view>.hbs` to HTML, synchronously. Partials are called by their path under views/partials
 * (`{{> form/field}}`), or under views for those that belong to a feature (`{{> attendance/row}}`).
 * @throws when the view or one of its partials is not there or does not compile, or a text is missing (not in production)
 */
export function render(view: string, model: object, options: RenderOptions = {}): string {
  if (WATCHING) noticeChanges();
  const locale = options.locale ?? DEFAULT_LOCALE;
  const templates = templatesIn(locale);
  const template = templates.get(view);
  const wrapped = options.layout !== null && !template.wrapsItself();
  const around = { ...templates.around, data: { locale, shell: options.shell ?? {}, root: model, styles: wrapped ? [] : undefined } };
  const body = template.run(model, around);
  if (!wrapped) return body;
  return templates.get(`layouts/${options.layout ?? 'main'}`).run({ body }, around);
}

/**
 * Compiles every template in every language while requests are answered, which come in between: compiling all takes seconds,
 * and nobody is to wait for Minka so long. What a request needs earlier is compiled for it.
 * @throws when a template does not compile
 */
export async function compileMeanwhile(locales: readonly Locale[]): Promise<void> {
  for (const locale of locales) {
    for (const template of templatesIn(locale).all()) {
      template.prepare();
      await others();
    }
  }
}

/** In development each render first looks whether a file was saved since. */
const WATCHING = process.env.NODE_ENV !== 'production' && process.env.NODE_ENV !== 'test';

const byLocale = new Map<Locale, Templates>();

function templatesIn(locale: Locale): Templates {
  let templates = byLocale.get(locale);
  if (!templates) byLocale.set(locale, templates = new Templates(locale));
  return templates;
}

/** All templates in one language: fixed words are part of the compiled template. */
class Templates {
  private readonly handlebars = Object.assign(Handlebars.create(), { JavaScriptCompiler: TemplateCode });
  /**
   * What every template runs with. Handlebars would gather it anew for each render, and hand every call of a helper a copy of
   * its options, unless it takes the template for a partial, which runs with what its caller has.
   */
  readonly around: Handlebars.RuntimeOptions;
  private readonly named = new Map<string, Template>();

  constructor(locale: Locale) {
    const translate = translator(locale);
    const helpers = templateHelpers(translate);
    this.handlebars.registerHelper(helpers as Handlebars.HelperDeclareSpec);
    const compile: Compile = (source) => {
      const { ast, wrapsItself } = parseTemplate(source, translate);
      const run = this.handlebars.compile(ast, {
        knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
        knownHelpersOnly: true,
        // Indenting a partial's output would cost time and change what stands in a textarea.
        preventIndent: true,
      });
      return { run, wrapsItself };
    };
    for (const { name, file } of templateFiles()) this.add(name, new Template(file, compile));
    const { helpers: own, partials, decorators } = this.handlebars;
    this.around = { partial: true, helpers: { ...own, [TRUE]: isTrue }, partials, decorators, hooks: own } as Handlebars.RuntimeOptions;
  }

  get(name: string): Template {
    const template = this.named.get(name);
    if (!template) throw new Error(`There is no template views/${name}.hbs`);
    return template;
  }

  all(): Iterable<Template> {
    return this.named.values();
  }

  private add(name: string, template: Template): void {
    const partial = name.startsWith('partials/') ? name.slice('partials/'.length) : name;
    if (partial in this.handlebars.partials) throw new Error(`Two templates answer to the name ${partial}`);
    this.handlebars.registerPartial(partial, template.run);
    this.named.set(name, template);
  }
}

type Compile = (source: string) => { run: HandlebarsTemplateDelegate; wrapsItself: boolean };

/** One file, compiled when it is first used. */
class Template {
  private compiled?: ReturnType<Compile>;

  constructor(private readonly file: string, private readonly compile: Compile) {}

  readonly run: HandlebarsTemplateDelegate = (context, options) => this.ready().run(context, options);

  wrapsItself(): boolean {
    return this.ready().wrapsItself;
  }

  /** Compiles now, where Handlebars would wait for the first render. */
  prepare(): void {
    const run = this.ready().run as HandlebarsTemplateDelegate & { _setup(options: object): void };
    run._setup({ partial: true });
  }

  private ready(): ReturnType<Compile> {
    return this.compiled ??= this.compiledNow();
  }

  private compiledNow(): ReturnType<Compile> {
    try {
      return this.compile(readFileSync(this.file, 'utf8'));
    } catch (error) {
      throw new Error(`${relative(VIEWS, this.file)}: ${(error as Error).message}`, { cause: error });
    }
  }
}

function templateFiles(): { name: string; file: string }[] {
  return readdirSync(VIEWS, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.hbs'))
    .map((path) => ({ name: path.slice(0, -'.hbs'.length).split(sep).join('/'), file: join(VIEWS, path) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

let lastSeen = '';

function noticeChanges(): void {
  const seen = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' })
    .map((path) => `${path}@${statSync(join(VIEWS, path)).mtimeMs}`).join();
  if (seen === lastSeen) return;
  lastSeen = seen;
  byLocale.clear();
  forgetTexts();
  forgetAssets();
}

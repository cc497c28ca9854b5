import Handlebars from 'handlebars';

/** The parts of Handlebars' code generator that are changed here; its published types leave it out. */
interface CodeGenerator {
  compiler: new () => CodeGenerator;
  source: { currentLocation?: unknown };
  quotedString(text: string): string;
  nameLookup(parent: unknown, name: string, type: string): unknown;
  setupHelperArgs(...words: unknown[]): unknown;
  setupParams(helper: string, count: number, params: unknown[]): { fn?: unknown; inverse?: unknown; hash: unknown };
  invokeKnownHelper(count: number, name: string): void;
  contextName(depth: number): string;
  push(code: unknown): unknown;
}

const { JavaScriptCompiler } = Handlebars as unknown as { JavaScriptCompiler: new () => CodeGenerator };

/** The name under which a template's conditions find `isTrue` among its helpers. */
export const TRUE = 'isTrue';

/**
 * Writes a template's code without what guards against templates and models of strangers: every look-up asks whether the
 * property is the object's own, and every call of a helper is handed its place in the file. Minka's templates and the view
 * models that they get are its own, and both guards, with the calls that every `{{#if}}` would be, take longer than the rest of drawing a page.
 */
export class TemplateCode extends JavaScriptCompiler {
  constructor() {
    super();
    this.compiler = TemplateCode;
  }

  override nameLookup(parent: unknown, name: string): unknown {
    return [parent, '[', this.quotedString(name), ']'];
  }

  override setupHelperArgs(...words: unknown[]): unknown {
    const place = this.source.currentLocation;
    this.source.currentLocation = undefined;
    const made = super.setupHelperArgs(...words);
    this.source.currentLocation = place;
    return made;
  }

  /** `if` and `unless` become conditions in the code: most of a page's calls are theirs. */
  override invokeKnownHelper(count: number, name: string): void {
    if ((name !== 'if' && name !== 'unless') || count !== 1) return super.invokeKnownHelper(count, name);
    const params: unknown[] = [];
    const { fn, inverse } = this.setupParams(name, count, params);
    const [then, otherwise] = name === 'if' ? [fn, inverse] : [inverse, fn];
    this.push(['(', this.nameLookup('helpers', TRUE), '(', params[0], ') ? ', this.branch(then), ' : ', this.branch(otherwise), ')']);
  }

  private branch(program: unknown): unknown {
    return program === 'container.noop' ? '""' : [program, '(', this.contextName(0), ')'];
  }
}

/** What `if` takes for true: an empty list is not. */
export function isTrue(value: unknown): boolean {
  return Boolean(value) && !(Array.isArray(value) && value.length === 0);
}

import Handlebars from 'handlebars';
import { assetUrl } from './assets.js';
import type { Translate } from './i18n.js';

type Node = hbs.AST.Node;
type Call = hbs.AST.MustacheStatement | hbs.AST.SubExpression;

/** A template's tree, with the layout that it chose for itself. */
export interface ParsedTemplate {
  ast: hbs.AST.Program;
  /** True when the template opens its own layout (`{{#> layouts/plain}}`), so that none is put around it. */
  wrapsItself: boolean;
}

/**
 * Parses a template for one language. `{{t 'key'}}` and `{{asset 'name'}}` with nothing but a literal become plain
 * content, so that fixed words cost nothing when a page is rendered. Indentation is dropped.
 *
 * A partial sees what it is given and nothing else: `{{> button text=x}}` knows of no `href` that happens to stand
 * around it; `{{> form/notes this}}` hands everything on. The block of a partial (`{{#> dialog id='a'}}…{{/dialog}}`)
 * sees what stands around it, as any block does.
 * @throws when a fixed key has no text, or the template does not parse
 */
export function parseTemplate(source: string, translate: Translate): ParsedTemplate {
  const ast = Handlebars.parse(source.trimEnd());
  new Folder(translate).accept(ast);
  const first = ast.body.find((node) => !isBlank(node));
  const wrapsItself = first?.type === 'PartialBlockStatement'
    && nameOf((first as hbs.AST.PartialBlockStatement).name).startsWith('layouts/');
  return { ast, wrapsItself };
}

/** Under this name a partial keeps what stands around its call, for its block. */
const AROUND = 'around-block';
const NOWHERE = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 }, source: '' };
const NOTHING = { type: 'UndefinedLiteral', original: undefined, value: undefined, loc: NOWHERE } as hbs.AST.UndefinedLiteral;

const LINE_END = { type: 'ContentStatement', value: '\n', original: '\n', loc: NOWHERE } as unknown as hbs.AST.ContentStatement;

function path(name: string): hbs.AST.PathExpression {
  const parts = name === 'this' ? [] : [name];
  return { type: 'PathExpression', data: false, depth: 0, parts, original: name, loc: NOWHERE } as unknown as hbs.AST.PathExpression;
}

/** Replaces what is known before any request by its result. */
class Folder extends Handlebars.Visitor {
  private readonly fixed: Record<string, (argument: string) => string>;

  constructor(translate: Translate) {
    super();
    // Handlebars' own switch: what a visiting method returns takes the node's place.
    (this as unknown as { mutating: boolean }).mutating = true;
    this.fixed = { t: (key) => translate(key), asset: assetUrl };
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): Node | undefined {
    const text = this.resultOf(node);
    if (text === undefined) {
      super.MustacheStatement(node);
      return undefined;
    }
    const value = node.escaped ? Handlebars.escapeExpression(text) : text;
    const content: Omit<hbs.AST.ContentStatement, 'original'> = { type: 'ContentStatement', value, loc: node.loc };
    return content;
  }

  override SubExpression(node: hbs.AST.SubExpression): Node | undefined {
    const text = this.resultOf(node);
    if (text === undefined) {
      super.SubExpression(node);
      return undefined;
    }
    return { type: 'StringLiteral', value: text, original: text, loc: node.loc } as hbs.AST.StringLiteral;
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    super.PartialStatement(node);
    if (node.params.length > 0) return;
    node.params = [nameOf(node.name) === '@partial-block' ? path(AROUND) : NOTHING];
  }

  override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
    super.PartialBlockStatement(node);
    const around: hbs.AST.HashPair = { type: 'HashPair', key: AROUND, value: path('this'), loc: node.loc };
    node.hash = { type: 'Hash', pairs: [...(node.hash?.pairs ?? []), around], loc: node.loc };
    if (node.params.length === 0) node.params = [NOTHING];
    // Handlebars drops a partial's block that is nothing but one other block (`{{#if}}`): with a second statement it stays.
    const [only, ...others] = node.program.body.filter((inner) => !isBlank(inner));
    if (only?.type === 'BlockStatement' && others.length === 0) node.program.body.push(LINE_END);
  }

  override ContentStatement(node: hbs.AST.ContentStatement): void {
    node.value = node.value.replace(/\s*\n\s*/gu, '\n');
  }

  private resultOf(node: Call): string | undefined {
    const helper = this.fixed[nameOf(node.path)];
    const [argument] = node.params;
    if (!helper || node.params.length !== 1 || node.hash?.pairs.length) return undefined;
    return argument?.type === 'StringLiteral' ? helper((argument as hbs.AST.StringLiteral).value) : undefined;
  }
}

function nameOf(path: Node): string {
  return path.type === 'PathExpression' ? (path as hbs.AST.PathExpression).original : '';
}

function isBlank(node: Node): boolean {
  return node.type === 'CommentStatement'
    || (node.type === 'ContentStatement' && (node as hbs.AST.ContentStatement).value.trim() === '');
}

import Handlebars from 'handlebars';
import { parseTemplate } from './template-compiler.js';
import { templateHelpers } from './template-helpers.js';

const translate = (key: string, params?: object): string => `[${key}${params && Object.keys(params).length ? JSON.stringify(params) : ''}]`;

/** Renders a template with partials, given as sources by name. */
function rendered(source: string, model: object, partials: Record<string, string> = {}): string {
  const handlebars = Handlebars.create();
  const helpers = templateHelpers(translate);
  handlebars.registerHelper(helpers as Handlebars.HelperDeclareSpec);
  const knownHelpers = Object.fromEntries(Object.keys(helpers).map((name) => [name, true]));
  const compile = (text: string): HandlebarsTemplateDelegate => handlebars.compile(parseTemplate(text, translate).ast, { knownHelpers, knownHelpersOnly: true });
  for (const [name, text] of Object.entries(partials)) handlebars.registerPartial(name, compile(text));
  return compile(source)(model);
}

describe('templates', () => {
  it('make fixed words part of the template', () => {
    const { ast } = parseTemplate(`<p>{{t 'a:b'}}</p>`, () => 'Tú & yo');
    expect(ast.body.map((node) => node.type)).toEqual(['ContentStatement', 'ContentStatement', 'ContentStatement']);
    expect(rendered(`<p title="{{t 'a:<'}}">{{t 'a:b'}}</p>`, {})).toBe('<p title="[a:&lt;]">[a:b]</p>');
  });

  it('translate with what the model says', () => {
    expect(rendered(`{{t 'a:b' count=n}} {{t key}}`, { n: 2, key: 'c:d' })).toBe('[a:b{&quot;count&quot;:2}] [c:d]');
  });

  it('escape everything that comes from the model', () => {
    expect(rendered('{{name}}', { name: '<script>"' })).toBe('&lt;script&gt;&quot;');
  });

  it('give a partial what it is given, not what stands around it', () => {
    const partials = { link: '{{#if href}}<a href="{{href}}">{{text}}</a>{{else}}{{text}}{{/if}}' };
    expect(rendered(`{{> link text='x'}}`, { href: '/around' }, partials)).toBe('x');
    expect(rendered('{{> link}}', { href: '/around', text: 'x' }, partials)).toBe('');
    expect(rendered('{{> link this}}', { href: '/around', text: 'x' }, partials)).toBe('<a href="/around">x</a>');
    expect(rendered(`{{> link this text='y'}}`, { href: '/around', text: 'x' }, partials)).toBe('<a href="/around">y</a>');
  });

  it('let the block of a partial see what stands around the block', () => {
    const partials = { box: '<div>{{title}}{{name}}{{> @partial-block}}</div>' };
    expect(rendered(`{{#> box title='T'}}{{name}}{{/box}}`, { name: 'N' }, partials)).toBe('<div>TN</div>');
    expect(rendered(`{{#each list}}{{#> box}}{{this}}{{../name}}{{/box}}{{/each}}`, { name: 'N', list: [1, 2] }, partials)).toBe('<div>1N</div><div>2N</div>');
  });

  it('keep a block that is nothing but another block', () => {
    const partials = { box: '<div>{{#if @partial-block}}{{> @partial-block}}{{/if}}</div>' };
    expect(rendered(`{{#> box}}{{#if name}}{{name}}{{/if}}{{/box}}`, { name: 'N' }, partials)).toBe('<div>N\n</div>');
  });

  it('nest blocks', () => {
    const partials = { outer: `<o>{{#> inner}}{{> @partial-block}}{{/inner}}</o>`, inner: '<i>{{> @partial-block}}</i>' };
    expect(rendered(`{{#> outer}}{{name}}{{/outer}}`, { name: 'N' }, partials)).toBe('<o><i>N</i></o>');
  });

  it('refuse a helper that is not there', () => {
    expect(() => rendered('{{shout name}}', {})).toThrow('shout');
  });

  it('leave indentation out', () => {
    expect(rendered('<ul>\n    <li>a</li>\n\n  </ul>', {})).toBe('<ul>\n<li>a</li>\n</ul>');
  });

  it.each([
    [`{{#> layouts/plain}}x{{/layouts/plain}}`, true], [`{{!-- about --}}\n{{#> layouts/print}}x{{/layouts/print}}`, true],
    [`{{#> box}}x{{/box}}`, false], ['<p></p>', false],
  ])('say whether they open a layout themselves: %s', (source, wraps) => {
    expect(parseTemplate(source, translate).wrapsItself).toBe(wraps);
  });
});

import Handlebars from 'handlebars';
import { isTrue, TemplateCode, TRUE } from './template-code.js';

/** What a template makes of a model: by Handlebars' own code, and by ours as the view engine runs it. */
function both(source: string, model: object): [own: string, ours: string] {
  const partials = { row: '{{#if name}}<{{name}}>{{else}}-{{/if}}', box: '[{{> @partial-block}}]' };
  const options = { knownHelpersOnly: true, preventIndent: true, knownHelpers: { lookup: true } };
  const [plain, changed] = [Handlebars.create(), Object.assign(Handlebars.create(), { JavaScriptCompiler: TemplateCode })];
  for (const engine of [plain, changed]) {
    for (const [name, text] of Object.entries(partials)) engine.registerPartial(name, engine.compile(text, options));
  }
  const { helpers, decorators } = changed;
  const around = { partial: true, helpers: { ...helpers, [TRUE]: isTrue }, partials: changed.partials, decorators, hooks: helpers, data: { root: model } };
  return [plain.compile(source, options)(model), changed.compile(source, options)(model, around as Handlebars.RuntimeOptions)];
}

describe('the code of templates', () => {
  it.each([undefined, null, false, true, 0, 1, NaN, '', 'x', '0', [], [0], {}])('takes %p for true where Handlebars does', (value) => {
    const [own, ours] = both('{{#if value}}yes{{else}}no{{/if}} {{#unless value}}no{{/unless}} {{#if value}}yes{{/if}}', { value });
    expect(ours).toBe(own);
  });

  it.each([
    ['a choice of three', '{{#each list}}{{#if a}}A{{else if b}}B{{else}}C{{/if}}{{/each}}'],
    ['what stands around', '{{#each list}}{{#if a}}{{../name}}{{@index}}{{#unless b}}{{../../name}}{{/unless}}{{/if}}{{/each}}'],
    ['the data of a list', '{{#each list}}{{#if @first}}first{{/if}}{{#unless @last}}, {{/unless}}{{@root.name}}{{/each}}'],
    ['names for items', '{{#each list as |one place|}}{{#if one.a}}{{place}}{{one.b}}{{/if}}{{/each}}'],
    ['an empty list', '{{#each none}}x{{else}}{{#if name}}none{{/if}}{{/each}}'],
    ['partials', '{{#each list}}{{> row this}}{{> row name=b}}{{/each}}{{> row}}'],
    ['the block of a partial', '{{#> box}}{{#if name}}{{name}}{{/if}} {{#each list}}{{b}}{{/each}}{{/box}}'],
    ['what is missing', '{{nothing}}{{nothing.at.all}}{{#if nothing.at.all}}x{{/if}}{{#with nobody}}x{{else}}nobody{{/with}}'],
    ['what has to be escaped', '{{name}} {{{name}}} {{#if name}}{{name}}{{/if}}'],
  ])('says the same with %s', (_, source) => {
    const model = { name: 'Inés & <Rosa>', none: [], list: [{ a: 1, b: '"x"' }, { b: 2, name: 'c' }, { a: [], b: 0 }, { a: 'y' }] };
    const [own, ours] = both(source, model);
    expect(ours).toBe(own);
    expect(ours).not.toBe('');
  });
});

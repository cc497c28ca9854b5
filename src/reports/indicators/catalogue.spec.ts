import { LOCALES, translator } from '../../shared/web/i18n.js';
import { CATALOGUE } from './catalogue.js';
import { CRITERIA, DIMENSIONS, GDF_LEVELS } from './indicator.js';
import { dimensionWord, indicatorWords } from './indicator-words.js';

const definitions = [...CATALOGUE.values()];

describe.each(LOCALES)('the catalogue in words (%s)', (locale) => {
  const t = translator(locale);

  it.each(definitions)('$code: name, definition, numerator, denominator and source', (definition) => {
    const words = indicatorWords(t, definition);
    expect(Object.values(words).filter((text) => text === '')).toEqual([]);
    expect(words.denominator === null).toBe(definition.form === 'count');
  });

  it('has no two indicators of one name', () => {
    const names = definitions.map((definition) => indicatorWords(t, definition).name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(DIMENSIONS)('%s: has a word', (dimension) => expect(dimensionWord(t, dimension)).not.toBe(''));

  it('says every level, criterion, form, unit and kind of proof', () => {
    for (const { form, unit, proof } of definitions) expect([t(`indicators:forms.${form}`), t(`indicators:units.${unit}`), t(`indicators:proofs.${proof}`)]).not.toContain('');
    for (const one of GDF_LEVELS) expect(t(`indicators:levels.${one}`)).not.toBe('');
    for (const one of CRITERIA) expect(t(`indicators:criteria.${one}`)).not.toBe('');
  });
});

it('has a version, a level and a criterion for each, and a code that a URL and a column hold', () => {
  for (const [code, { version, criteria, dimensions }] of CATALOGUE) {
    expect(code).toMatch(/^[a-z][a-z0-9-]{1,39}$/u);
    expect(version).toBeGreaterThan(0);
    expect(criteria.length).toBeGreaterThan(0);
    expect(new Set(dimensions).size).toBe(dimensions.length);
  }
});

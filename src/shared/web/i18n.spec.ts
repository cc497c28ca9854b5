import { hasText, MissingText, translator } from './i18n.js';

describe('catalogues', () => {
  const t = translator('es');

  it('speaks both languages', () => {
    expect(t('common:search')).toBe('Buscar');
    expect(translator('en')('common:search')).toBe('Search');
  });

  it('fills what a text leaves open', () => {
    expect(t('common:pages.range', { from: 1, to: 50, total: 615 })).toBe('Del 1 al 50, de 615');
  });

  it.each([[0, '0 personas encontradas'], [1, '1 persona encontrada'], [2, '2 personas encontradas'], [1_000_000, '1000000 personas encontradas']])(
    'says %i with the right form', (count, text) => {
      expect(t('styleguide:ways.found', { count })).toBe(text);
    });

  it('says a number in a text that has one form for all', () => {
    expect([0, 1, 2].map((count) => t('learning:lessons.done', { done: 0, count }))).toEqual(
      ['0 de 0 lecciones terminadas', '0 de 1 lecciones terminadas', '0 de 2 lecciones terminadas']);
  });

  it.each([
    ['Grupo B', 'Asistencia del Grupo B'], ['grupo de la tarde', 'Asistencia del grupo de la tarde'],
    ['Las Madrugadoras', 'Asistencia de Las Madrugadoras'], ['Grupón', 'Asistencia de Grupón'],
  ])('joins %s to its sentence', (group, text) => {
    expect(t('attendance:register.title', { group })).toBe(text);
    expect(translator('en')('attendance:register.title', { group })).toContain(group);
  });

  it.each([[[], ''], [['Grupo B'], 'Grupo B'], [['Grupo B', 'Las Rosas'], 'Grupo B y Las Rosas'], [['Ana', 'Luz', 'Inés'], 'Ana, Luz e Inés']])('says %p as a list', (groups, text) => {
    expect(t('courses:refusals.teaches', { trainer: 'Elena', groups })).toContain(`Elena todavía enseña a ${text}. `);
  });

  it('fills in a name as it is: templates escape it, once', () => {
    expect(t('styleguide:table.weekOf', { date: '<b>' })).toBe('Del <b>');
  });

  it.each([['common:no-such-text'], ['nowhere:title'], ['common'], ['common:pages']])('throws at %s, which is no text', (key) => {
    expect(() => t(key)).toThrow(MissingText);
  });

  it('throws when a text is not given what it needs, and takes an empty value', () => {
    expect(() => t('common:pages.range', { from: 1 })).toThrow('{{to}}');
    expect(t('styleguide:table.weekOf', { date: null })).toBe('Del ');
  });

  it('shows the key in production, and warns', () => {
    const before = process.env.NODE_ENV;
    const { emitWarning } = process;
    const warnings: unknown[] = [];
    process.emitWarning = (warning: string | Error) => void warnings.push(warning);
    process.env.NODE_ENV = 'production';
    try {
      expect(t('common:not-yet-written')).toBe('common:not-yet-written');
      expect(warnings).toEqual(['no text for common:not-yet-written in es']);
    } finally {
      process.env.NODE_ENV = before;
      process.emitWarning = emitWarning;
    }
  });

  it('knows whether a text is there', () => {
    expect(hasText('common:search', 'en')).toBe(true);
    expect(hasText('common:pages.count')).toBe(true);
    expect(hasText('common:nothing')).toBe(false);
  });
});

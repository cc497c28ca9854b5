import { translator } from '../shared/web/i18n.js';
import { homePage, type LoadedSection } from './home.presenter.js';

const t = translator('es');
const rosa = { name: 'Alva, Rosa María', givenNames: 'Rosa María' };
const TODAY: LoadedSection = { title: 'Hoy', items: [{ text: 'Tomar asistencia', href: '/sessions/1/register' }, { text: 'Llamar', href: '/calls' }] };
const LESSON: LoadedSection = { title: 'Aprender', items: [{ text: 'El teclado', href: '/learning/1A-2', button: 'Seguir' }, { text: 'Practicar', href: '/learning', button: 'Practicar' }] };
const TO_SIGN: LoadedSection = { title: 'Libro', items: [{ text: 'Firmar octubre', href: '/months/2026-10', signs: true }, { text: 'Ver el libro', href: '/ledger' }] };

function shown(loaded: readonly LoadedSection[]): [next: string | null, ...sections: string[]] {
  const { view } = homePage(t, rosa, loaded);
  return [view.next?.text ?? null, ...view.sections.map(({ title, items }) => `${title}: ${items.map(({ text }) => text).join(', ')}`)];
}

describe('the first page', () => {
  it.each<[string, readonly LoadedSection[], readonly (string | null)[]]>([
    ['with nothing to do', [], [null]],
    ['leaves out a part with nothing to do', [{ title: 'Vacío', items: [] }, TODAY], [null, 'Hoy: Tomar asistencia, Llamar']],
    ['lets the first that has a button stand alone', [TODAY, LESSON], ['El teclado', 'Hoy: Tomar asistencia, Llamar', 'Aprender: Practicar']],
    ['puts above all what waits for her signature', [TODAY, TO_SIGN], [null, `${t('home:signatures')}: Firmar octubre`, 'Hoy: Tomar asistencia, Llamar', 'Libro: Ver el libro']],
  ])('%s', (_, loaded, expected) => {
    expect(shown(loaded)).toEqual(expected);
  });

  it.each<[string, readonly LoadedSection[], string | undefined]>([
    ['the big next step', [TODAY, LESSON], 'next-step'],
    ['the first link', [TODAY], 'first-step'],
    ['nothing, where the first thing leads nowhere', [{ title: 'Hoy', items: [{ text: 'No hay sesiones' }] }], undefined],
    ['nothing, where there is nothing to do', [], undefined],
  ])('lets "skip to content" lead to %s', (_, loaded, skipTo) => {
    expect(homePage(t, rosa, loaded).skipTo).toBe(skipTo);
  });

  it('has a quick way out with what may put somebody in danger, and greets by given names', () => {
    expect(homePage(t, rosa, [TODAY]).quickExit).toBe(false);
    expect(homePage(t, rosa, [{ title: 'Hoy', items: [{ text: 'Módulo 6', discreet: true }] }]).quickExit).toBe(true);
    expect(homePage(t, rosa, []).view.greeting).toContain('Rosa María');
    expect(homePage(t, { name: 'Elena Poma Sulca', givenNames: null }, []).view.greeting).toContain('Elena');
  });
});

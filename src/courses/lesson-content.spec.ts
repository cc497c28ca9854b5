import { readCourses, courseFaults } from './course-content.js';
import { readLesson } from './lesson-content.js';
import { lessonSourceFaults, type LessonPlace } from './lesson-laws.js';
import { lessonHtml, plainText } from './lesson-markdown.js';

const PLACE = { code: '9A-01', minutes: 120, pictures: new Set(['uno.svg']), practices: new Set(['probar']), discreet: false };
const STEP = 'Rosa abre la carta. La lee con calma. Luego la guarda en su carpeta. Todo va bien. Si algo sale mal, lo hace otra vez. No hay apuro. La computadora espera. Usted puede parar cuando quiera. Mire la pantalla antes de cada clic. Diga en voz alta lo que ve. Eso ayuda mucho. Al final cierre la ventana con la equis.';

function lesson(changes: { head?: [string, string]; step?: string; picture?: string; steps?: number } = {}): string {
  const { head: [from, to] = ['', ''], step = STEP, picture = '![Una carta sobre la mesa](uno.svg)', steps = 5 } = changes;
  const question = "  - { ask: ¿Qué hace Rosa?, options: [La lee, La rompe, La pierde], right: 1, why: La lee con calma. }";
  const head = [
    'lesson: 9A-01', 'version: 1', 'minutes: 15', 'practice: probar', 'questions:', question, question, question,
    'plan:', '  stages:', '    - { minutes: 60, do: Salude. }', '    - { minutes: 60, do: Practique con ellas. }', '  prepare: [Las PCs, Las tarjetas]',
    '  wrong:', ...[1, 2, 3].map((number) => `    - { sign: Falla ${number}, help: Ayude. }`), '  levels: { 0: a, 1: b, 2: c, 3: d }',
  ].join('\n').replace(from, to);
  return ['---', head, '---', 'Aquí aprende a leer una carta.', '', ...Array.from({ length: steps }, (_, index) => `## Paso ${index + 1}\n${picture}\n\n${step}\n`)].join('\n');
}

describe('a lesson', () => {
  it('is read with its steps, pictures and questions', () => {
    const read = readLesson(lesson());
    expect(read).toMatchObject({ ok: true, lesson: { lesson: '9A-01', practice: ['probar'], minutes: 15, intro: 'Aquí aprende a leer una carta.' } });
    expect(read.ok && read.lesson.steps[4]).toMatchObject({ title: 'Paso 5', picture: { name: 'uno.svg', alt: 'Una carta sobre la mesa' }, text: STEP });
    expect(lessonSourceFaults(lesson(), PLACE)).toEqual([]);
  });

  it('reads alike with the line ends and the mark of Windows', () => {
    expect(readLesson(`\uFEFF${lesson().replaceAll('\n', '\r\n')}`)).toEqual(readLesson(lesson()));
  });

  it.each<[string, string, number, RegExp, LessonPlace?]>([
    ['no front matter', 'Hola', 1, /front matter/u],
    ['broken YAML', lesson({ head: ['minutes: 15', 'minutes: [15'] }), 5, /./u],
    ['too long for one sitting', lesson({ head: ['minutes: 15', 'minutes: 45'] }), 4, /^minutes: /u],
    ['a key that nobody knows', lesson({ head: ['version: 1', 'version: 1\ncolour: red'] }), 2, /colour/u],
    ['a question with two answers', lesson({ head: ['[La lee, La rompe, La pierde]', '[La lee, La rompe]'] }), 7, /^questions\.0\.options/u],
    ['a script', lesson({ step: `${STEP}\n<script>alert(1)</script>` }), 27, /HTML/u],
    ['a heading of another size', lesson({ step: `${STEP}\n### Más` }), 27, /headings/u],
    ['another lesson', lesson({ head: ['lesson: 9A-01', 'lesson: 9A-02'] }), 2, /9A-02/u],
    ['a plan of another length', lesson({ head: ['minutes: 60', 'minutes: 30'] }), 1, /90 minutes of the 120/u],
    ['a practice that is not there', lesson({ head: ['practice: probar', 'practice: volar'] }), 1, /volar/u],
    ['a picture that is not there', lesson({ picture: '![Una carta sobre la mesa](dos.svg)' }), 23, /dos\.svg/u],
    ['a picture without words', lesson({ picture: '![x](uno.svg)' }), 23, /fewer than/u],
    ['a link that is not safe', lesson({ step: `${STEP} [Aquí](http://ejemplo.pe)` }), 23, /no https/u],
    ['words that tell the topic of a discreet one', lesson({ head: ['version: 1', 'version: 1\ntitle: Sin violencia'] }), 1, /violencia/u, { ...PLACE, discreet: true }],
    ['too few words', lesson({ step: 'Lea.' }), 1, /words/u],
    ['too few steps', lesson({ steps: 3 }), 1, /steps/u],
    ['hard words', lesson({ step: 'La administración gubernamental de procedimientos simplificados posibilita transformaciones institucionales significativas permanentemente. '.repeat(6) }), 1, /reading ease/u],
  ])('with %s is refused with its line', (_, source, line, fault, place = PLACE) => {
    expect(lessonSourceFaults(source, place)).toContainEqual(expect.objectContaining({ line, fault: expect.stringMatching(fault) }));
  });
});

describe('the text of a lesson', () => {
  it.each([
    ['**Enter** y *luego*', '<p><strong>Enter</strong> y <em>luego</em></p>\n'],
    ['1. Uno\n2. Dos', '<ol>\n<li>Uno</li>\n<li>Dos</li>\n</ol>\n'],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>\n'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>\n'],
    ['[x](data:text/html,1)', '<p>[x](data:text/html,1)</p>\n'],
    ['[gob](https://www.gob.pe)', '<p><a href="https://www.gob.pe" rel="noopener noreferrer" target="_blank">gob</a></p>\n'],
    ['# Título', '<p># Título</p>\n'],
  ])('%s becomes harmless HTML', (text, html) => {
    expect(lessonHtml(text)).toBe(html);
  });

  it('is also to be had as words alone', () => {
    expect(plainText('Pulse **Enter**.\n\n- Uno\n- [Dos](https://x.pe)')).toBe('Pulse Enter.\nUno\nDos');
  });
});

describe('the content that Minka brings', () => {
  it.each(readCourses().map((content) => [content.code, content] as const))('%s has no fault', (_, content) => {
    expect(courseFaults(content).map(({ message }) => message)).toEqual([]);
  });
});

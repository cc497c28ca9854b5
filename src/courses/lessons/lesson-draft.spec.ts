import fc from 'fast-check';
import { readLesson, type LessonContent } from '../lesson-content.js';
import { checkDraft } from './draft-faults.js';
import { changeSteps, draftOf, draftValues, lessonOf, readDraft, type LessonDraft } from './lesson-draft.js';
import { writeLesson } from './lesson-source.js';

const STEP = 'Rosa abre la carta. La lee con calma. Luego la guarda en su carpeta. Todo va bien. Si algo sale mal, lo hace otra vez. No hay apuro. La computadora espera. Usted puede parar cuando quiera. Mire la pantalla antes de cada clic. Diga en voz alta lo que ve. Eso ayuda mucho. Al final cierre la ventana con la equis.';

const LESSON: LessonContent = {
  lesson: '9A-01', version: 2, minutes: 15, practice: ['probar'],
  questions: [1, 2, 3].map((right) => ({ ask: '¿Qué hace Rosa?', options: ['La lee', 'La rompe', 'La pierde'], right, why: 'La lee con calma.' })),
  sources: [{ fact: 'Un dato', title: 'Una ley', url: 'https://www.gob.pe/ley', checked: '2026-11-20' }],
  plan: {
    stages: [{ minutes: 60, do: 'Salude: «hola».' }, { minutes: 60, do: 'Practique # con ellas.' }], prepare: ['Las PCs', 'Las tarjetas'],
    wrong: [1, 2, 3].map((number) => ({ sign: `Falla ${number}`, help: 'Ayude.' })), levels: { 0: 'a', 1: 'b', 2: 'c', 3: 'd' },
  },
  intro: 'Aquí aprende a leer.',
  steps: [1, 2, 3, 4].map((number) => ({ title: `Paso ${number}`, text: STEP, picture: { name: 'uno.svg', alt: 'Una carta sobre la mesa' }, line: 0 })),
};
const PLACE = { code: '9A-01', minutes: 120, pictures: new Set(['uno.svg']), practices: new Set(['probar']), discreet: false };

const withoutLines = (lesson: LessonContent): LessonContent => ({ ...lesson, steps: lesson.steps.map((step) => ({ ...step, line: 0 })) });
const check = (change: (draft: LessonDraft) => void): ReturnType<typeof checkDraft> => {
  const draft = structuredClone(draftOf(LESSON));
  change(draft);
  return checkDraft(draft, PLACE, 3);
};

describe('a lesson that is written', () => {
  it('is read as the same lesson', () => {
    const read = readLesson(writeLesson(LESSON));
    expect(read.ok && withoutLines(read.lesson)).toEqual(LESSON);
  });

  it('is, whatever stands in its fields', () => {
    const nasty = fc.stringMatching(/^[-#:'"\\{}[\]&*!|>%@`ñ¿, a-z\n]{1,60}$/u).map((text) => text.trim()).filter((text) => text !== '');
    fc.assert(fc.property(nasty, nasty, (some, other) => {
      const lesson: LessonContent = {
        ...LESSON, plan: { ...LESSON.plan, prepare: [some, other], stages: [{ minutes: 1, do: some }, { minutes: 2, do: other }] },
        questions: LESSON.questions.map((question) => ({ ...question, ask: some, why: other })),
      };
      const read = readLesson(writeLesson(lesson));
      expect(read.ok && withoutLines(read.lesson)).toEqual(lesson);
    }));
  });

  it('survives its form', () => {
    const values = draftValues(draftOf(LESSON));
    expect(values).toMatchObject({ 'steps.1.title': 'Paso 2', 'questions.2.right': '3', 'plan.levels.0': 'a', practice: ['probar'] });
    expect(lessonOf(readDraft(values), { code: '9A-01', version: 2 })).toEqual(LESSON);
    const windows = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll('\n', '\r\n') : value]));
    expect(lessonOf(readDraft(windows), { code: '9A-01', version: 2 })).toEqual(LESSON);
  });
});

describe('a draft', () => {
  it('says a title and an aim only where the centre has its own', () => {
    expect(check(() => undefined).source).not.toMatch(/^(title|aim):/mu);
    const named = check((draft) => Object.assign(draft, { title: 'Nuestra carta: «así»', aim: 'Lee una carta.' }));
    expect(named).toMatchObject({ refusals: [], lesson: { title: 'Nuestra carta: «así»', aim: 'Lee una carta.' } });
    expect(check((draft) => { draft.title = 'a'.repeat(161); }).refusals).toMatchObject([{ field: 'title' }]);
  });

  it('of a good lesson is held against nothing', () => {
    expect(check(() => undefined)).toMatchObject({ refusals: [], advice: [], lesson: { version: 3 } });
  });

  it.each<[string, (draft: LessonDraft) => void, string, string]>([
    ['no step', (draft) => { draft.steps = []; }, 'act', 'no-step'],
    ['a step without a title', (draft) => { draft.steps[1]!.title = ''; }, 'steps.1.title', 'step-incomplete'],
    ['a step without a text', (draft) => { draft.steps[2]!.text = ''; }, 'steps.2.text', 'step-incomplete'],
    ['a script', (draft) => { draft.steps[0]!.text += '\n<script>alert(1)</script>'; }, 'steps.0.text', 'html'],
    ['HTML in a title', (draft) => { draft.steps[1]!.title = '<b>Hola</b>'; }, 'steps.1.title', 'html'],
    ['HTML in the beginning', (draft) => { draft.intro = '<img src=x onerror=alert(1)>'; }, 'intro', 'html'],
    ['a heading in a text', (draft) => { draft.steps[3]!.text = '## Otro paso\nLea.'; }, 'steps.3.text', 'heading'],
    ['a picture in a text', (draft) => { draft.steps[3]!.text = '![x](uno.svg)'; }, 'steps.3.text', 'early-picture'],
    ['a link that runs', (draft) => { draft.steps[0]!.text += ' [ver](javascript:alert(1))'; }, 'steps.0.text', 'link'],
    ['a link without a lock', (draft) => { draft.intro += ' [ver](http://ejemplo.pe)'; }, 'intro', 'link'],
    ['a picture that is not there', (draft) => { draft.steps[0]!.picture = '../../etc/passwd'; }, 'steps.0.picture', 'no-picture'],
    ['no right answer', (draft) => { draft.questions[1]!.right = ''; }, 'questions.1.right', 'no-right'],
    ['a fourth answer as the right one', (draft) => { draft.questions[1]!.right = '4'; }, 'questions.1.right', 'too-big'],
    ['an empty answer', (draft) => { draft.questions[0]!.options[2] = ''; }, 'questions.0.options.2', 'missing'],
    ['a question of a page', (draft) => { draft.questions[0]!.ask = 'x'.repeat(300); }, 'questions.0.ask', 'too-long'],
    ['no exercise', (draft) => { draft.practice = []; }, 'practice', 'no-exercise'],
    ['an exercise that is not there', (draft) => { draft.practice = ['volar']; }, 'practice', 'no-practice'],
    ['minutes in words', (draft) => { draft.minutes = 'quince'; }, 'minutes', 'number'],
    ['one stage only', (draft) => { draft.plan.stages.pop(); }, 'plan.stages.0.minutes', 'too-few'],
    ['nothing to prepare', (draft) => { draft.plan.prepare = ''; }, 'plan.prepare', 'too-few'],
    ['a level left out', (draft) => { draft.plan.levels[2] = ''; }, 'plan.levels.2', 'missing'],
    ['a source of no address', (draft) => { draft.sources[0]!.url = 'gob.pe'; }, 'sources.0.url', 'address'],
    ['a source of no date', (draft) => { draft.sources[0]!.checked = 'ayer'; }, 'sources.0.checked', 'date'],
  ])('with %s is refused at its field', (_, change, field, reason) => {
    expect(check(change).refusals).toContainEqual(expect.objectContaining({ field, reason: `lessons:faults.${reason}` }));
  });

  it.each<[string, (draft: LessonDraft) => void, string, string]>([
    ['two steps', (draft) => { draft.steps.splice(2); }, 'act', 'steps'],
    ['few words', (draft) => { draft.steps.forEach((step) => { step.text = 'Lea la carta.'; }); }, 'act', 'words'],
    ['few pictures', (draft) => { draft.steps.forEach((step) => { step.picture = ''; }); }, 'act', 'pictures'],
    ['no words for a picture', (draft) => { draft.steps[0]!.alt = ''; }, 'steps.0.alt', 'short-alt'],
    ['a plan that is too short', (draft) => { draft.plan.stages[0]!.minutes = '30'; }, 'plan.stages.0.minutes', 'plan-minutes'],
  ])('with %s is only advised about', (_, change, field, reason) => {
    const checked = check(change);
    expect(checked.refusals).toEqual([]);
    expect(checked.advice).toContainEqual(expect.objectContaining({ field, reason: `lessons:faults.${reason}` }));
  });

  it.each(['title', 'aim'] as const)('of a discreet lesson is refused where its %s tells the topic', (field) => {
    const telling = { ...draftOf(LESSON), [field]: 'Salir de la violencia' };
    expect(checkDraft(telling, { ...PLACE, discreet: true }, 3).refusals).toEqual([{ field, reason: 'lessons:faults.telltale', params: { word: 'violencia' } }]);
    expect(checkDraft(telling, PLACE, 3).refusals).toEqual([]);
  });

  it('that reads hard names its hardest sentence', () => {
    const hard = 'La administración gubernamental posibilita transformaciones institucionales significativas permanentemente.';
    const { advice } = check((draft) => {
      draft.steps.forEach((step) => { step.text = `${step.text} Las organizaciones comunitarias necesitan información administrativa.`.repeat(3); });
      draft.steps[2]!.text = Array.from({ length: 20 }, () => hard).join(' ');
    });
    expect(advice).toContainEqual(expect.objectContaining({ field: 'steps.2.text', reason: 'lessons:faults.ease', params: expect.objectContaining({ sentence: hard }) }));
  });
});

describe('the steps of a draft', () => {
  const steps = ['a', 'b', 'c'].map((title) => ({ title, text: '', picture: '', alt: '' }));

  it.each([
    ['add.0', 'a||b|c'], ['add.2', 'a|b|c|'], ['up.1', 'b|a|c'], ['up.0', 'a|b|c'], ['down.1', 'a|c|b'], ['down.2', 'a|b|c'],
    ['remove.1', 'a|c'], ['remove.9', 'a|b|c'], ['add.x', 'a|b|c'], ['preview', 'a|b|c'], ['remove.-1', 'a|b|c'],
  ])('after %s', (act, titles) => {
    expect(changeSteps(steps, act).map(({ title }) => title).join('|')).toBe(titles);
  });

  it('never all go', () => {
    expect(changeSteps(steps.slice(0, 1), 'remove.0')).toHaveLength(1);
  });
});

describe('a hostile form', () => {
  it.each([
    ['a million rows', { 'steps.999999999.title': 'x' }, 0],
    ['a list where a text belongs', { 'steps.0.title': ['a', 'b'] }, 1],
    ['an object where a text belongs', { intro: { toString: 'x' } }, 0],
    ['names of every object', { __proto__: 'x', constructor: 'y', 'steps.constructor.title': 'z' }, 0],
  ])('with %s is read', (_, body, steps) => {
    expect(readDraft(body).steps).toHaveLength(steps);
  });
});

import { example } from '../../test/fixtures/activities.js';
import { solve } from '../../test/helpers/solve.js';
import { scoreActivity } from '../activities/scoring.js';
import { readCourses } from './course-content.js';
import { practiceFaults, readPractice } from './practice-content.js';

const FILE = 'primeros-pasos';
const said = { helps: ['Mire abajo.', 'Es la tecla grande.'], well: '¡Muy bien!' };
const practice = {
  code: 'primeros-pasos', title: 'Primeros pasos', skill: 'devices', intro: 'Aquí nada se malogra.',
  tasks: [
    { ...example('keys'), ...said },
    { code: 'color', kind: 'choice', ask: '¿Qué es esto?', shown: { picture: 'mouse', options: [{ id: 'a', label: 'Un mouse' }, { id: 'b', label: 'Un pez' }] }, right: 'a', ...said },
    { ...example('ballot'), ...said },
  ],
};
const source = JSON.stringify(practice, null, 1);
const changed = (from: string, to: string): string => {
  expect(source).toContain(from);
  return source.replace(from, to);
};

describe('readPractice', () => {
  it('reads a practice', () => {
    expect(readPractice(source)).toEqual({ practice });
    expect(practiceFaults(FILE, source)).toEqual([]);
  });

  it.each([
    ['a title that is missing', ' "title": "Primeros pasos",\n', '', /^title: /u],
    ['a skill that is none', '"devices"', '"cooking"', /^skill: /u],
    ['a field that is not known', '"intro"', '"level": 2, "intro"', /^practice: Unrecognized key: "level"/u],
    ['another name than its file', '"primeros-pasos"', '"segundos-pasos"', /^code: the file is named primeros-pasos, the practice segundos-pasos$/u],
    ['a kind that is none', '"choice"', '"chance"', /^color: kind: /u],
    ['one help', '"Mire abajo.",', '', /^keys: helps/u],
    ['no word of praise', '"well": "¡Muy bien!"', '"well": ""', /^keys: well: /u],
    ['a task without a code', '"code": "color",', '', /^task 2: code: /u],
    ['two tasks of one code', '"code": "color"', '"code": "ballot"', /^ballot: the code is used twice$/u],
    ['a picture that is not there', '"picture": "mouse"', '"picture": "whale"', /^color: there is no picture "whale"$/u],
    ['a right answer that is not shown', '"right": "a"', '"right": "z"', /^color: the right answer "z" is not among what is shown$/u],
    ['something shown that its kind does not have', '"votes": 2,\n', '"votes": 2, "colour": "red",\n', /^ballot: shown: Unrecognized key: "colour"/u],
    ['no JSON', '"title":', '"title"', /^line 3: /u],
    ['an end too early', '\n}', '\n', /^line \d+: /u],
  ])('names the place of %s', (_, from, to, fault) => {
    expect(practiceFaults(FILE, changed(from, to))).toContainEqual(expect.stringMatching(fault));
  });

  it.each([['[]'], ['null'], ['"text"'], ['{}'], ['{ "tasks": 3 }'], ['{ "tasks": [1, null, []] }'], ['']])('bears %j', (content) => {
    expect(practiceFaults(FILE, content).length).toBeGreaterThan(0);
  });

  it('wants three to six tasks', () => {
    const tasks = (count: number): string => JSON.stringify({
      ...practice, tasks: Array.from({ length: count }, (_, i) => ({ ...practice.tasks[0], code: `task-${i}` })),
    });
    expect([2, 3, 6, 7].map((count) => 'practice' in readPractice(tasks(count)))).toEqual([false, true, true, false]);
  });
});

describe('the practices of the courses', () => {
  const tasks = readCourses().flatMap(({ files }) => [...files.practices]).flatMap(([code, content]) => {
    const read = readPractice(content);
    return 'practice' in read ? read.practice.tasks.map((task) => [`${code}: ${task.code}`, task] as const) : [];
  });

  it('tell whoever does a task right so', () => {
    const otherwise = tasks.filter(([, task]) => scoreActivity(task, solve(task)).outcome !== 'right');
    expect(otherwise.map(([name]) => name)).toEqual([]);
  });

  it('praise nobody twice: what is said of a task comes after «¡Muy bien!»', () => {
    const twice = tasks.filter(([, { well }]) => /^¡?(?:muy bien|bien|perfecto|excelente)(?!\p{L})/iu.test(well));
    expect(twice.map(([name]) => name)).toEqual([]);
  });
});

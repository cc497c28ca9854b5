import { emptyForm, field, type Field, type FormView } from './fields.js';
import type { Translate } from './i18n.js';
import type { ProblemView } from './problems.js';
import { pagination, table, type Cell, type TableView } from './tables.js';

const ICONS = ['arrow-left', 'arrow-right', 'book', 'calendar', 'card', 'check', 'clock', 'computer', 'cross', 'download', 'house', 'info', 'key',
  'pencil', 'people', 'person', 'phone', 'plus', 'print', 'search', 'sign-out', 'upload', 'warning'];

/** Everything that `/styleguide` shows, made up. */
export function styleguideView(t: Translate): object {
  const form = emptyForm();
  return {
    colours: ['paper', 'surface', 'ink', 'soft', 'primary', 'accent', 'success', 'warning', 'danger']
      .map((name) => ({ name, text: t(`styleguide:colours.${name}`) })),
    flashes: ['success', 'info', 'warning', 'danger'].map((kind) => ({
      kind, text: t(`styleguide:flash.${kind}`), link: kind === 'success' ? { href: '#', text: t('styleguide:flash.next') } : null,
    })),
    fields: fieldsOf(form, t),
    register: registerOf(t),
    weeks: weeksOf(t),
    badges: ['', 'success', 'warning', 'danger', 'info', 'accent'].map((kind, index) => ({
      kind, text: t(`styleguide:${['table.excused', 'table.present', 'table.late', 'table.absent', 'table.level1', 'work.now'][index]}`),
    })),
    facts: factsOf(t),
    pages: pagination(t, { page: 4, pageSize: 50, total: 615, url: (page) => `/styleguide?page=${page}` }),
    ...waysOf(t),
    ...workOf(t),
    icons: ICONS,
  };
}

/** The form of `/styleguide/form`, as it comes back when nothing in it can be taken. */
export function failedFormView(t: Translate): { form: FormView; fields: Field[] } {
  const names = ['surnames', 'dni', 'birth', 'often', 'agree'];
  const errors = Object.fromEntries(names.map((name) => [name, t(`styleguide:errors.${name}`)]));
  const form = {
    values: { dni: '4123456', birth: '31/02/1958' },
    errors,
    summary: names.map((name) => ({ href: `#${name}`, text: errors[name] as string })),
  };
  return { form, fields: fieldsOf(form, t).filter(({ name }) => names.includes(name)) };
}

/** The page of a stale edit. */
export function problemSample(t: Translate): ProblemView {
  const words = (part: string): string => t(`web:problems.stale.${part}`);
  return {
    title: words('title'), text: words('text'), next: words('next'), refusals: [], reference: null, back: '/styleguide',
    differences: [{ label: t('styleguide:fields.phone'), current: '987 654 321', attempted: '912 345 678' }],
  };
}

/** What a quick-find answers. */
export function foundView(t: Translate, q: string): object {
  const results = peopleOf(t).filter((text) => text.toLowerCase().includes(q.trim().toLowerCase()))
    .map((text) => ({ href: '/styleguide', text, detail: t('styleguide:table.org1') }));
  return { results, words: t('styleguide:ways.found', { count: results.length }) };
}

/** What a progress answers: a second is 250 rows. */
export function progressView(t: Translate, now: number): object {
  const done = Math.floor(now / 4) % 10_000;
  return { done, total: 10_000, words: t('styleguide:work.rows', { done, total: 10_000 }), finished: false };
}

/** The sheet of `/styleguide/print`. */
export function printView(t: Translate): object {
  const rows = peopleOf(t).map((text): Cell[] => [{ text }, { text: '' }]);
  const columns = [{ text: t('styleguide:table.name') }, { text: t('styleguide:print.sign') }];
  return { rows: table({ id: 'sheet', caption: t('styleguide:print.title'), captionHidden: true, slips: false, columns, rows }) };
}

/** The people of `/styleguide/station`. */
export function stationView(t: Translate): object {
  return { people: peopleOf(t) };
}

function peopleOf(t: Translate): string[] {
  return [1, 2, 3, 4, 5].map((number) => t(`styleguide:people.${number}`));
}

function fieldsOf(form: FormView, t: Translate): Field[] {
  const types = ['soup', 'milk', 'board'].map((value) => ({ value, label: t(`styleguide:types.${value}`) }));
  const often = ['never', 'sometimes', 'daily'].map((value) => ({
    value, label: t(`styleguide:often.${value}`), hint: value === 'never' ? t('styleguide:often.neverHint') : undefined,
  }));
  const when = ['morning', 'afternoon', 'evening'].map((value) => ({ value, label: t(`styleguide:when.${value}`) }));
  return [
    field(form, t, { name: 'surnames', label: 'styleguide:fields.surnames', hint: 'styleguide:fields.surnamesHint' }),
    field(form, t, { name: 'dni', type: 'dni', label: 'styleguide:fields.dni', optional: true }),
    field(form, t, { name: 'birth', type: 'date', label: 'styleguide:fields.birth' }),
    field(form, t, { name: 'time', type: 'time', label: 'styleguide:fields.time' }),
    field(form, t, { name: 'phone', type: 'tel', label: 'styleguide:fields.phone', optional: true }),
    field(form, t, { name: 'email', type: 'email', label: 'styleguide:fields.email', optional: true }),
    field(form, t, { name: 'fee', type: 'money', label: 'styleguide:fields.fee', value: '10.00' }),
    field(form, t, { name: 'pin', type: 'pin', label: 'styleguide:fields.pin', maxlength: 4 }),
    field(form, t, { name: 'password', type: 'password', label: 'styleguide:fields.password' }),
    field(form, t, { name: 'type', type: 'select', label: 'styleguide:fields.type', choices: [{ value: '', label: t('styleguide:fields.choose') }, ...types] }),
    field(form, t, { name: 'often', type: 'radios', label: 'styleguide:fields.often', choices: often, value: 'sometimes' }),
    field(form, t, { name: 'when', type: 'checkboxes', label: 'styleguide:fields.when', choices: when, value: ['morning', 'evening'], inline: true }),
    field(form, t, { name: 'agree', type: 'checkbox', label: 'styleguide:fields.agree' }),
    field(form, t, { name: 'note', type: 'textarea', label: 'styleguide:fields.note', optional: true }),
    field(form, t, { name: 'file', type: 'file', label: 'styleguide:fields.file', hint: 'styleguide:fields.fileHint', accept: '.csv' }),
    field(form, t, {
      name: 'number', label: 'styleguide:fields.disabled', value: t('styleguide:fields.disabledValue'), width: 'medium', disabled: true,
    }),
  ];
}

function registerOf(t: Translate): TableView {
  const states: [string, string][] = [['present', 'success'], ['present', 'success'], ['late', 'warning'], ['absent', 'danger'], ['excused', '']];
  const rows = states.map(([state, kind], index): Cell[] => [
    { text: t(`styleguide:people.${index + 1}`), href: '#', detail: index === 3 ? t('styleguide:table.post') : null },
    { text: t(`styleguide:table.org${(index % 3) + 1}`) },
    { text: t(`styleguide:table.level${index % 3}`) },
    { text: 12 - index * 2 },
    { badge: { text: t(`styleguide:table.${state}`), kind } },
  ]);
  return table({
    id: 'register',
    caption: t('styleguide:table.caption'),
    columns: [
      { text: t('styleguide:table.name'), sort: 'name' }, { text: t('styleguide:table.organisation'), sort: 'organisation' },
      { text: t('styleguide:table.level') }, { text: t('styleguide:table.hours'), numeric: true }, { text: t('styleguide:table.state') },
    ],
    rows,
    sorting: { order: 'name', url: (order) => `/styleguide?sort=${order}#register` },
  });
}

function weeksOf(t: Translate): TableView {
  const rows = [['02/11/2026', 18, 2, '90 %'], ['09/11/2026', 16, 4, '80 %'], ['16/11/2026', 13, 7, '65 %']] as const;
  return table({
    id: 'weeks',
    slips: false,
    caption: t('styleguide:table.plain'),
    columns: [
      { text: t('styleguide:table.week') }, { text: t('styleguide:table.present2'), numeric: true },
      { text: t('styleguide:table.absent2'), numeric: true }, { text: t('styleguide:table.share'), numeric: true },
    ],
    rows: rows.map(([date, ...figures]) => [{ text: t('styleguide:table.weekOf', { date }) }, ...figures.map((text) => ({ text }))]),
  });
}

function factsOf(t: Translate): object[] {
  const change = (about: string): object => ({ href: '#', text: t('common:change'), about });
  return [
    { label: t('styleguide:facts.name'), text: t('styleguide:people.4'), change: change(t('styleguide:facts.name')) },
    { label: t('styleguide:facts.birth'), text: '14/03/1961' },
    { label: t('styleguide:facts.phone'), text: '987 654 321', href: 'tel:987654321', change: change(t('styleguide:facts.phone')) },
    { label: t('styleguide:facts.language'), text: t('styleguide:facts.quechua') },
    { label: t('styleguide:facts.mail'), text: '' },
    { label: t('styleguide:facts.consent'), badge: { text: t('styleguide:facts.signed'), kind: 'success' } },
  ];
}

function waysOf(t: Translate): object {
  return {
    trail: [{ href: '#', text: t('styleguide:ways.trail1') }, { href: '#', text: t('styleguide:ways.trail2') }],
    tabs: [
      { href: '#', text: t('styleguide:ways.tab1'), current: true },
      { href: '#', text: t('styleguide:ways.tab2'), count: 12 },
      { href: '#', text: t('styleguide:ways.tab3') },
    ],
    steps: ['done', 'done', 'current', 'next'].map((state, index) => ({ state, text: t(`styleguide:ways.step${index + 1}`) })),
  };
}

function workOf(t: Translate): object {
  return {
    tasks: [
      { text: t('styleguide:work.task1'), href: '#', about: t('styleguide:work.task1About'), badge: { text: t('styleguide:work.now'), kind: 'accent' } },
      { text: t('styleguide:work.task2'), href: '#', number: 6 },
      { text: t('styleguide:work.task3'), href: '#', about: t('styleguide:work.task3About'), number: 3 },
      { text: t('styleguide:work.task4'), badge: { text: t('styleguide:work.done'), kind: 'success' } },
    ],
    stats: [
      { label: t('styleguide:work.stat1'), value: '623', href: '#' },
      { label: t('styleguide:work.stat2'), value: '64 %', href: '#', note: t('styleguide:work.stat2Note') },
      { label: t('styleguide:work.stat3'), value: '9' },
    ],
    progress: { done: 3_200, total: 10_000, words: t('styleguide:work.rows', { done: '3 200', total: '10 000' }) },
    cards: ['computer', 'pencil', 'search'].map((icon, index) => ({
      icon, href: '#', title: t(`styleguide:work.card${index + 1}`), text: t(`styleguide:work.card${index + 1}Text`),
      badge: index === 0 ? { text: t('styleguide:work.open'), kind: 'success' } : null,
    })),
  };
}

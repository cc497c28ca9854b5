import { seededRandom, shuffled } from '../shared/kernel/random.js';
import { WEEKDAYS } from '../shared/kernel/weekdays.js';
import type { Locale, Translate } from '../shared/web/i18n.js';
import { say } from './activity-kinds.js';
import type { Activity, ActivityKind, ActivityOf, ActivityText } from './activity-kinds.js';
import type { Picture } from './pictures.js';

/** A drawing as templates take it; without words when it stands beside a text that says the same. */
export interface PictureView {
  svg: string;
  alt: string | null;
}

/** What `activities/frame` shows of an activity. It holds nothing of the right answer. */
export interface ActivityView {
  kind: ActivityKind;
  /** The partial that draws this kind. */
  template: string;
  /** What she is asked to do; also the page's heading and title. */
  ask: string;
  /** The text of the one primary button: that of the mock form or dialog, when the kind has one. */
  submit: string;
  /** As `scriptAsset` says. */
  script: string | null;
  /** True when it cannot be done without the script: then the page says so, and she may leave it. */
  needsScript: boolean;
  /** What the kind's own template takes. */
  shown: object;
}

interface Setting {
  t: Translate;
  locale: Locale;
  /** The drawings, by name. */
  pictures: ReadonlyMap<string, Picture>;
  /** Decides the order of what has none of its own; the same seed, the same page after a power cut. */
  seed: number;
}

/** Whose script is called what, and whether the kind can do without it. */
const SCRIPTS: Partial<Record<ActivityKind, { file: string; needed: boolean }>> = {
  pointer: { file: 'pointer', needed: true },
  drag: { file: 'drag', needed: true },
  format: { file: 'format-text', needed: true },
  windows: { file: 'windows', needed: true },
  files: { file: 'files', needed: true },
  keys: { file: 'keys', needed: true },
  'copy-paste': { file: 'copy-paste', needed: false },
  'mock-page': { file: 'mock-page', needed: false },
  'set-value': { file: 'set-value', needed: false },
};

/** What a script says while she works; `{what}` and `{where}` are filled in by the script. */
const SAID: Partial<Record<ActivityKind, Record<string, string>>> = {
  pointer: { double: 'pointer.double', right: 'pointer.right' },
  drag: { taken: 'drag.taken', dropped: 'drag.dropped', back: 'drag.back' },
  windows: {
    closed: 'windows.closed', minimised: 'windows.minimised', maximised: 'windows.maximised', restored: 'windows.restored',
    front: 'windows.front',
  },
  files: {
    made: 'files.made', renamed: 'files.renamed', moved: 'files.moved', deleted: 'files.deleted', choose: 'files.choose',
    taken: 'files.taken',
  },
  format: { select: 'format.select', tap: 'format.touch-first' },
  keys: { found: 'keys.found', other: 'keys.other', drawn: 'keys.drawn', all: 'keys.all' },
};

/** Whose script brings an activity to life; a plain click is a button, and wants none. */
function scriptOf(activity: Activity): { file: string; needed: boolean } | undefined {
  return isPlainClick(activity) ? undefined : SCRIPTS[activity.kind];
}

/** The asset's name of the script that brings an activity to life; null: it needs none. */
export function scriptAsset(activity: Activity): string | null {
  const script = scriptOf(activity);
  return script ? `js/activities/${script.file}.js` : null;
}

function isPlainClick(activity: Activity): boolean {
  return activity.kind === 'pointer' && activity.shown.gesture === 'click';
}

/** True for what cannot be done at a browser without scripts. */
export function needsScript(activity: Activity): boolean {
  return scriptOf(activity)?.needed ?? false;
}

/** Makes an activity ready for its template, in one language. */
export function activityView(activity: Activity, setting: Setting): ActivityView {
  const plainClick = isPlainClick(activity);
  const shown = SHOWN[activity.kind] as (activity: Activity, setting: Setting) => object;
  return {
    kind: activity.kind,
    template: `activities/${plainClick ? 'click' : activity.kind}`,
    ask: say(activity.ask, setting.locale),
    submit: submitText(activity, setting),
    script: scriptAsset(activity),
    needsScript: needsScript(activity),
    shown: { ...shown(activity, setting), said: plainClick ? [] : saidOf(activity.kind, setting.t) },
  };
}

function saidOf(kind: ActivityKind, t: Translate): { id: string; text: string }[] {
  const open = { what: '{what}', where: '{where}', window: '{what}' };
  return Object.entries(SAID[kind] ?? {}).map(([id, key]) => ({ id, text: t(`activities:${key}`, open) }));
}

const SHOWN: { [K in ActivityKind]: (activity: ActivityOf<K>, setting: Setting) => object } = {
  choice: ({ shown }, setting) => ({
    picture: shown.picture ? pictureOf(shown.picture, undefined, setting) : null,
    passage: (shown.passage ?? []).map((text) => say(text, setting.locale)),
    ...optionsOf(shown.options, shown.ordered ?? false, setting),
  }),
  pointer: ({ shown }, setting) => ({
    gesture: shown.gesture,
    small: shown.small ?? false,
    calendar: shown.calendar ? { month: say(shown.calendar.month, setting.locale), startsOn: shown.calendar.startsOn, days: WEEKDAYS.map((day) => setting.t(`activities:calendar.${day}`)) } : null,
    targets: inOrder(shown.targets, hasOwnOrder(shown.targets), setting).map((target) => optionOf(target, setting)),
  }),
  'scroll-read': ({ shown }, setting) => ({
    heading: say(shown.heading, setting.locale),
    lines: shown.lines.map((line) => say(line, setting.locale)),
    reply: replyOf(shown, setting),
  }),
  'mock-page': ({ shown }, setting) => ({
    site: say(shown.site, setting.locale),
    address: shown.address,
    pages: shown.pages.map((one, i) => ({ ...named(one, setting), lines: one.lines.map((line) => say(line, setting.locale)), first: i === 0 })),
    reply: replyOf(shown, setting),
  }),
  drag: ({ shown }, setting) => ({
    pieces: inOrder(shown.pieces, false, setting).map((piece) => optionOf(piece, setting)),
    places: shown.places.map((place) => optionOf(place, setting)),
  }),
  'type-text': ({ shown }, { locale }) => ({ sample: say(shown.sample, locale), long: say(shown.sample, locale).length > 40 }),
  'correct-text': ({ shown }, { locale }) => ({ start: say(shown.start, locale) }),
  'copy-paste': ({ shown }, { locale }) => ({ source: say(shown.source, locale) }),
  format: ({ shown }, setting) => ({
    lines: shown.lines.map((line) => named(line, setting)),
    tools: shown.tools.map((tool) => ({ id: tool, label: setting.t(`activities:tools.${tool}`) })),
  }),
  mail: ({ shown }, setting) => ({
    mailbox: say(shown.mailbox, setting.locale), title: setting.t(shown.reply ? 'activities:mail.reply' : 'activities:mail.new'),
    reply: shown.reply ? replyTo(shown.reply, setting) : null,
    files: inOrder(shown.files ?? [], false, setting).map((file) => named(file, setting)),
  }),
  'judge-message': ({ shown }, setting) => ({
    from: say(shown.from, setting.locale), mail: shown.channel === 'mail', parts: shown.parts.map((part) => named(part, setting)),
  }),
  'make-password': ({ shown }, { locale }) => ({ person: say(shown.person, locale) }),
  windows: ({ shown }, setting) => ({
    windows: shown.windows.map((one, i) => ({
      ...named(one, setting), lines: one.lines.map((line) => say(line, setting.locale)), place: i + 1,
      shape: one.shape ?? null, advert: one.shape === 'advert', lure: one.lure ? say(one.lure, setting.locale) : null,
      close: setting.t('activities:windows.close', { window: say(one.label, setting.locale) }),
      minimise: setting.t('activities:windows.minimise', { window: say(one.label, setting.locale) }),
      maximise: setting.t('activities:windows.maximise', { window: say(one.label, setting.locale) }),
    })),
  }),
  'save-file': ({ shown }, setting) => ({
    program: say(shown.program, setting.locale), start: say(shown.start, setting.locale),
    folders: shown.folders.map((folder, i) => ({ ...named(folder, setting), first: i === 0 })),
    types: shown.types?.map((type) => named(type, setting)) ?? null,
  }),
  files: ({ shown }, setting) => ({
    place: say(shown.place, setting.locale),
    entries: [
      ...shown.folders.map((folder) => ({ ...named(folder, setting), folder: true, picture: pictureOf('folder', '', setting) })),
      ...shown.files.map((file) => ({ ...named(file, setting), folder: false, picture: pictureOf(file.picture ?? 'sheet', '', setting) })),
    ],
    actions: shown.actions.map((action) => ({ id: action, label: setting.t(`activities:files.${action}`) })),
    folderPicture: pictureOf('folder', '', setting),
  }),
  'web-form': ({ shown }, setting) => ({
    heading: say(shown.heading, setting.locale),
    story: shown.story ? say(shown.story, setting.locale) : null,
    fields: shown.fields.map((field) => ({
      ...named(field, setting), type: field.type, select: field.type === 'select', checkbox: field.type === 'checkbox',
      // A number is typed: arrows beside the box are too small to hit.
      numeric: field.type === 'number', options: (field.options ?? []).map((option) => named(option, setting)),
    })),
  }),
  menu: ({ shown }, setting) => ({
    program: say(shown.program, setting.locale), lines: shown.lines.map((line) => say(line, setting.locale)),
    menus: shown.menus.map((menu) => ({ ...named(menu, setting), commands: menu.commands.map((command) => named(command, setting)) })),
  }),
  'set-value': ({ shown }, { locale }) => ({ ...shown, label: say(shown.label, locale) }),
  search: ({ shown }, { locale }) => ({ engine: say(shown.engine, locale) }),
  keys: ({ shown }, setting) => ({ keys: shown.keys.map((key) => ({ ...named(key, setting), key: key.key })) }),
  print: ({ shown }, setting) => ({
    document: say(shown.document, setting.locale),
    pages: setting.t('activities:print.length', { count: shown.pages }),
    printers: shown.printers.map((printer, i) => ({ ...named(printer, setting), first: i === 0 })),
  }),
  settings: ({ shown }, setting) => ({
    site: say(shown.site, setting.locale),
    settings: shown.settings.map(({ options, start, ...one }) => ({
      ...named(one, setting), options: options.map((option) => ({ ...named(option, setting), setting: one.id, chosen: option.id === start })),
    })),
  }),
  publish: ({ shown }, setting) => ({
    site: say(shown.site, setting.locale), start: say(shown.start, setting.locale),
    audiences: shown.audiences.map((audience) => named(audience, setting)),
  }),
  'score-projects': ({ shown }, setting) => ({
    rules: shown.rules.map((rule) => say(rule, setting.locale)),
    projects: shown.projects.map((project) => ({
      ...projectOf(project, setting),
      points: Array.from({ length: shown.most + 1 }, (_, points) => ({ points, project: project.id })),
    })),
  }),
  ballot: ({ shown }, setting) => ({
    votes: setting.t('activities:ballot.votes', { count: shown.votes }),
    projects: shown.projects.map((project) => projectOf(project, setting)),
  }),
};

type Option = ActivityOf<'choice'>['shown']['options'][number];

function submitText(activity: Activity, { t, locale }: Setting): string {
  if (activity.kind === 'web-form' && activity.shown.submit) return say(activity.shown.submit, locale);
  const own: Partial<Record<ActivityKind, string>> = {
    mail: 'mail.send', 'save-file': 'save.save', search: 'search.search',
    print: 'print.print', settings: 'settings.save', publish: 'publish.publish', ballot: 'ballot.cast',
  };
  return t(`activities:${own[activity.kind] ?? 'done'}`);
}

function replyTo({ from, subject, lines }: { from: string; subject: ActivityText; lines: ActivityText[] }, { locale, t }: Setting): object {
  return {
    from, subject: say(subject, locale), answer: t('activities:mail.answer', { subject: say(subject, locale) }), lines: lines.map((line) => say(line, locale)),
  };
}

function replyOf(shown: { options?: Option[] | undefined; ordered?: boolean | undefined }, setting: Setting): object {
  return shown.options ? optionsOf(shown.options, shown.ordered ?? false, setting) : { typed: true };
}

function optionsOf(options: readonly Option[], ordered: boolean, setting: Setting): object {
  const shown = inOrder(options, ordered, setting);
  return { options: shown.map((option) => optionOf(option, setting)), pictures: options.every(({ picture }) => picture !== undefined) };
}

function optionOf(option: Option, setting: Setting): object {
  const label = option.label === undefined ? null : say(option.label, setting.locale);
  return { id: option.id, label, picture: option.picture ? pictureOf(option.picture, label, setting) : null };
}

/** @param label what already stands beside it in words, if anything */
function pictureOf(name: string, label: ActivityText | null | undefined, { pictures, locale }: Setting): PictureView {
  const picture = pictures.get(name);
  return { svg: picture?.svg ?? '', alt: label === null || label === undefined ? say(picture?.alt ?? name, locale) : null };
}

function named(one: { id: string; label: ActivityText }, { locale }: Setting): { id: string; label: string } {
  return { id: one.id, label: say(one.label, locale) };
}

function projectOf(project: ActivityOf<'ballot'>['shown']['projects'][number], setting: Setting): object {
  return { ...named(project, setting), lines: project.lines.map((line) => say(line, setting.locale)) };
}

function inOrder<T>(list: readonly T[], ordered: boolean, { seed }: Setting): T[] {
  return ordered ? [...list] : shuffled(list, seededRandom(seed));
}

/** Numbers in a calendar stand in their order; pictures and words in any. */
function hasOwnOrder(targets: readonly Option[]): boolean {
  return targets.every(({ label }) => typeof label === 'string' && /^\d+$/u.test(label));
}

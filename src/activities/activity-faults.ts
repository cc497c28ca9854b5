import { inAnyLanguage, type Activity, type ActivityOf } from './activity-kinds.js';
import { accepts } from './answer-texts.js';
import { pagesIn } from './page-range.js';

/**
 * What a schema cannot see: a right answer that points at nothing shown, an id used twice, a picture that is not there.
 *
 * @param pictures the names that exist
 * @returns each fault in words, for whoever edits the file that it stands in
 */
export function faultsOf(activity: Activity, pictures: { has(name: string): boolean }): string[] {
  return [
    ...pictureNames(activity).filter((name) => !pictures.has(name)).map((name) => `there is no picture "${name}"`),
    ...shownLists(activity).flatMap(repeated).map((id) => `the id "${id}" is used twice`),
    ...pointers(activity).flatMap(({ to, among }) => to.filter((id) => !among.includes(id)))
      .map((id) => `the right answer "${id}" is not among what is shown`),
    ...otherFaults(activity),
  ];
}

interface Named {
  id: string;
  picture?: string | undefined;
  /** A setting's, and a field's, are a list of their own. */
  options?: Named[] | undefined;
}

function shownLists(activity: Activity): string[][] {
  const lists: unknown[] = Object.values(activity.shown).filter((value) => Array.isArray(value));
  const named = lists.map((list) => (list as unknown[]).filter(isNamed));
  const within = named.flat().flatMap((one) => (one.options ? [one.options] : []));
  const commands = activity.kind === 'menu' ? activity.shown.menus.flatMap((menu) => menu.commands) : [];
  return [...named, ...within, commands].map((list) => list.map(({ id }) => id));
}

function pictureNames(activity: Activity): string[] {
  const lists = Object.values(activity.shown).flatMap((value: unknown) => (Array.isArray(value) ? value.filter(isNamed) : []));
  const own = 'picture' in activity.shown && activity.shown.picture ? [activity.shown.picture] : [];
  return [...own, ...lists.flatMap(({ picture }) => (picture ? [picture] : []))];
}

/** Right answers that are ids, with the ids that they may be. */
interface Pointer {
  to: string[];
  among: string[];
}

function pointers(activity: Activity): Pointer[] {
  const ids = (list: readonly Named[] | undefined): string[] => (list ?? []).map(({ id }) => id);
  switch (activity.kind) {
    case 'choice': return [{ to: [activity.right], among: ids(activity.shown.options) }];
    case 'pointer': return [{ to: [activity.right], among: ids(activity.shown.targets) }];
    case 'scroll-read': case 'mock-page':
      return activity.right.option === undefined ? [] : [{ to: [activity.right.option], among: ids(activity.shown.options) }];
    case 'drag': return [
      { to: Object.keys(activity.right), among: ids(activity.shown.pieces) },
      { to: Object.values(activity.right), among: ids(activity.shown.places) },
    ];
    case 'format': return [
      { to: Object.keys(activity.right), among: ids(activity.shown.lines) },
      { to: Object.values(activity.right).flat(), among: activity.shown.tools },
    ];
    case 'mail': return activity.right.file === undefined ? [] : [{ to: [activity.right.file], among: ids(activity.shown.files) }];
    case 'judge-message': return [{ to: activity.right, among: ids(activity.shown.parts) }];
    case 'windows': return [{
      to: [activity.right.closed, activity.right.minimised, activity.right.maximised, activity.right.front].flat().filter((id) => id !== undefined),
      among: ids(activity.shown.windows),
    }];
    case 'save-file': return [
      { to: [activity.right.folder], among: ids(activity.shown.folders) },
      ...(activity.right.type === undefined ? [] : [{ to: [activity.right.type], among: ids(activity.shown.types) }]),
    ];
    case 'files': return activity.right.flatMap((action) => [
      { to: 'file' in action ? [action.file] : [], among: ids(activity.shown.files) },
      { to: action.do === 'move' && typeof action.folder === 'string' ? [action.folder] : [], among: ids(activity.shown.folders) },
      { to: [action.do], among: activity.shown.actions },
    ]);
    case 'web-form': return [{ to: Object.keys(activity.right), among: ids(activity.shown.fields) }, ...choicePointers(activity)];
    case 'menu': return [{ to: [activity.right], among: activity.shown.menus.flatMap((menu) => ids(menu.commands)) }];
    case 'keys': return [{ to: activity.right, among: ids(activity.shown.keys) }];
    case 'print': return [{ to: [activity.right.printer], among: ids(activity.shown.printers) }];
    case 'settings': return settingPointers(activity);
    case 'publish': return [{ to: [activity.right.audience], among: ids(activity.shown.audiences) }];
    case 'score-projects': return [{ to: Object.keys(activity.right), among: ids(activity.shown.projects) }];
    default: return [];
  }
}

/** What is right in a field that is chosen is an option of it; a box that is to be marked sends "yes". */
function choicePointers({ shown, right }: ActivityOf<'web-form'>): Pointer[] {
  return shown.fields.filter(({ type }) => type === 'select' || type === 'checkbox').map(({ id, type, options }) => ({
    to: (right[id] ?? []).flatMap(inAnyLanguage), among: type === 'checkbox' ? ['yes'] : (options ?? []).map((option) => option.id),
  }));
}

/** Each setting's start and right choice are among its own options. */
function settingPointers({ shown, right }: ActivityOf<'settings'>): Pointer[] {
  return [
    { to: Object.keys(right), among: shown.settings.map(({ id }) => id) },
    ...shown.settings.map(({ id, options, start }) => ({
      to: [start, ...(right[id] === undefined ? [] : [right[id]])], among: options.map((option) => option.id),
    })),
  ];
}

/** What only some kinds can have wrong: each line a fault, and whether it is there. */
function otherFaults(activity: Activity): string[] {
  const faults = (all: Record<string, boolean>): string[] => Object.entries(all).filter(([, found]) => found).map(([fault]) => fault);
  const { kind, shown, right } = activity;
  switch (kind) {
    case 'scroll-read': case 'mock-page': return faults({
      'options are shown for a typed answer, or the other way round': (right.option === undefined) !== (shown.options === undefined),
    });
    case 'set-value': return faults({
      'the right value cannot be set': right.from < shown.from || right.to > shown.to,
      'it is right from the start': shown.start >= right.from && shown.start <= right.to,
    });
    case 'type-text': return faults({ 'what is to be typed is not right': !inAnyLanguage(shown.sample).every((sample) => accepts(right, sample)) });
    case 'correct-text': return faults({ 'it is right from the start': inAnyLanguage(shown.start).some((start) => accepts(right, start)) });
    case 'keys': return faults({
      'the right keys are not all keys in the order shown': right.join() !== shown.keys.map(({ id }) => id).join(),
    });
    case 'print': return faults({ 'the document has no such pages': pagesIn(right.pages, shown.pages) === null });
    case 'settings': return faults({
      'nothing has to be changed': shown.settings.every(({ id, start }) => right[id] === undefined || right[id] === start),
    });
    case 'score-projects': return faults({
      'not every project has its right points': shown.projects.some(({ id }) => right[id] === undefined),
      'there are more points than may be given': Object.values(right).some((points) => points > shown.most),
    });
    case 'ballot': return faults({
      'the right number of votes is not the number shown': right.votes !== shown.votes,
      'there are fewer projects than votes': shown.projects.length < shown.votes,
    });
    default: return [];
  }
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'id' in value;
}

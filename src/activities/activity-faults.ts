import type { Activity } from './activity-kinds.js';

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
}

function shownLists(activity: Activity): string[][] {
  const lists: unknown[] = Object.values(activity.shown).filter((value) => Array.isArray(value));
  return lists.map((list) => (list as unknown[]).filter(isNamed).map(({ id }) => id));
}

function pictureNames(activity: Activity): string[] {
  const lists = Object.values(activity.shown).flatMap((value: unknown) => (Array.isArray(value) ? value.filter(isNamed) : []));
  const own = 'picture' in activity.shown && activity.shown.picture ? [activity.shown.picture] : [];
  return [...own, ...lists.flatMap(({ picture }) => (picture ? [picture] : []))];
}

/** Each right answer that is an id, with the ids that it may be. */
function pointers(activity: Activity): { to: string[]; among: string[] }[] {
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
    case 'web-form': return [{ to: Object.keys(activity.right), among: ids(activity.shown.fields) }];
    case 'menu': return [{ to: [activity.right], among: activity.shown.menus.flatMap((menu) => ids(menu.commands)) }];
    default: return [];
  }
}

function otherFaults(activity: Activity): string[] {
  const faults: string[] = [];
  if ((activity.kind === 'scroll-read' || activity.kind === 'mock-page') && (activity.right.option === undefined) !== (activity.shown.options === undefined)) {
    faults.push('options are shown for a typed answer, or the other way round');
  }
  if (activity.kind === 'set-value' && (activity.right.from < activity.shown.from || activity.right.to > activity.shown.to)) {
    faults.push('the right value cannot be set');
  }
  return faults;
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'id' in value;
}

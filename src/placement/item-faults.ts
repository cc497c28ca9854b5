import type { Item } from './item-kinds.js';

/**
 * What a schema cannot see: a right answer that points at nothing shown, an id used twice, a picture that is not there.
 *
 * @param pictures the names that exist
 * @returns each fault in words, for whoever edits the bank
 */
export function faultsOf(item: Item, pictures: { has(name: string): boolean }): string[] {
  return [
    ...pictureNames(item).filter((name) => !pictures.has(name)).map((name) => `there is no picture "${name}"`),
    ...shownLists(item).flatMap(repeated).map((id) => `the id "${id}" is used twice`),
    ...pointers(item).flatMap(({ to, among }) => to.filter((id) => !among.includes(id)))
      .map((id) => `the right answer "${id}" is not among what is shown`),
    ...otherFaults(item),
  ];
}

interface Named {
  id: string;
  picture?: string | undefined;
}

function shownLists(item: Item): string[][] {
  const lists: unknown[] = Object.values(item.shown).filter((value) => Array.isArray(value));
  return lists.map((list) => (list as unknown[]).filter(isNamed).map(({ id }) => id));
}

function pictureNames(item: Item): string[] {
  const lists = Object.values(item.shown).flatMap((value: unknown) => (Array.isArray(value) ? value.filter(isNamed) : []));
  const own = 'picture' in item.shown && item.shown.picture ? [item.shown.picture] : [];
  return [...own, ...lists.flatMap(({ picture }) => (picture ? [picture] : []))];
}

/** Each right answer that is an id, with the ids that it may be. */
function pointers(item: Item): { to: string[]; among: string[] }[] {
  const ids = (list: readonly Named[] | undefined): string[] => (list ?? []).map(({ id }) => id);
  switch (item.kind) {
    case 'choice': return [{ to: [item.right], among: ids(item.shown.options) }];
    case 'pointer': return [{ to: [item.right], among: ids(item.shown.targets) }];
    case 'scroll-read': case 'mock-page':
      return item.right.option === undefined ? [] : [{ to: [item.right.option], among: ids(item.shown.options) }];
    case 'drag': return [
      { to: Object.keys(item.right), among: ids(item.shown.pieces) },
      { to: Object.values(item.right), among: ids(item.shown.places) },
    ];
    case 'format': return [
      { to: Object.keys(item.right), among: ids(item.shown.lines) },
      { to: Object.values(item.right).flat(), among: item.shown.tools },
    ];
    case 'mail': return item.right.file === undefined ? [] : [{ to: [item.right.file], among: ids(item.shown.files) }];
    case 'judge-message': return [{ to: item.right, among: ids(item.shown.parts) }];
    case 'windows': return [{
      to: [item.right.closed, item.right.minimised, item.right.maximised, item.right.front].flat().filter((id) => id !== undefined),
      among: ids(item.shown.windows),
    }];
    case 'save-file': return [
      { to: [item.right.folder], among: ids(item.shown.folders) },
      ...(item.right.type === undefined ? [] : [{ to: [item.right.type], among: ids(item.shown.types) }]),
    ];
    case 'files': return item.right.flatMap((action) => [
      { to: 'file' in action ? [action.file] : [], among: ids(item.shown.files) },
      { to: action.do === 'move' && typeof action.folder === 'string' ? [action.folder] : [], among: ids(item.shown.folders) },
      { to: [action.do], among: item.shown.actions },
    ]);
    case 'web-form': return [{ to: Object.keys(item.right), among: ids(item.shown.fields) }];
    case 'menu': return [{ to: [item.right], among: item.shown.menus.flatMap((menu) => ids(menu.commands)) }];
    default: return [];
  }
}

function otherFaults(item: Item): string[] {
  const faults: string[] = [];
  const initial = { devices: 'D', 'word-processing': 'W', internet: 'I' }[item.area];
  if (!item.code.startsWith(`${initial}${item.level}-`)) faults.push(`the code does not begin with ${initial}${item.level}-`);
  if ((item.kind === 'scroll-read' || item.kind === 'mock-page') && (item.right.option === undefined) !== (item.shown.options === undefined)) {
    faults.push('options are shown for a typed answer, or the other way round');
  }
  if (item.kind === 'set-value' && (item.right.from < item.shown.from || item.right.to > item.shown.to)) {
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

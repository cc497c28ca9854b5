import { tidy } from '../shared/kernel/text.js';
import { inAnyLanguage } from './activity-kinds.js';
import type { ActivityOf } from './activity-kinds.js';

/** One thing done on the mock desk, as the activity's script writes it down. Nothing in it is trusted. */
export type DeskAction = Readonly<Record<string, string>>;

/** Where each file lies and what it is called, and the folders that were made. */
interface Desk {
  files: Map<string, { name: string; folder: string }>;
  folders: Map<string, string>;
}

const OUTSIDE = '';
const BIN = 'bin';

/**
 * Plays the learner's actions on the desk and compares where things end with where the right actions end: the way does
 * not matter, a slip that was put right does not count. Actions that cannot be are passed over.
 *
 * @returns 1 or 0
 */
export function fileScore(activity: ActivityOf<'files'>, actions: readonly DeskAction[]): number {
  const wanted = activity.right.map((action): DeskAction => {
    if (action.do === 'new') return { do: 'new', id: `new ${canonical(action.name)}`, name: canonical(action.name) };
    if (action.do === 'rename') return { do: 'rename', file: action.file, name: canonical(action.name) };
    if (action.do === 'delete') return { do: 'delete', file: action.file };
    return {
      do: 'move', file: action.file, folder: typeof action.folder === 'string' ? action.folder : `new ${canonical(action.folder.named)}`,
    };
  });
  const names = activity.right.flatMap((action) => ('name' in action ? [action.name] : []));
  // A name is right in any language: each is turned into the first before they are compared.
  const read = actions.map((action): DeskAction => {
    const given = tidy(action.name ?? '').toLowerCase();
    const known = names.find((name) => inAnyLanguage(name).some((one) => tidy(one).toLowerCase() === given));
    return { ...action, name: known === undefined ? given : canonical(known) };
  });
  return layout(play(activity, read)) === layout(play(activity, wanted)) ? 1 : 0;
}

function play(activity: ActivityOf<'files'>, actions: readonly DeskAction[]): Desk {
  const desk: Desk = {
    files: new Map(activity.shown.files.map(({ id }) => [id, { name: id, folder: OUTSIDE }])),
    folders: new Map(activity.shown.folders.map(({ id }) => [id, id])),
  };
  for (const action of actions) act(desk, action);
  return desk;
}

function act(desk: Desk, action: DeskAction): void {
  const file = desk.files.get(action.file ?? '');
  const { name = '', folder = '', id = '' } = action;
  if (action.do === 'new' && id !== '' && !desk.folders.has(id)) desk.folders.set(id, name);
  if (action.do === 'rename' && file) file.name = name;
  if (action.do === 'rename' && desk.folders.has(id)) desk.folders.set(id, name);
  if (action.do === 'move' && file && (folder === OUTSIDE || desk.folders.has(folder))) file.folder = folder;
  if (action.do === 'delete' && file) file.folder = BIN;
  if (action.do === 'delete' && desk.folders.has(id)) desk.folders.delete(id);
}

/** The desk in one string, with folders by name, so that two can be compared. */
function layout(desk: Desk): string {
  const where = (folder: string): string => desk.folders.get(folder) ?? folder;
  const files = [...desk.files].map(([id, { name, folder }]) => `${id} is ${name} in ${where(folder)}`);
  return [...files.sort(), ...[...desk.folders.values()].sort()].join('\n');
}

function canonical(name: Parameters<typeof inAnyLanguage>[0]): string {
  return tidy(inAnyLanguage(name)[0] ?? '').toLowerCase();
}

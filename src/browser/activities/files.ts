import { keep, say } from './trace.js';

/** A folder of files: choose one, then rename, move or delete it; make new folders. Each act is written down in turn. */
type Act = Record<string, string>;

const list = document.querySelector<HTMLElement>('[data-entries]');
const namePanel = document.querySelector<HTMLElement>('[data-panel="name"]');
const movePanel = document.querySelector<HTMLElement>('[data-panel="move"]');
const nameField = namePanel?.querySelector('input') ?? null;
const acts: Act[] = [];
let chosen: HTMLElement | null = null;
let named: (name: string) => void = () => undefined;
let renaming: HTMLElement | null = null;
let made = 0;

list?.addEventListener('click', (event) => choose((event.target as Element).closest<HTMLElement>('[data-entry]')));
list?.addEventListener('keydown', (event) => {
  const action = { Delete: 'delete', F2: 'rename' }[event.key];
  if (action && document.querySelector(`[data-action="${action}"]`)) begin(action);
});
for (const button of document.querySelectorAll<HTMLElement>('[data-action]')) {
  button.addEventListener('click', () => begin(button.dataset.action ?? ''));
}
for (const button of document.querySelectorAll('[data-cancel]')) button.addEventListener('click', closePanels);
namePanel?.querySelector('[data-ok]')?.addEventListener('click', acceptName);
nameField?.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closePanels();
  if (event.key !== 'Enter') return;
  // Enter here means the name, not the whole task.
  event.preventDefault();
  acceptName();
});

function begin(action: string): void {
  closePanels();
  renaming = action === 'rename' ? chosen : null;
  if (action === 'new') return askName('', makeFolder);
  const entry = chosen;
  if (!entry) return say('choose');
  if (action === 'rename') askName(labelOf(entry), (name) => rename(entry, name));
  if (action === 'delete') remove(entry);
  if (action === 'move' && entry.dataset.folder === undefined) askFolder(entry);
}

function askName(start: string, then: (name: string) => void): void {
  if (!namePanel || !nameField) return;
  named = then;
  namePanel.hidden = false;
  nameField.value = start;
  nameField.focus();
  nameField.select();
}

function acceptName(): void {
  const name = nameField?.value.trim() ?? '';
  if (name === '') return nameField?.focus();
  const taken = entries().some((entry) => entry !== renaming && labelOf(entry).toLowerCase() === name.toLowerCase());
  if (taken) return say('taken');
  closePanels();
  named(name);
}

function makeFolder(name: string): void {
  const template = document.querySelector<HTMLTemplateElement>('[data-new-entry]');
  const entry = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!entry || !list) return;
  made += 1;
  entry.dataset.entry = `made-${made}`;
  label(entry, name);
  list.append(entry);
  choose(entry);
  entry.focus();
  write({ do: 'new', id: `made-${made}`, name }, 'made', name);
}

function rename(entry: HTMLElement, name: string): void {
  label(entry, name);
  entry.focus();
  write({ do: 'rename', ...pointerTo(entry), name }, 'renamed', name);
}

function remove(entry: HTMLElement): void {
  take(entry);
  write({ do: 'delete', ...pointerTo(entry) }, 'deleted', labelOf(entry));
}

function askFolder(entry: HTMLElement): void {
  const place = movePanel?.querySelector('[data-folders]');
  if (!movePanel || !place) return;
  const folders = entries().filter((one) => one.dataset.folder !== undefined);
  place.replaceChildren(...folders.map((folder) => folderButton(entry, folder)));
  movePanel.hidden = false;
  (place.firstElementChild as HTMLElement | null)?.focus();
}

function folderButton(entry: HTMLElement, folder: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'button button--small button--secondary', textContent: labelOf(folder) });
  button.addEventListener('click', () => {
    closePanels();
    take(entry);
    write({ do: 'move', file: entry.dataset.entry ?? '', folder: folder.dataset.entry ?? '' }, 'moved', labelOf(entry), labelOf(folder));
  });
  return button;
}

/** Takes an entry off the list and leaves the focus where the next act begins. */
function take(entry: HTMLElement): void {
  entry.remove();
  choose(null);
  document.querySelector<HTMLElement>('[data-action]')?.focus();
}

function choose(entry: HTMLElement | null): void {
  chosen = entry;
  for (const one of entries()) one.setAttribute('aria-pressed', String(one === entry));
}

function write(act: Act, sentence: string, what: string, where?: string): void {
  acts.push(act);
  keep(acts);
  say(sentence, what, where);
}

function closePanels(): void {
  if (namePanel) namePanel.hidden = true;
  if (movePanel) movePanel.hidden = true;
}

function entries(): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
}

function label(entry: HTMLElement, name: string): void {
  entry.dataset.label = name;
  const shown = entry.querySelector('[data-name]');
  if (shown) shown.textContent = name;
}

function labelOf(entry: HTMLElement): string {
  return entry.dataset.label ?? '';
}

/** A file is named as one, so that the server sees what kind of thing was touched. */
function pointerTo(entry: HTMLElement): Act {
  const id = entry.dataset.entry ?? '';
  return entry.dataset.folder === undefined ? { file: id } : { id };
}

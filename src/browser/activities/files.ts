import { before, keep, say } from './trace.js';

/** A folder of files: choose one, then rename, move or delete it; make new folders. Each act is written down in turn. */
type Act = Record<string, string>;

const list = document.querySelector<HTMLElement>('[data-entries]');
const namePanel = document.querySelector<HTMLElement>('[data-panel="name"]');
const movePanel = document.querySelector<HTMLElement>('[data-panel="move"]');
const nameField = namePanel?.querySelector('input') ?? null;
const acts: Act[] = before() ?? [];
let chosen: HTMLElement | null = null;
let named: (name: string) => void = () => undefined;
let renaming: HTMLElement | null = null;
let made = 0;
/** Pixels that a press may wander without being a drag. */
const SLIP = 5;

for (const act of acts) redo(act);
list?.addEventListener('click', (event) => choose((event.target as Element).closest<HTMLElement>('[data-entry]')));
if (document.querySelector('[data-action="move"]')) list?.addEventListener('pointerdown', drag);
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

/** An act of an earlier visit to the page. */
function redo(act: Act): void {
  if (act.do === 'new') return void addFolder(act.name ?? '');
  const entry = entries().find(({ dataset }) => dataset.entry === (act.file ?? act.id));
  if (act.do === 'rename' && entry) label(entry, act.name ?? '');
  else entry?.remove();
}

function addFolder(name: string): HTMLElement | undefined {
  const template = document.querySelector<HTMLTemplateElement>('[data-new-entry]');
  const entry = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!entry || !list) return undefined;
  made += 1;
  entry.dataset.entry = `made-${made}`;
  label(entry, name);
  list.append(entry);
  return entry;
}

function makeFolder(name: string): void {
  const entry = addFolder(name);
  if (!entry) return;
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
  button.addEventListener('click', () => moveInto(entry, folder));
  return button;
}

function moveInto(entry: HTMLElement, folder: HTMLElement): void {
  closePanels();
  take(entry);
  write({ do: 'move', file: entry.dataset.entry ?? '', folder: folder.dataset.entry ?? '' }, 'moved', labelOf(entry), labelOf(folder));
}

/** A file is dragged onto a folder with mouse, pen or finger, where files may be moved at all. */
function drag(down: PointerEvent): void {
  const entry = (down.target as Element).closest<HTMLElement>('[data-entry]');
  if (down.button !== 0 || !entry || entry.dataset.folder !== undefined) return;
  entry.setPointerCapture(down.pointerId);
  const move = (event: PointerEvent): void => {
    const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
    if (Math.hypot(x, y) <= SLIP) return;
    entry.classList.add('is-moving');
    entry.style.transform = `translate(${x}px, ${y}px)`;
  };
  const end = (event: PointerEvent): void => {
    entry.removeEventListener('pointermove', move);
    entry.style.transform = '';
    const moved = entry.classList.contains('is-moving');
    entry.classList.remove('is-moving');
    const folder = document.elementsFromPoint(event.clientX, event.clientY).map((element) => element.closest<HTMLElement>('[data-folder]')).find(Boolean);
    if (moved && folder && event.type === 'pointerup') moveInto(entry, folder);
  };
  entry.addEventListener('pointermove', move);
  entry.addEventListener('pointerup', end, { once: true });
  entry.addEventListener('pointercancel', end, { once: true });
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

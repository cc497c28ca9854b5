import { before, keep, say } from './trace.js';

/** Windows that can be closed, put away, enlarged and, by a press, brought to the front: passing by with Tab brings none. */
const windows = [...document.querySelectorAll<HTMLElement>('[data-window]')];

restore();
for (const one of windows) {
  one.addEventListener('pointerdown', () => bringToFront(one));
  for (const button of one.querySelectorAll<HTMLElement>('[data-do]')) {
    button.addEventListener('click', () => act(one, button.dataset.do ?? ''));
  }
}
for (const task of document.querySelectorAll<HTMLElement>('[data-task]')) {
  const one = windows.find((window) => window.dataset.window === task.dataset.task);
  if (one) task.addEventListener('click', () => openFromBar(one));
}

interface Desk {
  closed: string[];
  minimised: string[];
  maximised: string[];
  front?: string;
}

/** The desk as she left it. */
function restore(): void {
  const { closed = [], minimised = [], maximised = [], front } = before<Desk>() ?? {} as Partial<Desk>;
  for (const one of windows) {
    const id = one.dataset.window ?? '';
    if (closed.includes(id)) shut(one);
    one.hidden ||= minimised.includes(id);
    one.classList.toggle('is-maximised', maximised.includes(id));
    if (id === front) raise(one);
  }
}

function act(one: HTMLElement, what: string): void {
  if (what === 'close') close(one);
  if (what === 'minimise') {
    one.hidden = true;
    say('minimised', one.dataset.label);
    taskOf(one)?.focus();
  }
  if (what === 'maximise') say(one.classList.toggle('is-maximised') ? 'maximised' : 'restored', one.dataset.label);
  note();
}

function shut(one: HTMLElement): void {
  one.hidden = true;
  one.dataset.closed = 'yes';
  const task = taskOf(one);
  if (task) task.hidden = true;
}

function close(one: HTMLElement): void {
  shut(one);
  say('closed', one.dataset.label);
  document.querySelector<HTMLElement>('[data-task]:not([hidden])')?.focus();
}

/** The bar shows a window that was put away, or brings one to the front; the one in front it puts away. */
function openFromBar(one: HTMLElement): void {
  if (!one.hidden && one === front()) return act(one, 'minimise');
  one.hidden = false;
  bringToFront(one);
  say('front', one.dataset.label);
  note();
}

function bringToFront(one: HTMLElement): void {
  if (one === front()) return;
  raise(one);
  say('front', one.dataset.label);
  note();
}

function raise(one: HTMLElement): void {
  const order = byDepth().filter((other) => other !== one);
  [...order, one].forEach((window, depth) => (window.dataset.z = String(depth + 1)));
}

function note(): void {
  const names = (test: (one: HTMLElement) => boolean): (string | undefined)[] => windows.filter(test).map((one) => one.dataset.window);
  keep({
    touched: true,
    closed: names((one) => one.dataset.closed !== undefined),
    minimised: names((one) => one.hidden && one.dataset.closed === undefined),
    maximised: names((one) => !one.hidden && one.classList.contains('is-maximised')),
    front: front()?.dataset.window,
  });
}

function front(): HTMLElement | undefined {
  return byDepth().filter((one) => !one.hidden).at(-1);
}

function byDepth(): HTMLElement[] {
  return [...windows].sort((one, other) => Number(one.dataset.z) - Number(other.dataset.z));
}

function taskOf(one: HTMLElement): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-task="${one.dataset.window}"]`);
}

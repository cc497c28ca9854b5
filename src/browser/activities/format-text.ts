import { before, keep, say, whileShown } from './trace.js';

/** A sheet whose text can be selected but not changed, and buttons that format the selected lines. */
const sheet = document.querySelector<HTMLElement>('[data-sheet]');
const tools = [...document.querySelectorAll<HTMLButtonElement>('[data-tool]')];
/** A slip of a letter or two at either end still selects the line. */
const ENOUGH = 0.8;
/** What was selected last: whoever goes to a button by Tab may pass a box to type in, which takes the selection away. */
let marked: Range | null = null;
/** As word processors have them, in English and in Spanish. */
const KEYS: Readonly<Record<string, string>> = { b: 'bold', n: 'bold', i: 'italic', k: 'italic', u: 'underline', s: 'underline', e: 'centre' };

for (const [line, formats] of Object.entries(before<Record<string, string[]>>() ?? {})) {
  allLines().find(({ dataset }) => dataset.line === line)?.classList.add(...formats.map((format) => `is-${format}`));
}
sheet?.addEventListener('beforeinput', (event) => event.preventDefault());
sheet?.addEventListener('keydown', (event) => {
  // The browser tells of a selection with its next picture: a quick Tab would have carried it away by then.
  selectedRange();
  const format = event.ctrlKey || event.metaKey ? KEYS[event.key.toLowerCase()] : undefined;
  if (!format) return;
  event.preventDefault();
  if (tools.some((tool) => tool.dataset.tool === format)) apply(format);
});
sheet?.addEventListener('click', tapped);
sheet?.addEventListener('drop', (event) => event.preventDefault());
document.addEventListener('selectionchange', showState, { signal: whileShown() });
for (const tool of tools) {
  // A press must not take the selection away.
  tool.addEventListener('mousedown', (event) => event.preventDefault());
  tool.addEventListener('click', () => apply(tool.dataset.tool ?? ''));
}

/** A finger hardly selects a line from its first letter to its last: a tap takes the whole of it. */
function tapped(event: MouseEvent): void {
  const line = (event.target as Element).closest('[data-line]');
  if ((event as PointerEvent).pointerType === 'touch' && line) document.getSelection()?.selectAllChildren(line);
}

function apply(format: string): void {
  const lines = selectedLines(format === 'centre');
  if (lines.length === 0) return say(matchMedia('(hover: none) and (pointer: coarse)').matches ? 'tap' : 'select');
  const on = !lines.every((line) => line.classList.contains(`is-${format}`));
  for (const line of lines) line.classList.toggle(`is-${format}`, on);
  say('');
  showState();
  keep(Object.fromEntries(allLines().map((line) => [line.dataset.line, formatsOf(line)]).filter(([, formats]) => formats?.length)));
}

/** A paragraph is centred where the caret stands or a part of it is selected; anything else needs its text selected. */
function selectedLines(partIsEnough: boolean): HTMLElement[] {
  const range = selectedRange();
  if (!range) return [];
  return allLines().filter((line) => {
    if (!range.intersectsNode(line)) return false;
    if (range.collapsed) return partIsEnough;
    // A triple click reaches to the start of the next line, of which nothing is selected.
    const selected = partOf(range, line).length;
    return selected > 0 && (partIsEnough || selected >= ENOUGH * (line.textContent ?? '').length);
  });
}

function partOf(range: Range, line: HTMLElement): string {
  const part = document.createRange();
  part.selectNodeContents(line);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part.toString();
}

function selectedRange(): Range | null {
  const selection = document.getSelection();
  if (selection?.rangeCount && sheet?.contains(selection.anchorNode)) marked = selection.getRangeAt(0).cloneRange();
  return marked;
}

function showState(): void {
  const lines = selectedLines(true);
  for (const tool of tools) {
    const on = lines.length > 0 && lines.every((line) => line.classList.contains(`is-${tool.dataset.tool}`));
    tool.setAttribute('aria-pressed', String(on));
  }
}

function allLines(): HTMLElement[] {
  return [...(sheet?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
}

function formatsOf(line: HTMLElement): string[] {
  return tools.map((tool) => tool.dataset.tool ?? '').filter((format) => line.classList.contains(`is-${format}`));
}

import { z } from 'zod';
import { tidy } from '../shared/kernel/text.js';
import { accepts, agrees, containsAll } from './answer-texts.js';
import { fileScore } from './file-desk.js';
import { inAnyLanguage } from './item-kinds.js';
import type { BankText, Item, ItemKind, ItemOf } from './item-kinds.js';
import { passwordFaults } from './password-rules.js';

/** What became of an item; the last three belong to the observed checklist. */
export const OUTCOMES = ['right', 'partly', 'wrong', 'not_done', 'no', 'with_help', 'alone'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Scored {
  /** 0 to 1, for the estimate. */
  score: number;
  outcome: Outcome;
  /** What is kept of the answer, to be looked at later: never a password, never longer than a page. */
  kept: unknown;
}

/** What a form sends: one value a field, or several. Nothing in it is trusted. */
export type Submitted = Readonly<Record<string, unknown>>;

/** A task done in part, or with help; `estimate` knows what each of the two means. */
export const HALF = 0.5;

/** An item that she left, or could not answer. */
export const NOT_DONE: Scored = { score: 0, outcome: 'not_done', kept: null };

/**
 * Scores an item from what the form sent. Whatever it sent, there is a score: what cannot be read is "not done".
 *
 * @param submitted the fields of the activity's form: `left` when she leaves the item; else `answer`, fields of the
 *   mock form or dialog, or `trace`, the JSON that the activity's script wrote
 */
export function scoreItem(item: Item, submitted: Submitted): Scored {
  if (submitted.left !== undefined) return NOT_DONE;
  const score = SCORERS[item.kind] as (item: Item, submitted: Submitted) => Scored | undefined;
  return score(item, submitted) ?? NOT_DONE;
}

/** True when the form holds no answer at all, so that the page may ask again before anything is kept. */
export function isBlank(item: Item, submitted: Submitted): boolean {
  return submitted.left === undefined && scoreItem(item, submitted).outcome === 'not_done';
}

/** The marks of the observed checklist, in the same coin. */
export function scoreObserved(mark: 'no' | 'with_help' | 'alone'): Scored {
  return { score: { no: 0, with_help: HALF, alone: 1 }[mark], outcome: mark, kept: null };
}

/** A scorer answers undefined when there is nothing to score. */
const SCORERS: { [K in ItemKind]: (item: ItemOf<K>, submitted: Submitted) => Scored | undefined } = {
  choice: (item, submitted) => chosen(item.right, submitted),
  menu: (item, submitted) => chosen(item.right, submitted),
  pointer: scorePointer,
  'scroll-read': scoreReply,
  'mock-page': scoreReply,
  drag: scoreDrag,
  'type-text': (item, submitted) => typed(item.right, submitted, accepts),
  'correct-text': (item, submitted) => typed(item.right, submitted, accepts, item.shown.start),
  'copy-paste': scoreCopy,
  format: scoreFormat,
  mail: scoreMail,
  'judge-message': scoreJudgement,
  'make-password': scorePassword,
  windows: scoreWindows,
  'save-file': scoreSave,
  files: scoreFiles,
  'web-form': scoreForm,
  'set-value': scoreValue,
  search: (item, submitted) => typed(item.right.flat(), submitted, (_, answer) => containsAll(item.right, answer)),
};

function chosen(right: string, submitted: Submitted): Scored | undefined {
  const answer = field(submitted, 'answer');
  return answer === '' ? undefined : verdict(answer === right ? 1 : 0, answer);
}

function typed<R>(right: R, submitted: Submitted, test: (right: R, answer: string) => boolean, untouched?: BankText): Scored | undefined {
  const answer = field(submitted, 'answer');
  const start = untouched === undefined ? [] : inAnyLanguage(untouched).map(tidy);
  return answer === '' || start.includes(answer) ? undefined : verdict(test(right, answer) ? 1 : 0, answer);
}

/** Without a script a click is a radio button; with one, the last gesture made on a target counts. */
function scorePointer(item: ItemOf<'pointer'>, submitted: Submitted): Scored | undefined {
  if (item.shown.gesture === 'click') return chosen(item.right, submitted);
  const trace = traced(submitted, z.object({ target: z.string().max(80), gesture: z.string().max(10) }));
  return trace && verdict(trace.target === item.right && trace.gesture === item.shown.gesture ? 1 : 0, trace);
}

function scoreReply(item: ItemOf<'scroll-read'> | ItemOf<'mock-page'>, submitted: Submitted): Scored | undefined {
  return item.right.option === undefined ? typed(item.right.typed ?? [], submitted, agrees) : chosen(item.right.option, submitted);
}

function scoreDrag(item: ItemOf<'drag'>, submitted: Submitted): Scored | undefined {
  const trace = traced(submitted, z.record(z.string().max(80), z.string().max(80)));
  if (!trace || Object.keys(trace).length === 0) return undefined;
  const strays = Object.keys(trace).filter((piece) => !(piece in item.right)).length;
  return inParts([...Object.entries(item.right).map(([piece, place]) => trace[piece] === place), ...(strays > 0 ? [false] : [])], trace);
}

/** Typed off by hand it is the right text without the skill: half. Without a script only the text can be judged. */
function scoreCopy(item: ItemOf<'copy-paste'>, submitted: Submitted): Scored | undefined {
  const answer = field(submitted, 'answer');
  if (answer === '') return undefined;
  if (!accepts([item.shown.source], answer)) return verdict(0, answer);
  const trace = traced(submitted, z.object({ pasted: z.boolean() }));
  return verdict(trace && !trace.pasted ? HALF : 1, answer);
}

function scoreFormat(item: ItemOf<'format'>, submitted: Submitted): Scored | undefined {
  const trace = traced(submitted, z.record(z.string().max(80), z.array(z.string().max(20)).max(10)));
  const done = Object.entries(trace ?? {}).flatMap(([line, formats]) => formats.map((format) => `${line} ${format}`));
  if (!trace || done.length === 0) return undefined;
  const wanted = Object.entries(item.right).flatMap(([line, formats]) => formats.map((format) => `${line} ${format}`));
  const strays = done.some((format) => !wanted.includes(format));
  return inParts([...wanted.map((format) => done.includes(format)), ...(strays ? [false] : [])], trace);
}

function scoreMail(item: ItemOf<'mail'>, submitted: Submitted): Scored | undefined {
  const mail = { to: field(submitted, 'to'), subject: field(submitted, 'subject'), body: field(submitted, 'body'), file: field(submitted, 'file') };
  if (Object.values(mail).every((value) => value === '')) return undefined;
  // What the item is about must be there: the address alone does not show that she can attach a file.
  if (item.right.file && mail.file !== item.right.file) return verdict(0, mail);
  return inParts([
    mail.to.toLowerCase() === item.right.to.toLowerCase(),
    ...(item.right.subject ? [agrees(item.right.subject, mail.subject)] : []),
  ], mail);
}

/** Marking everything as suspicious finds all the signs and shows nothing: a part marked wrongly costs as one missed. */
function scoreJudgement(item: ItemOf<'judge-message'>, submitted: Submitted): Scored | undefined {
  const marked = several(submitted, 'marked');
  if (marked.length === 0) return undefined;
  const strays = marked.filter((part) => !item.right.includes(part));
  return inParts([...item.right.map((sign) => marked.includes(sign)), ...strays.map(() => false)], marked);
}

function scorePassword(item: ItemOf<'make-password'>, submitted: Submitted): Scored | undefined {
  // Not tidied: spaces belong to a password.
  const password = typeof submitted.answer === 'string' ? submitted.answer.slice(0, 200) : '';
  if (password === '') return undefined;
  const faults = passwordFaults(password, item.right);
  return verdict(faults.length === 0 ? 1 : 0, { length: password.length, faults });
}

function scoreWindows(item: ItemOf<'windows'>, submitted: Submitted): Scored | undefined {
  const ids = z.array(z.string().max(80)).max(20).default([]);
  const trace = traced(submitted, z.object({
    touched: z.boolean().default(false), closed: ids, minimised: ids, maximised: ids, front: z.string().max(80).optional(),
  }));
  if (!trace?.touched) return undefined;
  const same = (right: readonly string[] = [], done: readonly string[]): boolean => [...right].sort().join() === [...done].sort().join();
  const { right } = item;
  return verdict(same(right.closed, trace.closed) && same(right.minimised, trace.minimised) && same(right.maximised, trace.maximised)
    && (right.front === undefined || right.front === trace.front) ? 1 : 0, trace);
}

function scoreSave(item: ItemOf<'save-file'>, submitted: Submitted): Scored | undefined {
  const save = { name: field(submitted, 'name'), folder: field(submitted, 'folder'), type: field(submitted, 'type') };
  if (save.name === '' && save.folder === '') return undefined;
  const bare = save.name.replace(/\.(odt|docx?|pdf)$/iu, '');
  return inParts([
    agrees(item.right.name, bare), save.folder === item.right.folder, ...(item.right.type ? [save.type === item.right.type] : []),
  ], save);
}

function scoreFiles(item: ItemOf<'files'>, submitted: Submitted): Scored | undefined {
  const trace = traced(submitted, z.array(z.record(z.string().max(20), z.string().max(200))).max(100));
  return trace && trace.length > 0 ? verdict(fileScore(item, trace), trace) : undefined;
}

function scoreForm(item: ItemOf<'web-form'>, submitted: Submitted): Scored | undefined {
  const answers = Object.fromEntries(item.shown.fields.map(({ id }) => [id, field(submitted, `field-${id}`)]));
  if (Object.values(answers).every((value) => value === '')) return undefined;
  return inParts(Object.entries(item.right).map(([id, right]) => agrees(right, answers[id] ?? '')), answers);
}

function scoreValue(item: ItemOf<'set-value'>, submitted: Submitted): Scored | undefined {
  const answer = field(submitted, 'answer');
  const value = Number(answer);
  if (answer === '' || Number.isNaN(value) || value === item.shown.start) return undefined;
  return verdict(value >= item.right.from && value <= item.right.to ? 1 : 0, value);
}

/** All parts done is done; at least half of several is half; less is not yet. */
function inParts(parts: readonly boolean[], kept: unknown): Scored {
  const share = parts.filter(Boolean).length / parts.length;
  return verdict(share === 1 ? 1 : share >= HALF ? HALF : 0, kept);
}

function verdict(score: number, kept: unknown): Scored {
  return { score, outcome: score === 1 ? 'right' : score === 0 ? 'wrong' : 'partly', kept };
}

/** One value of the form, tidied; too long, several or missing are read as far as that goes. */
function field(submitted: Submitted, name: string): string {
  const value = submitted[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? tidy(first.slice(0, 2000)) : '';
}

function several(submitted: Submitted, name: string): string[] {
  const value = submitted[name];
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(all.filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= 80))].slice(0, 50);
}

/** What the activity's script wrote into the hidden field, when it is there and of the right form. */
function traced<T>(submitted: Submitted, schema: z.ZodType<T>): T | undefined {
  if (typeof submitted.trace !== 'string' || submitted.trace.length > 20_000) return undefined;
  try {
    return schema.safeParse(JSON.parse(submitted.trace)).data;
  } catch {
    return undefined;
  }
}

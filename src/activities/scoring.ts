import { z } from 'zod';
import { tidy } from '../shared/kernel/text.js';
import { field, HALF, inParts, several, traced, verdict, type Scored, type Submitted } from './answer.js';
import { accepts, acceptsSentence, agrees, containsAll } from './answer-texts.js';
import { scoreBallot, scorePoints, scorePrint, scorePublished, scoreSettings } from './dialog-scoring.js';
import { fileScore } from './file-desk.js';
import { inAnyLanguage } from './activity-kinds.js';
import type { ActivityText, Activity, ActivityKind, ActivityOf } from './activity-kinds.js';
import { passwordFaults } from './password-rules.js';

/** An activity that she left, or could not answer. */
const NOT_DONE: Scored = { score: 0, outcome: 'not_done', kept: null };

/**
 * Scores an activity from what the form sent. Whatever it sent, there is a score: what cannot be read is "not done".
 *
 * @param submitted the fields of the activity's form: `left` when she leaves the activity; else `answer`, fields of the
 *   mock form or dialog, or `trace`, the JSON that the activity's script wrote
 */
export function scoreActivity(activity: Activity, submitted: Submitted): Scored {
  if (submitted.left !== undefined) return NOT_DONE;
  const score = SCORERS[activity.kind] as (activity: Activity, submitted: Submitted) => Scored | undefined;
  return score(activity, submitted) ?? NOT_DONE;
}

/** True when the form holds no answer at all, so that the page may ask again before anything is kept. */
export function isBlank(activity: Activity, submitted: Submitted): boolean {
  return submitted.left === undefined && scoreActivity(activity, submitted).outcome === 'not_done';
}

/** A scorer answers undefined when there is nothing to score. */
const SCORERS: { [K in ActivityKind]: (activity: ActivityOf<K>, submitted: Submitted) => Scored | undefined } = {
  choice: (activity, submitted) => chosen(activity.right, submitted),
  menu: (activity, submitted) => chosen(activity.right, submitted),
  pointer: scorePointer,
  'scroll-read': scoreReply,
  'mock-page': scoreReply,
  drag: scoreDrag,
  'type-text': (activity, submitted) => typed(activity.right, submitted, accepts),
  'correct-text': (activity, submitted) => typed(activity.right, submitted, acceptsSentence, activity.shown.start),
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
  keys: scoreKeys,
  print: scorePrint,
  settings: scoreSettings,
  publish: scorePublished,
  'score-projects': scorePoints,
  ballot: scoreBallot,
  search: (activity, submitted) => typed(activity.right.flat(), submitted, (_, answer) => containsAll(activity.right, answer)),
};

function chosen(right: string, submitted: Submitted): Scored | undefined {
  const answer = field(submitted, 'answer');
  return answer === '' ? undefined : verdict(answer === right ? 1 : 0, answer);
}

function typed<R>(right: R, submitted: Submitted, test: (right: R, answer: string) => boolean, untouched?: ActivityText): Scored | undefined {
  const answer = field(submitted, 'answer');
  const start = untouched === undefined ? [] : inAnyLanguage(untouched).map(tidy);
  return answer === '' || start.includes(answer) ? undefined : verdict(test(right, answer) ? 1 : 0, answer);
}

/** Without a script a click is a radio button; with one, the last gesture made on a target counts. */
function scorePointer(activity: ActivityOf<'pointer'>, submitted: Submitted): Scored | undefined {
  if (activity.shown.gesture === 'click') return chosen(activity.right, submitted);
  const trace = traced(submitted, z.object({ target: z.string().max(80), gesture: z.string().max(10) }));
  return trace && verdict(trace.target === activity.right && trace.gesture === activity.shown.gesture ? 1 : 0, trace);
}

function scoreReply(activity: ActivityOf<'scroll-read'> | ActivityOf<'mock-page'>, submitted: Submitted): Scored | undefined {
  return activity.right.option === undefined ? typed(activity.right.typed ?? [], submitted, agrees) : chosen(activity.right.option, submitted);
}

function scoreDrag(activity: ActivityOf<'drag'>, submitted: Submitted): Scored | undefined {
  const trace = traced(submitted, z.record(z.string().max(80), z.string().max(80)));
  if (!trace || Object.keys(trace).length === 0) return undefined;
  const astray = Object.entries(trace).filter(([piece, place]) => activity.right[piece] !== place).length;
  return inParts(Object.entries(activity.right).map(([piece, place]) => trace[piece] === place), trace, astray);
}

/** Typed off by hand it is the right text without the skill: half. Without a script only the text can be judged. */
function scoreCopy(activity: ActivityOf<'copy-paste'>, submitted: Submitted): Scored | undefined {
  const answer = field(submitted, 'answer');
  if (answer === '') return undefined;
  if (!accepts([activity.shown.source], answer)) return verdict(0, answer);
  const trace = traced(submitted, z.object({ pasted: z.boolean() }));
  return verdict(trace && !trace.pasted ? HALF : 1, answer);
}

function scoreFormat(activity: ActivityOf<'format'>, submitted: Submitted): Scored | undefined {
  const trace = traced(submitted, z.record(z.string().max(80), z.array(z.string().max(20)).max(10)));
  const done = Object.entries(trace ?? {}).flatMap(([line, formats]) => formats.map((format) => `${line} ${format}`));
  if (!trace || done.length === 0) return undefined;
  const wanted = Object.entries(activity.right).flatMap(([line, formats]) => formats.map((format) => `${line} ${format}`));
  const astray = new Set(done.filter((format) => !wanted.includes(format))).size;
  return inParts(wanted.map((format) => done.includes(format)), trace, astray);
}

function scoreMail(activity: ActivityOf<'mail'>, submitted: Submitted): Scored | undefined {
  const mail = { to: field(submitted, 'to'), subject: field(submitted, 'subject'), body: field(submitted, 'body'), file: field(submitted, 'file') };
  // An answer's address and subject were there before she did anything.
  if ([...activity.shown.reply ? [] : [mail.to, mail.subject], mail.body, mail.file].every((value) => value === '')) return undefined;
  // What the activity is about must be there: the address alone does not show that she can attach a file.
  if (activity.right.file && mail.file !== activity.right.file) return verdict(0, mail);
  return inParts([
    mail.to.toLowerCase() === activity.right.to.toLowerCase(),
    ...(activity.right.file ? [true] : []),
    ...(activity.right.subject ? [agrees(activity.right.subject, mail.subject)] : []),
    ...(activity.right.body ? [containsAll(activity.right.body, mail.body)] : []),
  ], mail);
}

/** The keys that were found, in the order in which they were asked for; slips on the way cost nothing. */
function scoreKeys(activity: ActivityOf<'keys'>, submitted: Submitted): Scored | undefined {
  const trace = traced(submitted, z.object({ pressed: z.array(z.string().max(80)).max(50), slips: z.number().int().nonnegative().max(10_000) }));
  if (!trace || trace.pressed.length === 0) return undefined;
  return inParts(activity.right.map((key, i) => trace.pressed[i] === key), trace);
}

function scoreJudgement(activity: ActivityOf<'judge-message'>, submitted: Submitted): Scored | undefined {
  const marked = several(submitted, 'marked');
  if (marked.length === 0) return undefined;
  const astray = marked.filter((part) => !activity.right.includes(part)).length;
  return inParts(activity.right.map((sign) => marked.includes(sign)), marked, astray);
}

function scorePassword(activity: ActivityOf<'make-password'>, submitted: Submitted): Scored | undefined {
  // Not tidied: spaces belong to a password.
  const password = typeof submitted.answer === 'string' ? submitted.answer.slice(0, 200) : '';
  if (password === '') return undefined;
  const faults = passwordFaults(password, activity.right);
  return verdict(faults.length === 0 ? 1 : 0, { length: password.length, faults });
}

function scoreWindows(activity: ActivityOf<'windows'>, submitted: Submitted): Scored | undefined {
  const ids = z.array(z.string().max(80)).max(20).default([]);
  const trace = traced(submitted, z.object({
    touched: z.boolean().default(false), closed: ids, minimised: ids, maximised: ids, front: z.string().max(80).optional(),
  }));
  if (!trace?.touched) return undefined;
  const same = (right: readonly string[] = [], done: readonly string[]): boolean => [...right].sort().join() === [...done].sort().join();
  const { right } = activity;
  return verdict(same(right.closed, trace.closed) && same(right.minimised, trace.minimised) && same(right.maximised, trace.maximised)
    && (right.front === undefined || right.front === trace.front) ? 1 : 0, trace);
}

function scoreSave(activity: ActivityOf<'save-file'>, submitted: Submitted): Scored | undefined {
  const save = { name: field(submitted, 'name'), folder: field(submitted, 'folder'), type: field(submitted, 'type') };
  if (save.name === '' && save.folder === '') return undefined;
  const bare = save.name.replace(/\.(odt|docx?|pdf)$/iu, '');
  return inParts([
    agrees(activity.right.name, bare), save.folder === activity.right.folder, ...(activity.right.type ? [save.type === activity.right.type] : []),
  ], save);
}

function scoreFiles(activity: ActivityOf<'files'>, submitted: Submitted): Scored | undefined {
  const trace = traced(submitted, z.array(z.record(z.string().max(20), z.string().max(200))).max(100));
  return trace && trace.length > 0 ? verdict(fileScore(activity, trace), trace) : undefined;
}

function scoreForm(activity: ActivityOf<'web-form'>, submitted: Submitted): Scored | undefined {
  const answers = Object.fromEntries(activity.shown.fields.map(({ id }) => [id, field(submitted, `field-${id}`)]));
  if (Object.values(answers).every((value) => value === '')) return undefined;
  return inParts(Object.entries(activity.right).map(([id, right]) => agrees(right, answers[id] ?? '')), answers);
}

function scoreValue(activity: ActivityOf<'set-value'>, submitted: Submitted): Scored | undefined {
  const answer = field(submitted, 'answer');
  const value = Number(answer);
  if (answer === '' || Number.isNaN(value) || value === activity.shown.start) return undefined;
  return verdict(value >= activity.right.from && value <= activity.right.to ? 1 : 0, value);
}

import { z } from 'zod';
import type { Locale } from '../shared/web/i18n.js';

const filled = z.string().trim().min(1);

/** A text in each language, or one string that is the same in all: a name, a number, an address. */
export const text = z.union([filled, z.strictObject({ es: filled, en: filled })]);
export type ActivityText = z.infer<typeof text>;

export const id = z.string().regex(/^[a-z0-9-]+$/);
const picture = id;
const option = z.strictObject({ id, label: text.optional(), picture: picture.optional() })
  .refine((one) => one.label !== undefined || one.picture !== undefined, 'needs a label or a picture');
const named = z.strictObject({ id, label: text });
const depicted = z.strictObject({ id, label: text, picture: picture.optional() });
const accepted = z.array(text).min(1);
/** Of each group, one word or words must stand in what she writes. */
const contained = z.array(accepted).min(1);

/** How a question about something read is answered: by one of some options, or typed. */
const options = z.array(option).min(2).max(6);
const reply = {
  /** Absent: the answer is typed. */
  options: options.optional(),
  /** True when the options have an order of their own (hours, amounts) and must not be shuffled. */
  ordered: z.boolean().optional(),
};
const replyRight = z.strictObject({ option: id.optional(), typed: accepted.optional() })
  .refine((one) => (one.option === undefined) !== (one.typed === undefined), 'needs either an option or what is typed');

/** What is put to the vote: a name, and what there is to know of it. */
const projects = z.array(z.strictObject({ id, label: text, lines: z.array(text) })).min(2).max(8);

function kind<K extends string, S extends z.ZodRawShape, R extends z.ZodType>(name: K, shown: S, right: R) {
  return z.strictObject({
    kind: z.literal(name),
    /** What she is asked to do. */
    ask: text,
    /** All that the page may show. */
    shown: z.strictObject(shown),
    /** What counts as done; never sent to a browser. */
    right,
  });
}

const fileAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('new'), name: text }),
  z.strictObject({ do: z.literal('rename'), file: id, name: text }),
  z.strictObject({ do: z.literal('move'), file: id, folder: id.or(z.strictObject({ named: text })) }),
  z.strictObject({ do: z.literal('delete'), file: id }),
]);

const FORMATS = ['bold', 'italic', 'underline', 'centre', 'bigger'] as const;
const FILE_ACTIONS = ['new', 'rename', 'move', 'delete'] as const;

/** One kind of activity each: what is shown and what is right. */
export const activitySchema = z.discriminatedUnion('kind', [
  kind('choice', {
    picture: picture.optional(), passage: z.array(text).optional(), options, ordered: z.boolean().optional(),
  }, id),
  kind('pointer', {
    gesture: z.enum(['click', 'double', 'right']), small: z.boolean().optional(), targets: z.array(option).min(2).max(31),
    /** The targets are the days of a month, which begins on that day of the week: 1 is Monday. */
    calendar: z.strictObject({ month: text, startsOn: z.number().int().min(1).max(7) }).optional(),
  }, id),
  kind('scroll-read', { heading: text, lines: z.array(text).min(12), ...reply }, replyRight),
  kind('mock-page', {
    site: text, address: filled, pages: z.array(z.strictObject({ id, label: text, lines: z.array(text).min(1) })).min(2), ...reply,
  }, replyRight),
  kind('drag', { pieces: z.array(depicted).min(1), places: z.array(depicted).min(1) }, z.record(id, id)),
  kind('type-text', { sample: text, numeric: z.boolean().optional() }, accepted),
  kind('correct-text', { start: text }, accepted),
  kind('copy-paste', { source: text }, z.literal('source')),
  kind('format', { lines: z.array(named).min(2), tools: z.array(z.enum(FORMATS)).min(2) }, z.record(id, z.array(z.enum(FORMATS)).min(1))),
  kind('mail', {
    files: z.array(named).optional(), mailbox: text,
    /** She answers this message: address and subject stand there already, as they do after a press on «Responder». */
    reply: z.strictObject({ from: filled, subject: text, lines: z.array(text).min(1) }).optional(),
  }, z.strictObject({
    to: filled, subject: accepted.optional(), body: contained.optional(), file: id.optional(),
  })),
  kind('judge-message', { channel: z.enum(['chat', 'mail']), from: text, parts: z.array(named).min(3) }, z.array(id).min(1)),
  kind('make-password', { person: text }, z.strictObject({ fewest: z.number().int().min(8), without: z.array(filled) })),
  kind('windows', { windows: z.array(z.strictObject({
      id, label: text, lines: z.array(text).min(1),
      /** A page fills the screen; an advert lies over it, cannot be put away, and grows when its lure is pressed. */
      shape: z.enum(['page', 'advert']).optional(), lure: text.optional(),
    })).min(1) }, z.strictObject({
    closed: z.array(id).optional(), minimised: z.array(id).optional(), maximised: z.array(id).optional(), front: id.optional(),
  })),
  kind('save-file', {
    program: text, start: text, folders: z.array(named).min(2), types: z.array(named).optional(),
  }, z.strictObject({ folder: id, name: accepted, type: id.optional() })),
  kind('files', {
    place: text, folders: z.array(named), files: z.array(depicted), actions: z.array(z.enum(FILE_ACTIONS)).min(1),
  }, z.array(fileAction).min(1)),
  kind('web-form', {
    heading: text, story: text.optional(), submit: text.optional(),
    fields: z.array(z.strictObject({ id, label: text, type: z.enum(['text', 'number', 'date', 'select', 'checkbox']), options: z.array(named).optional() })).min(2),
  }, z.record(id, accepted)),
  kind('menu', {
    program: text, menus: z.array(z.strictObject({ id, label: text, commands: z.array(named).min(2) })).min(2), lines: z.array(text),
  }, id),
  kind('set-value', { label: text, from: z.number(), to: z.number(), step: z.number(), start: z.number() }, z.strictObject({
    from: z.number(), to: z.number(),
  })),
  kind('search', { engine: text }, contained),
  kind('keys', { keys: z.array(z.strictObject({ id, label: text, key: filled.or(z.literal(' ')) })).min(1).max(12) }, z.array(id).min(1)),
  kind('print', { document: text, pages: z.number().int().min(1).max(99), printers: z.array(named).min(1).max(6) }, z.strictObject({
    printer: id, copies: z.number().int().min(1).max(99), pages: z.string().regex(/^(all|\d+(-\d+)?)$/),
  })),
  kind('settings', {
    site: text, settings: z.array(z.strictObject({ id, label: text, options: z.array(named).min(2).max(6), start: id })).min(1).max(8),
  }, z.record(id, id)),
  kind('publish', { site: text, audiences: z.array(named).min(2).max(6), start: z.union([text, z.literal('')]) }, z.strictObject({
    audience: id, contains: contained,
  })),
  kind('score-projects', { rules: z.array(text).min(1), most: z.number().int().min(1).max(10), projects }, z.record(id, z.number().int().min(0))),
  kind('ballot', { votes: z.number().int().min(1).max(10), projects }, z.strictObject({ votes: z.number().int().min(1).max(10) })),
]);

export type Activity = z.infer<typeof activitySchema>;
export type ActivityKind = Activity['kind'];
export type ActivityOf<K extends ActivityKind> = Extract<Activity, { kind: K }>;

/**
 * The schema of activities that carry more than themselves: an item its code and difficulty, a task its helps.
 *
 * @param more the further fields, by name
 */
export function activitiesWith<M extends z.ZodRawShape>(more: M): z.ZodType<Activity & z.infer<z.ZodObject<M>>> {
  const [first, ...others] = activitySchema.options.map((option) => option.extend(more));
  return z.discriminatedUnion('kind', [first!, ...others]) as unknown as z.ZodType<Activity & z.infer<z.ZodObject<M>>>;
}

/** @returns the text in that language */
export function say(words: ActivityText, locale: Locale): string {
  return typeof words === 'string' ? words : words[locale];
}

/** @returns the text in every language, for answers that are right in any */
export function inAnyLanguage(words: ActivityText): string[] {
  return typeof words === 'string' ? [words] : Object.values(words);
}

import { z } from 'zod';
import { activitiesWith, text } from '../activities/activity-kinds.js';
import { LEVELS } from '../shared/kernel/levels.js';
import { AREAS } from './item-choice.js';

const head = {
  code: z.string().regex(/^[DWIO][0-3]-[a-z-]+$/),
  area: z.enum(AREAS),
  level: z.literal(LEVELS),
  a: z.number().min(0.5).max(2.5),
  b: z.number().min(-3).max(2),
  /** For items that too many would see: the share of tests that may draw on it, so that no item is seen by more than half. */
  share: z.number().min(0.3).max(1).optional(),
  /** What it shows that somebody can do, to go on after "Usted ya puede …": for her result and the trainer's queue. */
  can: text,
};

/** An item of the test: an activity, with what it measures, and what it asks of a finger where that is said otherwise than to mouse and keys. */
export const itemSchema = activitiesWith({ ...head, touch: text.optional() });
export type Item = z.infer<typeof itemSchema>;

/**
 * A task of the observed checklist: a trainer watches and marks it "no", "with help" or "alone". What DigComp expects
 * with guidance at one level it expects alone at the next, so help is taken to be worth one level, which is 1 wide.
 */
export const taskSchema = z.strictObject({ ...head, watch: text, help: z.number().min(0.2).max(2).default(1) });
export type ObservedTask = z.infer<typeof taskSchema>;

import { z } from 'zod';
import { tidy } from '../../shared/kernel/text.js';

/**
 * What a lesson's form says besides the lesson itself, which `readDraft` reads: the button that was pressed, the version that it was made of (left out where
 * it names none), and why it was changed. Nothing of it fails: the form comes back with what it held.
 */
export const lessonForm = z.object({
  act: z.string().catch('preview'),
  based: z.string().regex(/^\d{1,9}$/u).transform(Number).optional().catch(undefined),
  reason: z.string().transform((text) => tidy(text).slice(0, 200)).catch(''),
});

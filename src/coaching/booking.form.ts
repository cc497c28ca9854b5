import { z } from 'zod';
import { StaleEdit } from '../shared/kernel/refusal.js';
import { version } from '../shared/web/form-schemas.js';
import { keptValues, tryForm, type FailedForm } from '../shared/web/forms.js';
import { COACHING_TOPICS } from './coaching-words.js';
import type { FreeSlot } from './free-slots.js';
import { MOST_TIMES, SeriesRefused, type SeriesFault } from './series.service.js';
import { readSlotName } from './slot-choice.js';
import { SlotRefused } from './slot-refused.js';

const slot = z.string('coaching:book.errors.choose').transform((name, context) => {
  const read = readSlotName(name);
  if (read === null) context.addIssue({ code: 'custom', message: 'coaching:refusals.not-a-time' });
  return read as NonNullable<typeof read>;
});

/** What a learner sends when she has chosen: the rest is known. */
export const ownBookingForm = z.object({ slot, topic: z.enum(COACHING_TOPICS).default('other') });

/** What the desk sends for somebody; a PC where it has to be that one. */
export const deskBookingForm = z.object({
  personId: z.uuid(), slot, workstationId: z.union([z.literal('').transform(() => undefined), z.uuid('coaching:refusals.pc-unknown')]).optional(), topic: z.enum(COACHING_TOPICS).default('other'), through: z.enum(['desk', 'phone']).default('desk'),
  times: z.coerce.number('web:errors.invalid').int().min(1).max(MOST_TIMES).default(1),
});

export const moveForm = z.object({ slot, version: version() });
export type MoveForm = z.output<typeof moveForm>;

const reason = z.string().max(200).optional();
export const cancellationForm = z.object({ version: version(), reason });

/** What one press says of a booking, and from which page it was pressed. */
export const ACTS = ['arrive', 'finish', 'no-show', 'undo', 'reseat'] as const;
export const actForm = z.object({ act: z.enum(ACTS), version: version(), page: z.enum(['day', 'own', 'booking']).default('booking') });

export type Tried<T> = { ok: true; value: T } | { ok: false; form: FailedForm; status: 409 | 422; nearest: readonly FreeSlot[]; weeks: readonly SeriesFault[] };

/** Runs what may be refused, or come too late: then the form to show again, with the nearest hours where one could not be had, or all weeks that could not. */
export async function tryBooking<T>(body: unknown, work: () => Promise<T>): Promise<Tried<T>> {
  let nearest: readonly FreeSlot[] = [];
  let weeks: readonly SeriesFault[] = [];
  try {
    const tried = await tryForm(body, () => work().catch((error: unknown) => {
      if (error instanceof SlotRefused) nearest = error.nearest;
      if (error instanceof SeriesRefused) weeks = error.faults;
      throw error;
    }));
    return tried.ok ? tried : { ...tried, status: 422, nearest, weeks };
  } catch (error) {
    if (!(error instanceof StaleEdit)) throw error;
    return { ok: false, form: { values: keptValues(body), faults: [{ field: '', reason: 'coaching:own.changed-meanwhile' }], stale: true }, status: 409, nearest, weeks };
  }
}

/**
 * A refusal about any part of an hour is one about the choice of it: that is the field that the page has, and all of them count. Each
 * date of a series is named. @param own parts that the page asks for by themselves
 */
export function aboutTheSlot({ faults, ...form }: FailedForm, own: readonly string[] = []): FailedForm {
  const fieldOf = ({ field, reason }: FailedForm['faults'][number]): string => {
    if (field === '' || reason === 'coaching:refusals.series-date') return '';
    return own.includes(field) ? field : 'slot';
  };
  return { ...form, faults: faults.map((fault) => ({ ...fault, besides: true, field: fieldOf(fault) })) };
}

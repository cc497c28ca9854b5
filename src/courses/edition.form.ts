import { z } from 'zod';
import { date, id, label, soles, ticked, version } from '../shared/web/form-schemas.js';
import { EDITION_STATUSES } from './edition.entity.js';

const plan = {
  startsOn: date('courses:errors.starts-on'), endsOn: date('courses:errors.ends-on'), fee: soles('courses:errors.fee'),
};

export const newEditionForm = z.object({
  courseCode: z.string('courses:errors.course').max(20), name: label(120).optional(), ...plan, pastConfirmed: ticked(),
});

export const editionForm = z.object({ name: label(120, 'courses:errors.name'), ...plan, version: version() });

export const statusForm = z.object({ to: z.enum(EDITION_STATUSES) });

/** None is an answer too: the trainers are named later. */
export const trainersForm = z.object({
  trainers: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(id()).max(100)),
  stamp: z.string().max(16).optional(),
});

import { z } from 'zod';
import { isId } from '../shared/kernel/ids.js';
import { addDays, instantAt } from '../shared/kernel/local-date.js';
import { optionalDate } from '../shared/web/form-schemas.js';
import { parseForm, type FormFault } from '../shared/web/forms.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';
import type { TrailQuery } from './audit.presenter.js';
import type { TrailFilter } from './audit.repository.js';

const words = z.string().transform((text) => text.trim().slice(0, 60)).catch('');

/** As it stands in an address; what makes no sense there is left out. */
const queryForm = z.object({ actor: words, entity: words, record: words, from: words, to: words, page: z.coerce.number().int().min(1).max(99_999).catch(1) });
const daysForm = z.object({ from: optionalDate(), to: optionalDate() });

/** What is asked of the trail, and which entries that lets through; none is left out for a day that cannot be read. */
export function readTrail(given: unknown, viewer: Viewer): { query: TrailQuery; filter: TrailFilter; faults: FormFault[] } {
  const query = queryForm.parse(given);
  const days = parseForm(daysForm, query);
  const { from, to } = days.ok ? days.value : { from: null, to: null };
  return {
    query, faults: days.ok ? [] : days.form.faults,
    filter: {
      centreId: hasRole(viewer, 'administrator') ? null : viewer.centreId,
      actorId: isId(query.actor) ? query.actor : null,
      entity: query.entity || null,
      entityId: query.record || null,
      from: from ? instantAt(from, '00:00') : null,
      to: to ? instantAt(addDays(to, 1), '00:00') : null,
    },
  };
}

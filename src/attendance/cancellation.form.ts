import { z } from 'zod';
import { line } from '../shared/web/form-schemas.js';

/** Why a session is not held. */
export const cancellationForm = z.object({ reason: line(200, 'attendance:refusals.cancel-reason') });

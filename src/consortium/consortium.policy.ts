import { allow } from '../shared/web/policies.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';

/** Who reads the consortium's records. */
export const consortiumReaders = allow('coordinator', 'treasurer', 'administrator');

/** Who keeps them. */
export const consortiumKeepers = allow('administrator');

export function keepsConsortium(viewer: Viewer): boolean {
  return hasRole(viewer, 'administrator');
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Id } from '../kernel/ids.js';
import type { LocalDate } from '../kernel/local-date.js';
import { NotThere } from '../kernel/refusal.js';
import type { Role } from '../kernel/roles.js';
import type { Locale } from './i18n.js';

export type AccountKind = 'staff' | 'learner' | 'station';

/** Who looks at a page: loaded with the session in one query, at every request. */
export interface Viewer {
  accountId: Id;
  personId: Id | null;
  /** The name to show. */
  name: string;
  /** Of her person; null for an account without one. */
  givenNames: string | null;
  kind: AccountKind;
  /** The centre that everything is looked up in. */
  centreId: Id;
  centreName: string;
  /** At the current centre. */
  roles: readonly Role[];
  /** All centres where the account has a role, when it can change between several. */
  severalCentres: boolean;
  locale: Locale;
  /** How she reads best: chosen once, the same at every PC. */
  largePrint: boolean;
  highContrast: boolean;
  /** The account of the PC that the viewer sits at, when it is a centre's station. */
  stationId: Id | null;
  /** A session of her group goes on, as far as was known when she came in. */
  inClass: boolean;
  /** When she opened a till that is still open, where that was before today: every page says so. */
  tillLeftOpen: LocalDate | null;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Null for nobody. Set by the session store. */
    viewer: Viewer | null;
    locale: Locale;
    /** Names the request in logs and on pages of unexpected faults. */
    requestId: string;
  }
}

/**
 * The viewer as an argument of a handler. Where the policy is not `anyone` there always is one, so that the
 * argument is declared as `Viewer`; a handler for anyone declares `Viewer | null`.
 */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).viewer);

/** The learner who asks: her account always has its person; one without has no path of its own. @throws NotThere */
export function personOf(viewer: Viewer): Id {
  if (!viewer.personId) throw new NotThere('person');
  return viewer.personId;
}

export function hasRole(viewer: Viewer, ...roles: readonly Role[]): boolean {
  return viewer.roles.some((role) => roles.includes(role));
}

export function requestOf(context: ExecutionContext): Request {
  return context.switchToHttp().getRequest<Request>();
}

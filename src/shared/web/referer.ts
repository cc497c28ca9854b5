import type { Request } from 'express';
import { isOwnPath } from './page.js';

/** The page of Minka's own that a request came from; null for another site's, for none, and for the very same page. */
export function refererPath(request: Request): string | null {
  try {
    const address = new URL(request.get('referer') ?? '');
    const path = address.pathname + address.search;
    return address.host === request.get('host') && isOwnPath(path) && path !== request.originalUrl ? path : null;
  } catch {
    return null;
  }
}

/** A path as it is typed into a browser at another PC: `https://minka.example/sign-in/code`. */
export function wholeAddress(request: Request, path: string): string {
  return `${request.protocol}://${request.get('host') ?? ''}${path}`;
}

import type { Request } from 'express';
import { isOwnPath } from './page.js';

/**
 * The page of Minka's own that a request came from; null for another site's and for none. A page that is read does not lead back to
 * itself; a form that was sent to its own page's address does, where the form stands.
 */
export function refererPath(request: Request): string | null {
  try {
    const address = new URL(request.get('referer') ?? '');
    const path = address.pathname + address.search;
    const itself = isReading(request) && path === request.originalUrl;
    return address.host === request.get('host') && isOwnPath(path) && !itself ? path : null;
  } catch {
    return null;
  }
}

/** Nothing was sent that could be lost: a page was asked for, or (HEAD) what it would be like. */
export function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A path as it is typed into a browser at another PC: `https://minka.example/sign-in/code`. */
export function wholeAddress(request: Request, path: string): string {
  return `${request.protocol}://${request.get('host') ?? ''}${path}`;
}

import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { CrossSite } from './web-errors.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The guard against forged forms (CSRF), instead of tokens: a browser tells where a request comes from in
 * Sec-Fetch-Site, and where that is missing (plain http) in Origin. What sends neither is no browser, and has no
 * cookie that a stranger could ride on; the session's cookie is SameSite=Lax beside.
 */
export function originCheck(): RequestHandler {
  return (request, _response, next) => next(isForged(request) ? new CrossSite() : undefined);
}

function isForged({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  if (SAFE.has(method ?? '')) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  return origin !== undefined && hostOf(origin) !== host?.toLowerCase();
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host.toLowerCase();
  } catch {
    return null;
  }
}

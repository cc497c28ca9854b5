import type { RequestHandler } from 'express';
import { redirect, type Redirect } from './page.js';
import type { Responder } from './responder.js';
import type { Route } from './routes.js';

/** Pages with codes or PINs, which stand on them once and never again. */
const SHOWN_ONCE = /\/(?:cards|codes|access-codes)$/;

interface Pattern {
  matches: RegExp;
  /** How many of its segments are words: the more, the closer it is to what was asked for. */
  words: number;
  page: boolean;
}

/**
 * Where somebody belongs who opens the address of a form's answer: she loaded it again, or her browser opened it anew. Such
 * an address takes forms alone, so that the page above it is shown.
 * @returns for a path the page to go to; null where the path is a page of its own, or nothing at all
 */
export function formPages(routes: readonly Pick<Route, 'method' | 'path'>[]): (path: string) => string | null {
  const patterns = routes.filter(({ method }) => method === 'GET' || method === 'POST').map(patternOf);
  // Nearly all addresses that are asked for are none of these: one expression passes them over at once.
  const forms = patterns.filter(({ page, matches }) => !page && !patterns.some((other) => other.page && other.matches.source === matches.source));
  const mayBeForm = new RegExp(forms.map(({ matches }) => matches.source).join('|') || '(?!)');
  const isPage = (path: string): boolean => closest(patterns, path)?.page === true;
  return (path) => {
    if (!mayBeForm.test(path) || closest(patterns, path)?.page !== false) return null;
    const segments = path.split('/').slice(1);
    const above = segments.map((_, index) => `/${segments.slice(0, segments.length - 1 - index).join('/')}`);
    return above.find(isPage) ?? null;
  };
}

/** Leads from the address of a form's answer to its page, and says so where the answer is shown once only. */
export function backToForms(responder: Responder, routes: () => readonly Route[]): RequestHandler {
  let pageFor: ReturnType<typeof formPages> | undefined;
  return (request, response, next) => {
    const target = request.method === 'GET' ? (pageFor ??= formPages(routes()))(request.path) : null;
    if (target === null) return void next();
    void responder.send(request, response, answerFor(request.path, target));
  };
}

function answerFor(path: string, target: string): Redirect {
  return redirect(target, SHOWN_ONCE.test(path) ? { key: 'web:flash.shown-once', kind: 'warning' } : null);
}

function patternOf({ method, path }: Pick<Route, 'method' | 'path'>): Pattern {
  const segments = path.split('/').slice(1);
  const source = segments.map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('/');
  return { matches: new RegExp(`^/${source}$`), words: segments.filter((segment) => !segment.startsWith(':')).length, page: method === 'GET' };
}

/** Of all that fit, the one with the most words; a page before a form. */
function closest(patterns: readonly Pattern[], path: string): Pattern | undefined {
  return patterns.filter(({ matches }) => matches.test(path))
    .sort((one, other) => other.words - one.words || Number(other.page) - Number(one.page))[0];
}

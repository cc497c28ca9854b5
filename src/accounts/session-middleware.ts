import type { RequestHandler } from 'express';
import session from 'express-session';
import { readCookie } from '../shared/web/cookies.js';
import type { SessionStore } from './session-store.js';

const NAME = 'minka';

/** What reads the session's own data, beside its viewer. */
const WITH_DATA = '/sign-in/second-step';

/** Finds out who asks: the whole session where it may change, its viewer alone where a page is only looked at. */
export function sessions(store: SessionStore, secret: string): RequestHandler {
  const whole = session({
    name: NAME, secret, store, resave: false, saveUninitialized: false, cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto' },
  });
  return (request, response, next) => {
    if (request.method !== 'GET' || request.path.startsWith(WITH_DATA)) return whole(request, response, next);
    const sid = sessionId(readCookie(request, NAME));
    if (sid === null) return next();
    store.viewer(sid, request).then((viewer) => {
      request.viewer = viewer;
      next();
    }, next);
  };
}

/** The id in `s:ID.SIGNATURE`. It is 24 random bytes, looked up by its hash: the signature adds nothing to that. */
function sessionId(cookie: string | null): string | null {
  return cookie === null ? null : /^s(?::|%3A)([\w-]{16,80})\./.exec(cookie)?.[1] ?? null;
}

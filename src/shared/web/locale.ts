import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { readCookie } from './cookies.js';
import { DEFAULT_LOCALE, isLocale, translator, type Locale } from './i18n.js';
import { requestOf } from './viewer.js';

const COOKIE = 'minka_language';
const A_YEAR = 365 * 86_400;

/**
 * The viewer's own language, else the one chosen on this browser, else Spanish. What the browser says by itself does
 * not count: the centres' PCs often speak English, and the people at them do not.
 */
export function localeMiddleware(): RequestHandler {
  return (request, _response, next) => {
    request.locale = request.viewer?.locale ?? chosenLocale(request);
    next();
  };
}

function chosenLocale(request: Request): Locale {
  const chosen = readCookie(request, COOKIE);
  return isLocale(chosen) ? chosen : DEFAULT_LOCALE;
}

/** Keeps the choice on this browser. */
export function chooseLocale(response: Response, locale: Locale): void {
  response.append('Set-Cookie', `${COOKIE}=${locale}; Path=/; SameSite=Lax; HttpOnly; Max-Age=${A_YEAR}`);
}

/** The translation function of the viewer's language as an argument of a handler: `@Texts() t: Translate`. */
export const Texts = createParamDecorator((_: unknown, context: ExecutionContext) => translator(requestOf(context).locale));

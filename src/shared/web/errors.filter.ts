import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { mayBeDiscreet } from './discreet-paths.js';
import { translator } from './i18n.js';
import { describeFault, log } from './log.js';
import { data, page, redirect, type Answer } from './page.js';
import { problemOf, problemView, type Problem } from './problems.js';
import { isReading, refererPath } from './referer.js';
import type { Responder } from './responder.js';
import { backForUnreadablePart } from './unreadable-part.js';
import type { UnsentForms } from './unsent-forms.js';
import { InsideAlready, OthersPage, SignInNeeded } from './web-errors.js';

/** Answers every error with a page that says what happened and what to do, or with JSON for a script. Never with a stack. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  constructor(private readonly responder: Responder, private readonly unsent: UnsentForms) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    // Nobody is there any more to read the answer, and nothing is wrong with Minka.
    if (isBrokenOff(request) && !response.headersSent) return void response.status(400).end();
    const problem = problemOf(error);
    if (problem.status >= 500) {
      log.error({ reference: request.requestId, route: routeOf(request), ...describeFault(error) }, 'request failed');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (isLost(request, error)) return void this.unsent.keep(host).then((kept) => this.finish(request, response, error, problem, kept));
    this.finish(request, response, error, problem, false);
  }

  private finish(request: Request, response: Response, error: unknown, problem: Problem, kept: boolean): void {
    // What is still on its way is read to its end, so that the browser gets to see the answer.
    request.resume();
    this.answer(request, response, { error, problem, kept });
  }

  private answer(request: Request, response: Response, { error, problem, kept }: Said): void {
    request.viewer ??= null;
    request.locale ??= 'es';
    const retryAfter = problem.retryAfter;
    if (retryAfter) response.setHeader('Retry-After', retryAfter);
    try {
      const sending = this.responder.send(request, response, answerTo(request, { error, problem, kept }));
      sending?.catch((fault: unknown) => failPlainly(request, response, problem, fault));
    } catch (fault) {
      failPlainly(request, response, problem, fault);
    }
  }
}

/** What there is to say of a request that failed. */
interface Said {
  error: unknown;
  problem: Problem;
  /** What was sent is kept for its owner. */
  kept: boolean;
}

/** A form that nobody is signed in for any more, or somebody else by now. What a script sends, it keeps itself. */
function isLost(request: Request, error: unknown): boolean {
  return (error instanceof SignInNeeded || error instanceof OthersPage) && !isReading(request) && !wantsJson(request);
}

/** The line broke, or the browser was closed, while a form or a file was on its way. */
function isBrokenOff(request: Request): boolean {
  return request.destroyed && !request.complete;
}

function failPlainly(request: Request, response: Response, problem: Problem, fault: unknown): void {
  log.error({ reference: request.requestId, ...describeFault(fault) }, 'the page about an error failed');
  if (response.headersSent) return void response.destroy();
  response.statusCode = problem.status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end(`${problem.status} · ${request.requestId}`);
}

function answerTo(request: Request, { error, problem, kept }: Said): Answer {
  if (error instanceof InsideAlready) return redirect('/');
  const back = wantsJson(request) ? null : backForUnreadablePart(request, error);
  if (back) return back;
  const model = problemView(problem, translator(request.locale), request);
  if (wantsJson(request)) return data({ problem: problem.kind, ...model }, problem.status);
  if (error instanceof SignInNeeded) return redirect(signInAddress(request), isReading(request) ? null : { key: kept ? 'web:flash.session-ended-kept' : 'web:flash.session-ended', kind: 'warning' });
  return page('errors/problem', model, { status: problem.status, title: model.title, quickExit: mayBeDiscreet(request.path) });
}

/** Where to sign in, and to come back to: the page that was asked for, or the one that held the form. */
function signInAddress(request: Request): string {
  if (request.viewer?.kind === 'station') return '/station';
  const back = isReading(request) ? request.originalUrl : refererPath(request);
  return back && back !== '/' && !back.startsWith('/sign-in') ? `/sign-in?return=${encodeURIComponent(back)}` : '/sign-in';
}

function wantsJson(request: Request): boolean {
  const accepted = request.headers.accept ?? '';
  return accepted.includes('application/json') && !accepted.includes('text/html');
}

/** The route's pattern rather than the address, which may hold a name that was searched for. */
function routeOf(request: Request): string {
  const { route } = request as { route?: { path?: string } };
  return `${request.method} ${route?.path ?? '?'}`;
}


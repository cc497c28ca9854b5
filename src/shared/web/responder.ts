import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { formatLocalDate } from '../kernel/local-date.js';
import { encodingFor } from './encoding.js';
import { FlashCookie, shownFlash } from './flash.js';
import { translator, type Translate } from './i18n.js';
import { navigationFor } from './navigation.js';
import { ownerMark } from './page-owner.js';
import { Data, Download, Embedded, Events, Nothing, Page, Redirect, Subscribed, type Answer } from './page.js';
import { isAtWork, quietTimeOf } from './quiet-time.js';
import type { Shell, ShellViewer } from './shell.js';
import { render } from './view-engine.js';
import type { Viewer } from './viewer.js';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Below this a compressed page saves no packet. */
const WORTH_COMPRESSING = 1_400;
const KINDS = [Page, Redirect, Download, Embedded, Subscribed, Data, Events, Nothing];
const KEY = /^[\w-]+:[\w.-]+$/;

/** Turns what handlers return into responses. */
export class Responder {
  private readonly flash: FlashCookie;

  constructor(private readonly secret: string) {
    this.flash = new FlashCookie(secret);
  }

  /** True for a value that `send` knows how to send. */
  static knows(value: unknown): value is Answer {
    return KINDS.some((kind) => value instanceof kind);
  }

  send(request: Request, response: Response, answer: Answer): void | Promise<void> {
    if (answer instanceof Page) return this.sendPage(request, response, answer);
    if (answer instanceof Redirect) return this.sendRedirect(response, answer);
    if (answer instanceof Download) return sendDownload(response, answer);
    if (answer instanceof Embedded) return sendEmbedded(request, response, answer);
    if (answer instanceof Subscribed) return sendSubscribed(request, response, answer);
    if (answer instanceof Events) return sendEvents(response, answer);
    response.statusCode = answer instanceof Data ? answer.status : 204;
    if (answer instanceof Data) response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(answer instanceof Data ? JSON.stringify(answer.value) : undefined);
  }

  private sendPage(request: Request, response: Response, page: Page): void | Promise<void> {
    const { locale } = request;
    const shell = this.shell(request, response, page, translator(locale));
    const html = render(page.view, page.model, { locale, shell, layout: page.options.layout ?? (request.viewer ? 'main' : 'plain') });
    response.statusCode = page.options.status ?? 200;
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    return sendText(request, response, html);
  }

  private sendRedirect(response: Response, { path, flash, status }: Redirect): void {
    if (flash) this.flash.leave(response, flash);
    response.statusCode = status;
    response.setHeader('Location', path.replace(/\p{Surrogate}/gu, '').replace(/[^\x21-\x7e]+/g, encodeURIComponent));
    response.end();
  }

  private shell(request: Request, response: Response, { options }: Page, t: Translate): Shell {
    const { viewer } = request;
    const title = options.title ?? '';
    return {
      title: KEY.test(title) ? t(title) : title,
      failed: options.status === 422,
      centreName: viewer?.centreName ?? '',
      viewer: viewer && viewer.kind !== 'station' ? shellViewer(viewer, t) : null,
      ownerMark: viewer && viewer.kind !== 'station' ? ownerMark(this.secret, viewer.accountId) : null,
      office: viewer?.kind === 'staff',
      nav: viewer ? navigationFor(viewer, request.path, t) : null,
      flash: options.flash ? shownFlash(options.flash, t) : this.flash.take(request, response, t),
      urgent: viewer?.tillLeftOpen ? leftOpen(viewer.tillLeftOpen, t) : null,
      quiet: viewer ? quietTimeOf(viewer, isAtWork(request)) : null,
      saved: viewer?.kind === 'learner',
      print: viewer?.largePrint || viewer?.stationId ? 'large' : 'normal',
      contrast: viewer?.highContrast ? 'high' : 'normal',
      reading: viewer && viewer.kind !== 'station' ? readingChoices(viewer) : null,
      skipTo: options.skipTo ?? null,
      quickExit: options.quickExit ?? false,
      refreshSeconds: options.refreshSeconds ?? null,
      scripts: options.scripts ?? [],
    };
  }
}

/** A till of an earlier day that its owner has not closed. */
function leftOpen(date: string, t: Translate): Shell['urgent'] {
  return { kind: 'warning', text: t('till:banner', { date: formatLocalDate(date) }), link: { href: '/till/count', text: t('till:banner-close') } };
}

function readingChoices({ largePrint, highContrast }: Viewer): Shell['reading'] {
  return { print: largePrint ? 'normal' : 'large', contrast: highContrast ? 'normal' : 'high' };
}

function shellViewer(viewer: Viewer, t: Translate): ShellViewer {
  const [role] = viewer.roles;
  return {
    name: viewer.name,
    roleName: role ? t(`web:roles.${role}`) : undefined,
    homeUrl: '/',
    accountUrl: viewer.kind === 'staff' ? '/account' : viewer.kind === 'learner' ? '/my-data' : undefined,
  };
}

function sendEvents(response: Response, { stream }: Events): void {
  response.statusCode = 200;
  response.setHeader('Content-Type', 'text/event-stream');
  // A proxy that gathers answers would keep them until there are many.
  response.setHeader('X-Accel-Buffering', 'no');
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}

function sendDownload(response: Response, { name, type, body }: Download): void {
  response.statusCode = 200;
  response.setHeader('Content-Type', type);
  const plain = name.normalize('NFD').replace(/[^\w. -]/g, '');
  response.setHeader('Content-Disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`);
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    response.setHeader('Content-Length', Buffer.byteLength(body));
    response.end(body);
    return;
  }
  body.on('error', () => response.destroy());
  response.on('close', () => body.destroy());
  body.pipe(response);
}

/** Kept by the browser alone, not by what stands between: it is shown to those who have signed in. */
function sendEmbedded(request: Request, response: Response, { type, body, current }: Embedded): void | Promise<void> {
  response.statusCode = 200;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('Cache-Control', current ? 'private, max-age=31536000, immutable' : 'no-cache');
  if (typeof body === 'string') return sendText(request, response, body);
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

/** Kept by whoever asks alone, and asked about every time: whether it is still the same is told by its hash. */
function sendSubscribed(request: Request, response: Response, { type, body }: Subscribed): void | Promise<void> {
  response.setHeader('Cache-Control', 'private, no-cache');
  // Weak, since the same text goes out compressed in one way or another.
  response.setHeader('ETag', `W/"${createHash('sha256').update(body).digest('base64url')}"`);
  if (request.fresh) {
    response.statusCode = 304;
    response.end();
    return;
  }
  response.statusCode = 200;
  response.setHeader('Content-Type', type);
  return sendText(request, response, body);
}

function sendText(request: Request, response: Response, text: string): void | Promise<void> {
  const encoding = text.length < WORTH_COMPRESSING ? null : encodingFor(request);
  if (encoding) return sendCompressed(response, text, encoding);
  // As bytes: a text would be gone through once to be measured and once more to be sent.
  const body = Buffer.from(text);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

async function sendCompressed(response: Response, text: string, encoding: 'br' | 'gzip'): Promise<void> {
  const body = encoding === 'br'
    ? await brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } })
    : await gzipped(text);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

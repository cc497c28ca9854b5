import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type RequestHandler } from 'express';
import type { DataSource } from 'typeorm';
import { sessions } from './accounts/session-middleware.js';
import { SessionStore } from './accounts/session-store.js';
import { StationPass } from './accounts/station-pass.js';
import { AppModule } from './app.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { NoteKeys } from './config/note-keys.js';
import { DatabaseModule } from './shared/database/database.module.js';
import type { Clock } from './shared/kernel/clock.js';
import type { Channel } from './shared/outbox/channels.js';
import { OutboxModule } from './shared/outbox/outbox.module.js';
import { assetsMiddleware } from './shared/web/assets.js';
import { DEFAULT_LOCALE } from './shared/web/i18n.js';
import { backToForms } from './shared/web/form-pages.js';
import { localeMiddleware } from './shared/web/locale.js';
import { frameworkLog } from './shared/web/log.js';
import { originCheck } from './shared/web/origin-check.js';
import { PageAdapter } from './shared/web/page-adapter.js';
import { refuseDeepBodies } from './shared/web/plain-input.js';
import { Responder } from './shared/web/responder.js';
import { listRoutes } from './shared/web/routes.js';
import { securityHeaders } from './shared/web/security-headers.js';
import { SUBMISSION_SECRET } from './shared/web/submission.js';
import { WebModule } from './shared/web/web.module.js';

export interface AppParts {
  config: Pick<Config, 'trustProxy'> & Partial<Pick<Config, 'publicUrl'>>;
  secret: string;
  /** What coaches note is sealed with; nothing can be noted unless given. */
  noteKeys?: NoteKeys;
  /** Opened and migrated. */
  dataSource: DataSource;
  clock?: Clock;
  /** By which messages leave; none unless given. */
  channels?: readonly Channel[];
}

/** Puts the application together; `init` or `listen` starts it. The server, the tests and the bench use it alike. */
export async function createApp({ config, secret, noteKeys = NoteKeys.given(undefined), dataSource, clock, channels = [] }: AppParts): Promise<NestExpressApplication> {
  const responder = new Responder(secret);
  const contents = {
    module: AppModule,
    imports: [
      ConfigModule.with(secret, noteKeys, config.publicUrl), DatabaseModule.with(dataSource, clock), OutboxModule.with(channels), WebModule.with(responder),
    ],
  };
  const app = await NestFactory.create<NestExpressApplication>(
    contents, new PageAdapter(responder), { logger: frameworkLog, bodyParser: false, abortOnError: false });
  app.set('trust proxy', config.trustProxy);
  app.set(SUBMISSION_SECRET, secret);
  for (const step of beforeEveryHandler(app, secret, responder)) app.use(step);
  return app;
}

/** In this order: what needs no session comes before it, what reads the body comes last. */
function beforeEveryHandler(app: NestExpressApplication, secret: string, responder: Responder): RequestHandler[] {
  return [
    identify(),
    assetsMiddleware(),
    securityHeaders(),
    backToForms(responder, () => listRoutes(app)),
    originCheck(),
    sessions(app.get(SessionStore), secret),
    app.get(StationPass).middleware(),
    localeMiddleware(),
    // Twenty people's marks are some hundred fields; files come as multipart to the handlers that take them.
    whenSending(express.urlencoded({ extended: true, limit: '256kb', parameterLimit: 5_000 })),
    whenSending(express.json({ limit: '1mb' })),
    whenSending(refuseDeepBodies()),
  ];
}

/** Names each request, and gives it what every later step may rely on. */
function identify(): RequestHandler {
  const start = randomBytes(4).toString('hex');
  let count = 0;
  return (request, response, next) => {
    count += 1;
    request.requestId = `${start}-${count.toString(36)}`;
    request.viewer = null;
    request.locale = DEFAULT_LOCALE;
    response.setHeader('X-Request-Id', request.requestId);
    next();
  };
}

/** A step for requests that may have a body. */
function whenSending(step: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') next();
    else step(request, response, next);
  };
}

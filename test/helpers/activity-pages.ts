import express from 'express';
import type { Activity } from '../../src/activities/activity-kinds.js';
import { activityView } from '../../src/activities/activity.presenter.js';
import type { Submitted } from '../../src/activities/answer.js';
import { draftOf, type Draft } from '../../src/activities/draft.js';
import { activityPictures } from '../../src/activities/pictures.js';
import { scoreActivity } from '../../src/activities/scoring.js';
import { assetsMiddleware, assetUrl } from '../../src/shared/web/assets.js';
import { translator } from '../../src/shared/web/i18n.js';
import { securityHeaders } from '../../src/shared/web/security-headers.js';
import { render } from '../../src/shared/web/view-engine.js';
import { serveAxe } from './axe.js';

export interface ServedActivities {
  address: string;
  close(): void;
}

/** Each activity on a page of its own (`/CODE`), under the application's own headers; what is sent is scored and told. */
export function serveActivities(find: (code: string) => Activity): Promise<ServedActivities> {
  const app = express().use(securityHeaders()).use(assetsMiddleware()).use(express.urlencoded({ extended: true }));
  app.get('/favicon.ico', (_request, response) => void response.status(204).end());
  const drafts = new Map<string, Draft | null>();
  app.get('/:code', ({ params: { code } }, response) => {
    const view = activityView(find(code), { t: translator('es'), locale: 'es', pictures: activityPictures(), seed: 3 });
    const activity = { ...view, draft: drafts.get(code) ?? null };
    const body = render('activities/frame', { action: `/${code}`, activity }, { locale: 'es', layout: null });
    response.send(`<!doctype html><html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>${code}</title><link rel="stylesheet" href="${assetUrl('css/app.css')}"></head><body><main>${body}</main></body></html>`);
  });
  // As the page of a practice does it: what was sent stands there again.
  app.post('/:code/keep', ({ params: { code }, body }, response) => {
    drafts.set(code, draftOf(find(code), body as Submitted));
    response.redirect(303, `/${code}`);
  });
  app.post('/:code', (request, response) => {
    const { score, outcome } = scoreActivity(find(request.params.code), request.body as Submitted);
    response.send(`<p>${outcome} ${score}</p>`);
  });
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve({
      address: serveAxe(server), close: () => void server.close(),
    }));
  });
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

const OWN = ["'self'"];
const NONE = ["'none'"];

/** Everything comes from Minka itself; nothing is inline; nobody may frame it. */
const policy = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: OWN, scriptSrc: OWN, styleSrc: OWN, imgSrc: OWN, fontSrc: OWN, connectSrc: OWN, formAction: OWN,
      workerSrc: OWN, manifestSrc: OWN, scriptSrcAttr: NONE, styleSrcAttr: NONE, objectSrc: NONE, baseUri: NONE, frameAncestors: NONE,
    },
  },
  // A page may tell Minka's own pages where it comes from (back after sign-in), and nobody else.
  referrerPolicy: { policy: 'same-origin' },
  xFrameOptions: { action: 'deny' },
  // Only browsers of long ago heed these.
  xDownloadOptions: false,
  xDnsPrefetchControl: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

/**
 * Sets helmet's headers. They are the same for every answer, so helmet runs once, at the start; pages are never
 * kept by the browser, so that the back button of a shared PC shows nothing (assets say otherwise for themselves).
 */
export function securityHeaders(): RequestHandler {
  const headers = [...collected(), ['Permissions-Policy', 'camera=(), microphone=(), geolocation=()'], ['Cache-Control', 'no-store']] as const;
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name as string, value as string);
    next();
  };
}

function collected(): [string, string][] {
  const headers: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  policy({} as IncomingMessage, response as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw error;
  });
  return headers;
}

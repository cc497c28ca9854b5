import { createHmac } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { ownerOf } from './page-owner.js';
import { requestOf } from './viewer.js';
import { OthersPage } from './web-errors.js';

/** A filled-in form on its way to the unit of work: `{key, bodyHash}` as it wants them, and whose it is. */
export interface Submission {
  key: string;
  /** Of the canonical body, hexadecimal. Keyed: bodies hold PINs and passwords, which a plain hash would give away. */
  bodyHash: string;
  accountId: string | null;
}

/** The setting of the application that holds the installation's secret. */
export const SUBMISSION_SECRET = 'submission secret';

/** The form came without the key that makes it safe to send twice: answered with 400. */
export class KeyMissing extends Error {
  constructor() {
    super('a form came without an idempotency key');
    this.name = 'KeyMissing';
  }
}

/** The submission as an argument of a handler that writes: from the hidden field `_key` or the header Idempotency-Key. */
export const CurrentSubmission = createParamDecorator((_: unknown, context: ExecutionContext) => submissionOf(requestOf(context)));

/** @throws KeyMissing, and OthersPage where another account had opened the page of the form */
function submissionOf(request: Request): Submission {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const key = request.get('idempotency-key') ?? body._key;
  if (typeof key !== 'string' || !/^[\w-]{8,80}$/.test(key)) throw new KeyMissing();
  const { accountId = null } = request.viewer ?? {};
  const owner = ownerOf(String(request.app.get(SUBMISSION_SECRET)), key);
  if (accountId && owner && owner !== accountId) throw new OthersPage();
  return { key, bodyHash: hashOf(request, body), accountId };
}

function hashOf(request: Request, body: Record<string, unknown>): string {
  const hash = createHmac('sha256', String(request.app.get(SUBMISSION_SECRET))).update(request.originalUrl).update(canonical({ ...body, _key: undefined }));
  for (const { fieldname, bytes, buffer } of filesOf(request)) {
    const content = bytes ?? buffer ?? null;
    hash.update(`\n${fieldname} ${content?.length ?? 'too large'}\n`);
    if (content) hash.update(content);
  }
  return hash.digest('hex');
}

interface SentFile {
  fieldname: string;
  /** As `boundedUpload` keeps it; null beyond its limit. */
  bytes?: Buffer | null;
  /** As multer keeps it. */
  buffer?: Buffer;
}

function filesOf(request: Request): readonly SentFile[] {
  const { file, files } = request as { file?: SentFile; files?: SentFile[] };
  return [...(file ? [file] : []), ...(files ?? [])];
}

/** The same text for the same values, in whatever order they came. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}

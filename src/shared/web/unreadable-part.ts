import { HttpException } from '@nestjs/common';
import type { Request } from 'express';
import type { FlashMessage } from './flash.js';
import { redirect, type Redirect } from './page.js';
import { refererPath } from './referer.js';

/** What reads multipart forms says of a part whose name, or whose file's name, holds a control character. */
const MALFORMED = 'Malformed part header';

const SAID: FlashMessage = { key: 'web:flash.file-name', kind: 'warning' };

/**
 * A file whose name holds a sign that no form can carry never reaches the handler of its form: whoever sent it is led back to the page
 * she came from, which says so. Null for any other error. (The form's own address leads to its page: `backToForms`.)
 */
export function backForUnreadablePart(request: Request, error: unknown): Redirect | null {
  const cause: unknown = error instanceof HttpException ? error.cause : error;
  if (!(cause instanceof Error) || cause.message !== MALFORMED) return null;
  return redirect(refererPath(request) ?? request.path, SAID);
}

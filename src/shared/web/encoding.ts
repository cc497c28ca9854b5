import type { Request } from 'express';

/**
 * How a text may be packed for whoever asks; null where it may not. Asked one by one: browsers name gzip before br, though
 * they would rather have br, and `br;q=0` refuses it.
 */
export function encodingFor(request: Request): 'br' | 'gzip' | null {
  if (!request.headers['accept-encoding']) return null;
  if (request.acceptsEncodings('br')) return 'br';
  return request.acceptsEncodings('gzip') ? 'gzip' : null;
}

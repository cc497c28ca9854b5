import type { IncomingMessage } from 'node:http';

/** The value of one cookie, undecoded: Minka's own cookies hold nothing that needs decoding. */
export function readCookie(request: IncomingMessage, name: string): string | null {
  const header = request.headers.cookie;
  if (!header) return null;
  const start = header.startsWith(`${name}=`) ? 0 : header.indexOf(`; ${name}=`) + 2;
  if (start === 1) return null;
  const from = start + name.length + 1;
  const to = header.indexOf(';', from);
  return header.slice(from, to === -1 ? undefined : to);
}

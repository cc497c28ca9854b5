import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import type { Usage } from './server.js';

export interface Target {
  name: string;
  path: string;
  cookie?: string;
  /** Given for a POST: makes request number n. */
  post?: (number: number) => { path: string; key: string; body: string };
}

export interface Figures {
  name: string;
  requestsPerSecond: number;
  p50: number;
  p95: number;
  /** CPU milliseconds of the server's process for a request. */
  cpu: number;
  queries: number;
  /** Bytes over the wire of a page alone (everything else in the browser's cache), and with all that it needs. */
  warm: number;
  cold: number;
  failed: number;
}

export const CONNECTIONS = 10;

/** Starts one of the bench's servers in a process of its own. */
export async function startServer<T extends { port: number }>(file: string, environment: Record<string, string>): Promise<{ process: ChildProcess; hello: T }> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production', MINKA_LOG_LEVEL: 'error', ...environment },
    // What it logs must not get between the figures.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const [hello] = await once(child, 'message') as [T];
  return { process: child, hello };
}

/** Until the engine has compiled what a request runs through; the first page of a process is not there after a second. */
const WARM_UP = 3;

/** Loads one address for some seconds, after as many as it takes to warm up. */
export async function measure(server: { process: ChildProcess; port: number }, target: Target, seconds: number): Promise<Figures> {
  await cannon(server.port, target, WARM_UP);
  const before = await usage(server.process);
  const { result, milliseconds } = await cannon(server.port, target, seconds);
  const after = await usage(server.process);
  const answered = Math.max(1, result.requests.total);
  return {
    name: target.name,
    requestsPerSecond: result.requests.total / result.duration,
    p50: percentile(milliseconds, 0.5), p95: percentile(milliseconds, 0.95),
    cpu: (after.cpuMilliseconds - before.cpuMilliseconds) / answered,
    queries: await queriesOf(server, target),
    ...target.post ? { warm: 0, cold: 0 } : await weight(server.port, target),
    failed: result.non2xx + result.errors,
  };
}

/** The smallest time within which this share of the requests was answered; 0 without any. */
export function percentile(milliseconds: readonly number[], share: number): number {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

let sent = 0;

/** Autocannon's own percentiles leave out the 95th and are whole milliseconds: each answer's time is kept instead. */
async function cannon(port: number, target: Target, seconds: number): Promise<{ result: autocannon.Result; milliseconds: number[] }> {
  const headers: Record<string, string> = { ...(target.cookie ? { cookie: target.cookie } : {}), 'sec-fetch-site': 'same-origin' };
  const { post } = target;
  const setupRequest = post && ((asked: autocannon.Request): autocannon.Request => {
    const made = post(sent += 1);
    return { ...asked, method: 'POST', path: made.path, body: made.body, headers: { ...headers, ...headersFor(made.key) } };
  });
  const milliseconds: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    autocannon({
      url: `http://127.0.0.1:${port}`, connections: CONNECTIONS, duration: seconds,
      requests: [{ method: post ? 'POST' : 'GET', path: target.path, headers, ...(setupRequest ? { setupRequest } : {}) }],
    }, (error, found) => (error ? reject(error as Error) : resolve(found)))
      .on('response', (_client, _status, _bytes, took) => { milliseconds.push(took); });
  });
  return { result, milliseconds };
}

/** Of one request alone; the fewest of some, since those that the load left behind may still be at work. */
async function queriesOf({ process: child, port }: { process: ChildProcess; port: number }, { path, cookie, post }: Target): Promise<number> {
  const counts: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    const before = await usage(child);
    const made = post?.(sent += 1);
    await get(port, made?.path ?? path, cookie, made);
    counts.push((await usage(child)).queries - before.queries);
  }
  return Math.min(...counts);
}

export function usage(child: ChildProcess): Promise<Usage> {
  return ask(child, 'usage');
}

/** What a script of Minka's own sends with a form. */
function headersFor(key: string): Record<string, string> {
  return { accept: 'application/json', 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', 'idempotency-key': key };
}

/** Has one of the bench's servers do something. @returns its answer */
export async function ask<T>(child: ChildProcess, order: 'usage' | 'import'): Promise<T> {
  child.send(order);
  const [told] = await once(child, 'message') as [T];
  return told;
}

/** Bytes as a browser that takes compression gets them, heads included. */
async function weight(port: number, { path, cookie }: Target): Promise<{ warm: number; cold: number }> {
  const page = await get(port, path, cookie);
  const seen = new Set<string>();
  let cold = page.bytes;
  const look = async (text: string): Promise<void> => {
    for (const [, address] of text.matchAll(/["'(](\/assets\/[^"')]+)["')]/g)) {
      if (!address || seen.has(address)) continue;
      seen.add(address);
      const asset = await get(port, address);
      cold += asset.bytes;
      if (address.endsWith('.css') || address.endsWith('.js')) await look(asset.text);
    }
  };
  await look(page.text);
  return { warm: page.bytes, cold };
}

interface Fetched {
  status: number;
  bytes: number;
  text: string;
}

/** A page as a browser that takes compression gets it. */
export function fetched(port: number, path: string, cookie?: string): Promise<Fetched> {
  return get(port, path, cookie);
}

async function get(port: number, path: string, cookie?: string, made?: { key: string; body: string }): Promise<Fetched> {
  const sending = made ? headersFor(made.key) : {};
  return new Promise((resolve, reject) => {
    request({ port, path, host: '127.0.0.1', method: made ? 'POST' : 'GET', headers: { 'accept-encoding': 'br, gzip', ...(cookie ? { cookie } : {}), ...sending } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const body = Buffer.concat(chunks);
        const head = response.rawHeaders.reduce((sum, part) => sum + part.length + 2, 20);
        resolve({ status: response.statusCode ?? 0, bytes: head + body.length, text: unpacked(body, response.headers['content-encoding']) });
      }).on('error', reject);
    }).on('error', reject).end(made?.body);
  });
}

function unpacked(body: Buffer, encoding: string | undefined): string {
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
}

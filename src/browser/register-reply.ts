import type { Parcel } from './register-queue.js';

const GIVE_UP_AFTER = 15_000;
/** Browsers refuse to keep more than 64 KiB on its way, and a letter takes up to three bytes. */
const LONGEST_KEPT_ALIVE = 20_000;

/** Somebody else has marked otherwise since. */
export interface Conflict {
  person: string;
  text: string;
  keep: string;
  put: string;
  theirs: { status: string; minutes: number | null; reason: string | null; version: number };
}

/** What the server says to one request. */
export interface Reply {
  words?: string;
  /** The register is on record. */
  complete?: boolean;
  /** Where those are called who missed. */
  calls?: string | null;
  versions?: Record<string, number>;
  conflicts?: Conflict[];
  refusals?: { field: string | null; text: string }[];
  title?: string;
}

/** @returns status and reply; fails where no reply comes */
export async function sent(url: string, { key, marks, complete }: Parcel): Promise<[number, Reply]> {
  const body = JSON.stringify({ marks, complete: complete ? 'yes' : undefined });
  const response = await fetch(url, {
    // What is on its way arrives though the page is left.
    keepalive: body.length < LONGEST_KEPT_ALIVE,
    method: 'POST', credentials: 'same-origin', signal: AbortSignal.timeout(GIVE_UP_AFTER),
    headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': key },
    body,
  });
  return [response.status, await response.json() as Reply];
}

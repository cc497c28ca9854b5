import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId, type Id } from '../kernel/ids.js';

/** An id without its dashes in base64url. */
const ID_LENGTH = 22;
const SIGNATURE_LENGTH = 20;
const MARKED = new RegExp(`-([\\w-]{${ID_LENGTH}})([\\w-]{${SIGNATURE_LENGTH}})$`);

/** What the key of a form ends in (`form/key`): whose page the form stands on, so that this is known after her session ended too. */
export function ownerMark(secret: string, accountId: Id): string {
  const id = Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url');
  return `${id}${createHmac('sha256', secret).update(`page-owner:${accountId}`).digest('base64url').slice(0, SIGNATURE_LENGTH)}`;
}

/** @returns the account on whose page the form stood; null where nobody was signed in, or the key was made up */
export function ownerOf(secret: string, key: unknown): Id | null {
  const [, id = ''] = (typeof key === 'string' && MARKED.exec(key)) || [];
  const accountId = Buffer.from(id, 'base64url').toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  if (!isId(accountId)) return null;
  const [expected, given] = [Buffer.from(ownerMark(secret, accountId)), Buffer.from(String(key).slice(-(ID_LENGTH + SIGNATURE_LENGTH)))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? accountId : null;
}

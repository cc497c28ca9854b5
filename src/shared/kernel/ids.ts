import { v7 } from 'uuid';

/** A UUID v7 as 36 characters of text. */
export type Id = string;

/** Made by the application, never by the database. No logic may rely on its order. */
export function newId(): Id {
  return v7();
}

export function isId(text: unknown): text is Id {
  return typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

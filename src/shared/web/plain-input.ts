import { BadRequestException, Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { RequestHandler } from 'express';

/** Forms nest three deep (`marks[3][minutes]`). */
const DEEPEST = 32;

/** Refuses a body that is nested deeper than anything of Minka's: what walks through it would run out of stack. */
export function refuseDeepBodies(): RequestHandler {
  return (request, _, next) => {
    next(isDeep(request.body) ? new BadRequestException() : undefined);
  };
}

/**
 * What came with a request, as plain as handlers expect it: a body, empty where none was sent; objects without the names that every object has of itself
 * (`answer[toString]=1` would be no longer a text, nor turn into one), and of a question asked twice in an address the last.
 */
@Injectable()
export class PlainInput implements PipeTransform {
  transform(value: unknown, { type, data }: ArgumentMetadata): unknown {
    if (type === 'body') return plain(value ?? {});
    if (type !== 'query') return value;
    return data === undefined ? plain(value) : [value].flat().findLast((one) => typeof one === 'string');
  }
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !(name in Object.prototype)).map(([name, inner]) => [name, plain(inner)]));
}

function isDeep(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((value) => (value !== null && typeof value === 'object' ? Object.values(value) : []));
  }
  return false;
}

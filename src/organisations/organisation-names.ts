import { isParticle, tidyCase } from '../people/name-case.js';
import { editDistance } from '../shared/kernel/edit-distance.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import { canName, hasPictographs, tidy } from '../shared/kernel/text.js';
import { organisationKey } from './organisation-types.js';

const LONGEST = 160;

/** Reads a name as people write it: `COMEDOR POPULAR OASIS DE VILLA ` becomes `Comedor Popular Oasis de Villa`. */
export function readOrganisationName(text: string): Reading<string> {
  const name = tidy(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').replace(/\p{Cf}/gu, ''));
  if (hasPictographs(name)) return unreadable('organisations:refusals.name-pictures');
  if (!/\p{L}/u.test(name)) return unreadable('organisations:refusals.name-missing');
  if (!canName(name)) return unreadable('organisations:refusals.name-none');
  if (name.length > LONGEST) return unreadable('organisations:refusals.name-length', { longest: LONGEST });
  return readAs(tidyCase(name));
}

/** What an organisation is recognised by. */
export interface NamedOrganisation {
  id: Id;
  registerNumber: string | null;
  name: string;
}

export type OrganisationMatch =
  | { found: 'nothing-said' }
  /** `sure` is false where the number is one organisation's and the name another's, or the number is in no register. */
  | { found: 'one'; id: Id; by: 'number' | 'name'; sure: boolean; others: Id[] }
  /** Several have this very name, and no number decides. */
  | { found: 'several'; ids: Id[] }
  /** None has this name; these are written nearly so (a slip), or have all its words. */
  | { found: 'like'; ids: Id[] }
  | { found: 'none' };

/** Finds organisations by number and by name, without accents and capitals. The number decides. */
export class OrganisationIndex {
  private readonly byNumber = new Map<string, NamedOrganisation>();
  private readonly byKey = new Map<string, Id[]>();
  private readonly likeKeys = new Map<string, OrganisationMatch>();

  constructor(organisations: readonly NamedOrganisation[]) {
    for (const organisation of organisations) {
      if (organisation.registerNumber) this.byNumber.set(organisation.registerNumber, organisation);
      const key = organisationKey(organisation.name);
      this.byKey.set(key, [...this.byKey.get(key) ?? [], organisation.id]);
    }
  }

  find(registerNumber: string | null, name: string): OrganisationMatch {
    const key = organisationKey(name);
    if (!registerNumber && key === '') return { found: 'nothing-said' };
    const numbered = registerNumber ? this.byNumber.get(registerNumber) : undefined;
    const named = this.byKey.get(key) ?? [];
    if (numbered) {
      const agrees = key === '' || named.includes(numbered.id) || areAlike(organisationKey(numbered.name), key);
      return { found: 'one', id: numbered.id, by: 'number', sure: agrees, others: agrees ? [] : [...named] };
    }
    if (named.length > 1) return { found: 'several', ids: [...named] };
    if (named.length === 1) return { found: 'one', id: named[0] as Id, by: 'name', sure: registerNumber === null, others: [] };
    return key === '' ? { found: 'none' } : this.findLike(key);
  }

  private findLike(key: string): OrganisationMatch {
    let match = this.likeKeys.get(key);
    if (!match) {
      const keys = [...this.byKey.keys()];
      const slips = keys.filter((other) => editDistance(other, key, 2) <= 2);
      const holders = slips.length > 0 ? slips : keys.filter((other) => hasAllWords(other, key));
      const ids = holders.flatMap((other) => this.byKey.get(other) ?? []);
      match = ids.length > 0 ? { found: 'like', ids } : { found: 'none' };
      this.likeKeys.set(key, match);
    }
    return match;
  }
}

/** True where two keys (`organisationKey`) may be one name: a slip of two letters, or one holds all words of the other. */
export function areAlike(a: string, b: string): boolean {
  return hasAllWords(a, b) || hasAllWords(b, a) || editDistance(a, b, 2) <= 2;
}

/** True where a key holds every word of a shorter one that says something: `oasis de villa`, but not `comedor`. */
export function hasAllWords(name: string, shorter: string): boolean {
  const words = new Set(name.split(' '));
  const asked = shorter.split(' ').filter((word) => !isParticle(word));
  return asked.length >= 2 && asked.every((word) => words.has(word));
}

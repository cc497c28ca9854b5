import type { OrganisationType } from '../../organisations/organisation-types.js';
import { POSTS, type PostCode } from '../../organisations/posts.js';
import type { Id } from '../../shared/kernel/ids.js';
import { type Dimension, type Slice, UNKNOWN } from '../indicators/indicator.js';
import type { PartRow } from './part-rows.js';

/** A post that somebody held in a period, and whether she came to a session in it. */
export interface HeldPost {
  organisationId: Id;
  centreId: Id;
  type: OrganisationType;
  district: string | null;
  sector: string | null;
  personId: Id;
  post: string;
  board: boolean;
  trained: boolean;
}

/** An organisation, or a post of it, with the people who make it count. */
export interface ReachedRow {
  organisationId: Id;
  /** For what counts posts. */
  post: string | null;
  value: number;
  of: number;
  people: readonly Id[];
  at: Readonly<Partial<Record<Dimension, string>>>;
}

export const REACH_CODES = ['organisations-reached', 'board-reach', 'official-posts-trained'] as const;
export type ReachCode = (typeof REACH_CODES)[number];

export function isReachCode(code: string): code is ReachCode {
  return (REACH_CODES as readonly string[]).includes(code);
}

/** What one organisation adds to a measure. An organisation is reached when somebody with a post in it came to a session. */
export function reachOf(code: ReachCode, posts: readonly HeldPost[]): ReachedRow[] {
  const trained = posts.filter((post) => post.trained);
  const [first] = posts;
  if (!first || trained.length === 0) return [];
  const row = (value: number, of: number, people: Iterable<Id>, post: string | null = null): ReachedRow => (
    { organisationId: first.organisationId, post, value, of, people: [...people], at: placeOf(first, post) });
  if (code === 'organisations-reached') return [row(1, 0, peopleOf(trained))];
  if (code === 'board-reach') {
    const board = peopleOf(posts.filter((post) => post.board));
    return board.size === 0 ? [] : [row(peopleOf(trained.filter((post) => post.board)).size, board.size, board)];
  }
  const officials = trained.filter(isOfficialPost);
  return [...new Set(officials.map(({ post }) => post))].map((post) => row(1, 0, peopleOf(officials.filter((one) => one.post === post)), post));
}

/** Adds organisations up, each person once in the whole and once in each part. */
export class ReachSum {
  private readonly cells = new Map<string, { dimension: Dimension | null; part: string | null; value: number; of: number; people: Set<number> }>();
  /** Numbers take a tenth of what ids take: a project may reach a million people. */
  private readonly numbers = new Map<Id, number>();

  constructor(private readonly dimensions: readonly Dimension[], private readonly slice: Slice = {}) {}

  add(row: ReachedRow): void {
    if (!applies(row, this.slice)) return;
    this.put(null, null, row);
    for (const dimension of this.dimensions) this.put(dimension, row.at[dimension] ?? UNKNOWN, row);
  }

  rows(): PartRow[] {
    return [...this.cells.values()].map(({ people, ...cell }) => ({ ...cell, people: people.size }));
  }

  private put(dimension: Dimension | null, part: string | null, { value, of, people }: ReachedRow): void {
    const key = `${dimension ?? ''}|${part ?? ''}`;
    let cell = this.cells.get(key);
    if (!cell) this.cells.set(key, cell = { dimension, part, value: 0, of: 0, people: new Set() });
    cell.value += value;
    cell.of += of;
    for (const id of people) cell.people.add(this.numberOf(id));
  }

  private numberOf(id: Id): number {
    let number = this.numbers.get(id);
    if (number === undefined) this.numbers.set(id, number = this.numbers.size);
    return number;
  }
}

export function applies({ at }: ReachedRow, slice: Slice): boolean {
  return (Object.entries(slice) as [Dimension, string][]).every(([dimension, value]) => (at[dimension] ?? UNKNOWN) === value);
}

/** A sector is one of a district: `Villa El Salvador · 2`. */
function placeOf({ centreId, type, district, sector }: HeldPost, post: string | null): ReachedRow['at'] {
  return {
    centre: centreId, organisationType: type, ...district === null ? {} : { district }, ...post === null ? {} : { post },
    ...sector === null ? {} : { sector: district === null ? sector : `${district} · ${sector}` },
  };
}

function isOfficialPost({ post, type }: HeldPost): boolean {
  return type === 'municipal_office' || (Object.hasOwn(POSTS, post) && POSTS[post as PostCode].kind === 'official');
}

function peopleOf(posts: readonly HeldPost[]): Set<Id> {
  return new Set(posts.map(({ personId }) => personId));
}

import type { OrganisationType } from '../../organisations/organisation-types.js';
import { POSTS, type PostCode } from '../../organisations/posts.js';
import type { Id } from '../../shared/kernel/ids.js';
import { inOrder } from '../facts/in-order.js';
import type { PostFacts } from '../facts/learner-facts.js';
import { type Cell, type Dimension, type IndicatorDefinition, type Slice, UNKNOWN } from '../indicators/indicator.js';
import { keyOf, type Cells } from '../indicators/tally.js';

/**
 * How many held posts of an organisation in a period, and who of them came to a session in it. Of some people: as each of them
 * is counted once, what others come to can be added to it.
 */
export interface OrganisationSum {
  organisationId: Id;
  /** The first of them by her id: where the organisation is, is told as her facts tell it. */
  firstId: Id;
  centreId: Id;
  type: OrganisationType;
  district: string | null;
  sector: string | null;
  trained: number;
  board: number;
  boardTrained: number;
  /** Of each official post, how many held it and came. */
  officials: [post: string, people: number][];
}

/** An organisation, or a post of it, with the people who make it count. */
export interface ReachedRow {
  organisationId: Id;
  /** For what counts posts. */
  post: string | null;
  value: number;
  of: number;
  people: number;
  at: Readonly<Partial<Record<Dimension, string>>>;
}

const REACH_CODES = ['organisations-reached', 'board-reach', 'official-posts-trained'] as const;
export type ReachCode = (typeof REACH_CODES)[number];

export function isReachCode(code: string): code is ReachCode {
  return (REACH_CODES as readonly string[]).includes(code);
}

/** What one organisation adds to a measure. An organisation is reached when somebody with a post in it came to a session. */
export function reachOf(code: ReachCode, sum: OrganisationSum): ReachedRow[] {
  if (sum.trained === 0) return [];
  const row = (value: number, of: number, people: number, post: string | null = null): ReachedRow => (
    { organisationId: sum.organisationId, post, value, of, people, at: placeOf(sum, post) });
  if (code === 'organisations-reached') return [row(1, 0, sum.trained)];
  if (code === 'board-reach') return sum.board === 0 ? [] : [row(sum.boardTrained, sum.board, sum.board)];
  return inOrder(sum.officials, ([post]) => [post]).map(([post, people]) => row(1, 0, people, post));
}

/**
 * Adds organisations up, and takes them off again. People are counted in each organisation (and post) that they make count:
 * so the sums of organisations can be followed when one of them changes.
 */
export class ReachTally {
  private readonly lines: { code: ReachCode; dimensions: readonly Dimension[] }[];

  /** @param cells to go on from, as a tally of the same indicators and scope left them */
  constructor(
    definitions: readonly Pick<IndicatorDefinition, 'code' | 'dimensions'>[], private readonly slice: Slice = {}, dimensions: readonly Dimension[] = [], readonly cells: Cells = new Map(),
  ) {
    this.lines = definitions.flatMap(({ code, dimensions: known }) => (isReachCode(code) ? [{ code, dimensions: dimensions.filter((one) => known.includes(one)) }] : []));
  }

  add(sum: OrganisationSum): void {
    this.change(sum, 1);
  }

  remove(sum: OrganisationSum): void {
    this.change(sum, -1);
  }

  private change(sum: OrganisationSum, sign: 1 | -1): void {
    for (const { code, dimensions } of this.lines) {
      for (const row of reachOf(code, sum)) {
        if (!applies(row, this.slice)) continue;
        this.put(code, row, sign);
        for (const dimension of dimensions) this.put(keyOf(code, dimension, row.at[dimension] ?? UNKNOWN), row, sign);
      }
    }
  }

  private put(key: string, { value, of, people }: ReachedRow, sign: 1 | -1): void {
    const cell = this.cells.get(key) ?? { value: 0, of: 0, people: 0 };
    const sum: Cell = { value: cell.value + sign * value, of: cell.of + sign * of, people: cell.people + sign * people };
    if (sum.value === 0 && sum.of === 0 && sum.people === 0) this.cells.delete(key);
    else this.cells.set(key, sum);
  }
}

export function applies({ at }: ReachedRow, slice: Slice): boolean {
  return (Object.entries(slice) as [Dimension, string][]).every(([dimension, value]) => (at[dimension] ?? UNKNOWN) === value);
}

/** A sector is one of a district: `Villa El Salvador · 2`. */
function placeOf({ centreId, type, district, sector }: OrganisationSum, post: string | null): ReachedRow['at'] {
  return {
    centre: centreId, organisationType: type, ...district === null ? {} : { district }, ...post === null ? {} : { post },
    ...sector === null ? {} : { sector: district === null ? sector : `${district} · ${sector}` },
  };
}

export function isOfficialPost({ post, type }: Pick<PostFacts, 'post' | 'type'>): boolean {
  return type === 'municipal_office' || (Object.hasOwn(POSTS, post) && POSTS[post as PostCode].kind === 'official');
}

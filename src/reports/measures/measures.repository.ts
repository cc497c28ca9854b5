import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../../shared/kernel/clock.js';
import type { Dimension, Scope } from '../indicators/indicator.js';
import { UNKNOWN } from '../indicators/indicator.js';
import { type MeasureSource, SOURCES, type Sql } from './measure-sources.js';
import { addUp, type PartRow } from './part-rows.js';

/** What is asked of one source, by its name in `SOURCES`. */
export interface MeasureAsked {
  source: string;
  dimensions: readonly Dimension[];
}

/** Every dimension that some source knows. */
const PARTS = [...new Set(Object.values(SOURCES).flatMap(({ parts }) => Object.keys(parts) as Dimension[]))];

/** Reads measures from the records of centres. */
@Injectable()
export class MeasuresRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One query, however much is asked. */
  async rows(scope: Scope, asked: readonly MeasureAsked[], now: Instant): Promise<Map<string, PartRow[]>> {
    const rows = await this.union<Record<string, string | number | null>>(asked.map(({ source: name, dimensions }): Sql => {
      const source = SOURCES[name] as MeasureSource;
      const known = PARTS.filter((dimension) => dimensions.includes(dimension) && source.parts[dimension]);
      const { sql, values } = read(source, scope, known, now);
      const parts = PARTS.map((dimension, index) => `${known.includes(dimension) ? source.parts[dimension]?.column : 'NULL'} AS part${index}`);
      const group = known.map((dimension) => source.parts[dimension]?.column).join(', ');
      return { sql: `SELECT '${name}' AS source, ${parts.join(', ')}, SUM(${source.value}) AS value ${sql}${group === '' ? '' : ` GROUP BY ${group}`}`, values };
    }));
    return new Map(asked.map(({ source, dimensions }) => [source, addUp(rows.filter((row) => row.source === source).map((row) => ({
      at: Object.fromEntries(PARTS.map((dimension, index) => [dimension, said(row[`part${index}`])])), value: Number(row.value ?? 0), of: 0,
    })), dimensions.filter((dimension) => SOURCES[source]?.parts[dimension]))]));
  }

  private union<Row>(selects: readonly Sql[]): Promise<Row[]> {
    if (selects.length === 0) return Promise.resolve([]);
    return this.dataSource.query<Row[]>(selects.map(({ sql }) => sql).join('\nUNION ALL '), selects.flatMap(({ values }) => values));
  }
}

/**
 * `FROM … WHERE …` of a measure in a scope, with what these dimensions and those of the slice have to join.
 * @param more what is joined besides
 */
export function read(source: MeasureSource, scope: Scope, dimensions: readonly Dimension[], now: Instant, more = ''): Sql {
  const slice = Object.entries(scope.slice ?? {}) as [Dimension, string][];
  const joins = new Set([...dimensions, ...slice.map(([dimension]) => dimension)].flatMap((dimension) => source.parts[dimension]?.join ?? []));
  const [from, where] = [source.from(scope, now), source.where(scope, now)];
  const narrowed = slice.map(([dimension, value]): Sql => {
    const column = source.parts[dimension]?.column ?? 'NULL';
    return value === UNKNOWN ? { sql: `${column} IS NULL`, values: [] } : { sql: `${column} = ?`, values: [value] };
  });
  return {
    sql: `FROM ${[from.sql, ...joins, more].join(' ')} WHERE ${[where, ...narrowed].map(({ sql }) => sql).join(' AND ')}`,
    values: [...from.values, ...where.values, ...narrowed.flatMap(({ values }) => values)],
  };
}

function said(part: string | number | null | undefined): string | null {
  return part === null || part === undefined ? null : String(part);
}

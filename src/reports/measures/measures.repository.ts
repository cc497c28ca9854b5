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

  /** Two queries at most, however much is asked: one for what counts people, one for the rest. */
  async rows(scope: Scope, asked: readonly MeasureAsked[], now: Instant): Promise<Map<string, PartRow[]>> {
    const counted = asked.filter(({ source }) => SOURCES[source]?.person);
    const others = asked.filter(({ source }) => SOURCES[source] && !SOURCES[source].person);
    return new Map([...await this.wholesAndParts(scope, counted, now), ...await this.groups(scope, others, now)]);
  }

  /** People are counted once in the whole and once in each part. */
  private async wholesAndParts(scope: Scope, asked: readonly MeasureAsked[], now: Instant): Promise<[string, PartRow[]][]> {
    const selects = asked.flatMap(({ source: name, dimensions }) => {
      const source = SOURCES[name] as MeasureSource;
      return [null, ...dimensions.filter((one) => source.parts[one])].map((dimension): Sql => {
        const column = dimension === null ? null : source.parts[dimension]?.column;
        const { sql, values } = read(source, scope, dimension === null ? [] : [dimension], now);
        return {
          sql: `SELECT '${name}' AS source, '${dimension ?? ''}' AS dimension, ${column ?? 'NULL'} AS part, SUM(${source.value}) AS value, COUNT(DISTINCT ${source.person}) AS people
            ${sql}${column ? ` GROUP BY ${column}` : ''}`,
          values,
        };
      });
    });
    const rows = await this.union<{ source: string; dimension: Dimension | ''; part: string | number | null; value: number | null; people: number }>(selects);
    return asked.map(({ source }) => [source, rows.filter((row) => row.source === source).map(({ dimension, part, value, people }) => (
      { dimension: dimension === '' ? null : dimension, part: said(part), value: Number(value ?? 0), of: 0, people: Number(people) }))]);
  }

  private async groups(scope: Scope, asked: readonly MeasureAsked[], now: Instant): Promise<[string, PartRow[]][]> {
    const rows = await this.union<Record<string, string | number | null>>(asked.map(({ source: name, dimensions }): Sql => {
      const source = SOURCES[name] as MeasureSource;
      const known = PARTS.filter((dimension) => dimensions.includes(dimension) && source.parts[dimension]);
      const { sql, values } = read(source, scope, known, now);
      const parts = PARTS.map((dimension, index) => `${known.includes(dimension) ? source.parts[dimension]?.column : 'NULL'} AS part${index}`);
      const group = known.map((dimension) => source.parts[dimension]?.column).join(', ');
      return { sql: `SELECT '${name}' AS source, ${parts.join(', ')}, SUM(${source.value}) AS value ${sql}${group === '' ? '' : ` GROUP BY ${group}`}`, values };
    }));
    return asked.map(({ source, dimensions }) => [source, addUp(rows.filter((row) => row.source === source).map((row) => ({
      at: Object.fromEntries(PARTS.map((dimension, index) => [dimension, said(row[`part${index}`])])), value: Number(row.value ?? 0), of: 0,
    })), dimensions.filter((dimension) => SOURCES[source]?.parts[dimension]))]);
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

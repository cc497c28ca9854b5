import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../../shared/kernel/clock.js';
import type { Dimension, Scope } from '../indicators/indicator.js';
import { UNKNOWN } from '../indicators/indicator.js';
import { type MeasureSource, SOURCES, type Sql } from './measure-sources.js';
import { addUp, type PartRow } from './part-rows.js';

/** Reads measures from the records of centres: one statement each. */
@Injectable()
export class MeasuresRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @param code of `SOURCES` */
  async rows(code: string, scope: Scope, dimensions: readonly Dimension[], now: Instant): Promise<PartRow[]> {
    const source = SOURCES[code];
    if (!source) throw new Error(`no measure ${code}`);
    const asked = dimensions.filter((dimension) => source.parts[dimension]);
    return source.person ? this.wholeAndParts(source, scope, asked, now) : this.groups(source, scope, asked, now);
  }

  /** People are counted once in the whole and once in each part. */
  private async wholeAndParts(source: MeasureSource, scope: Scope, dimensions: readonly Dimension[], now: Instant): Promise<PartRow[]> {
    const selects = [null, ...dimensions].map((dimension): Sql => {
      const column = dimension === null ? 'NULL' : source.parts[dimension]?.column ?? 'NULL';
      const { sql, values } = read(source, scope, dimension === null ? [] : [dimension], now);
      return {
        sql: `SELECT '${dimension ?? ''}' AS dimension, ${column} AS part, SUM(${source.value}) AS value, COUNT(DISTINCT ${source.person}) AS people ${sql}${dimension === null ? '' : ` GROUP BY ${column}`}`,
        values,
      };
    });
    const rows = await this.dataSource.query<{ dimension: Dimension | ''; part: string | number | null; value: number | null; people: number }[]>(
      selects.map(({ sql }) => sql).join('\nUNION ALL '), selects.flatMap(({ values }) => values));
    return rows.map(({ dimension, part, value, people }) => (
      { dimension: dimension === '' ? null : dimension, part: said(part), value: Number(value ?? 0), of: 0, people: Number(people) }));
  }

  private async groups(source: MeasureSource, scope: Scope, dimensions: readonly Dimension[], now: Instant): Promise<PartRow[]> {
    const { sql, values } = read(source, scope, dimensions, now);
    const columns = dimensions.map((dimension) => source.parts[dimension]?.column ?? 'NULL');
    const rows = await this.dataSource.query<Record<string, string | number | null>[]>(`
      SELECT ${[...columns.map((column, index) => `${column} AS part${index}`), `SUM(${source.value}) AS value`].join(', ')} ${sql}
      ${columns.length === 0 ? '' : `GROUP BY ${columns.join(', ')}`}`, values);
    return addUp(rows.map((row) => ({
      at: Object.fromEntries(dimensions.map((dimension, index) => [dimension, said(row[`part${index}`])])), value: Number(row.value ?? 0), of: 0,
    })), dimensions);
  }
}

/** `FROM … WHERE …` of a measure in a scope, with what these dimensions and those of the slice have to join. */
export function read(source: MeasureSource, scope: Scope, dimensions: readonly Dimension[], now: Instant): Sql {
  const slice = Object.entries(scope.slice ?? {}) as [Dimension, string][];
  const joins = new Set([...dimensions, ...slice.map(([dimension]) => dimension)].flatMap((dimension) => source.parts[dimension]?.join ?? []));
  const [from, where] = [source.from(scope, now), source.where(scope, now)];
  const narrowed = slice.map(([dimension, value]): Sql => {
    const column = source.parts[dimension]?.column ?? 'NULL';
    return value === UNKNOWN ? { sql: `${column} IS NULL`, values: [] } : { sql: `${column} = ?`, values: [value] };
  });
  return {
    sql: `FROM ${[from.sql, ...joins].join(' ')} WHERE ${[where, ...narrowed].map(({ sql }) => sql).join(' AND ')}`,
    values: [...from.values, ...where.values, ...narrowed.flatMap(({ values }) => values)],
  };
}

function said(part: string | number | null | undefined): string | null {
  return part === null || part === undefined ? null : String(part);
}

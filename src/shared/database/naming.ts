import { DefaultNamingStrategy, type NamingStrategyInterface, type Table } from 'typeorm';
import { snakeCase } from './columns.js';

/** Names that can be read and are the same in entities, migrations and both engines: `uq_persons_dni`, `fk_rooms_centre_id`. */
export class ReadableNames extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName || snakeCase(propertyName);
  }

  override primaryKeyName(table: Table | string): string {
    return `pk_${bare(table)}`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return constraintName('uq', bare(table), columns);
  }

  override indexName(table: Table | string, columns: string[]): string {
    return constraintName('ix', bare(table), columns);
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return constraintName('fk', bare(table), columns);
  }

  override checkConstraintName(table: Table | string, expression: string): string {
    return constraintName('ck', bare(table), [/^"(\w+)"/.exec(expression)?.[1] ?? 'row']);
  }
}

export function constraintName(prefix: string, table: string, columns: readonly string[]): string {
  return [prefix, table, ...columns].join('_').slice(0, 60);
}

function bare(table: Table | string): string {
  const name = typeof table === 'string' ? table : table.name;
  return name.split('.').pop() as string;
}

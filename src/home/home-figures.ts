import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { HomeFigure } from '../shared/web/home-sections.js';

type Named = Readonly<Record<string, HomeFigure>>;

/** Reads the figures of all sections of a home in one statement: each alone would cost more than it counts. */
@Injectable()
export class HomeFigures {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @returns the values in the same places under the same names */
  async read(sections: readonly Named[]): Promise<Record<string, number>[]> {
    const wanted = sections.flatMap((named, section) => Object.entries(named).map(([name, figure]) => ({ section, name, ...figure })));
    const values: Record<string, number>[] = sections.map(() => ({}));
    if (wanted.length === 0) return values;
    const columns = wanted.map(({ sql }, index) => `(${sql}) AS f${index}`).join(', ');
    const [row] = await this.dataSource.query<Record<string, number | string | null>[]>(`SELECT ${columns}`, wanted.flatMap(({ parameters }) => parameters));
    wanted.forEach(({ section, name }, index) => {
      (values[section] as Record<string, number>)[name] = Number(row?.[`f${index}`] ?? 0);
    });
    return values;
  }
}

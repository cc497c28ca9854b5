import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readTogether, type Selection } from '../shared/database/selections.js';
import type { HomeFigure, HomeFigures, HomeRows, HomeSection } from '../shared/web/home-sections.js';
import type { Viewer } from '../shared/web/viewer.js';

/** What was found for one section. */
export interface HomeFound {
  figures: HomeFigures;
  rows: HomeRows;
}

/** Reads what all sections of a home ask for in one statement: each alone would cost more than it finds. */
@Injectable()
export class HomeReading {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @returns in the same places, under the same names */
  async read(sections: readonly HomeSection[], viewer: Viewer): Promise<HomeFound[]> {
    const figures = sections.map((section) => Object.entries(section.figures?.(viewer) ?? {}));
    const rows = sections.map((section) => Object.entries(section.rows?.(viewer) ?? {}));
    const selections = rows.flat().map(([, selection]) => selection);
    const [[numbers] = [], ...read] = await readTogether(this.dataSource, sections.length === 0 ? [] : [inOneRow(figures), ...selections]);
    return sections.map((_, place) => ({
      figures: Object.fromEntries((figures[place] ?? []).map(([name]) => [name, Number(numbers?.[columnOf(place, name)] ?? 0)])),
      rows: Object.fromEntries((rows[place] ?? []).map(([name]) => [name, (read.shift() ?? []) as never[]])),
    }));
  }
}

/** All numbers side by side: a row for each would be a SELECT more for each. */
function inOneRow(figures: readonly (readonly [name: string, figure: HomeFigure])[][]): Selection {
  const columns = figures.flatMap((ofSection, place) => ofSection.map(([name, { sql }]) => [columnOf(place, name), `(${sql})`]));
  return { columns: Object.fromEntries(columns) as Record<string, string>, from: '', parameters: figures.flat().flatMap(([, { parameters }]) => parameters) };
}

function columnOf(place: number, name: string): string {
  return `${place}.${name}`;
}

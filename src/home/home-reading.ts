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

/** Reads what all sections of a home ask for in one statement, or two: each alone would cost more than it finds. */
@Injectable()
export class HomeReading {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @returns in the same places, under the same names */
  async read(sections: readonly HomeSection[], viewer: Viewer): Promise<HomeFound[]> {
    const first = await this.first(sections, viewer);
    const wanted = sections.map((section, place) => section.more?.(viewer, first[place]?.figures ?? {}, first[place]?.rows ?? {}) ?? {});
    const more = await this.rowsOf(wanted);
    return first.map(({ figures, rows }, place) => ({ figures, rows: { ...rows, ...more[place] } }));
  }

  private async first(sections: readonly HomeSection[], viewer: Viewer): Promise<HomeFound[]> {
    const figures = sections.map((section) => Object.entries(section.figures?.(viewer) ?? {}));
    const [numbers, ...rows] = await this.rowsOf([
      figures.some((ofSection) => ofSection.length > 0) ? { numbers: inOneRow(figures) } : {}, ...sections.map((section) => section.rows?.(viewer) ?? {}),
    ]);
    const [row] = (numbers?.numbers ?? []) as readonly Record<string, unknown>[];
    return sections.map((_, place) => ({
      figures: Object.fromEntries((figures[place] ?? []).map(([name]) => [name, Number(row?.[columnOf(place, name)] ?? 0)])),
      rows: rows[place] ?? {},
    }));
  }

  private async rowsOf(wanted: readonly Record<string, Selection>[]): Promise<HomeRows[]> {
    const read = await readTogether(this.dataSource, wanted.flatMap((named) => Object.values(named)));
    let place = 0;
    return wanted.map((named) => Object.fromEntries(Object.keys(named).map((name) => [name, (read[place++] ?? []) as never[]])));
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

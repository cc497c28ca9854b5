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
    const wanted = sections.map((section) => [
      ...Object.entries(section.figures?.(viewer) ?? {}).map(([name, figure]) => ({ name, selection: selectionOf(figure), figure: true })),
      ...Object.entries(section.rows?.(viewer) ?? {}).map(([name, selection]) => ({ name, selection, figure: false })),
    ]);
    const read = await readTogether(this.dataSource, wanted.flat().map(({ selection }) => selection));
    return wanted.map((ofSection) => {
      const [figures, rows]: [Record<string, number>, Record<string, never[]>] = [{}, {}];
      for (const { name, figure } of ofSection) {
        const found = read.shift() ?? [];
        if (figure) figures[name] = Number(found[0]?.value ?? 0);
        else rows[name] = found as never[];
      }
      return { figures, rows };
    });
  }
}

function selectionOf({ sql, parameters }: HomeFigure): Selection {
  return { columns: { value: `(${sql})` }, from: '', parameters };
}

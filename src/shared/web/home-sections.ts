import { Injectable } from '@nestjs/common';
import type { Selection } from '../database/selections.js';
import type { Role } from '../kernel/roles.js';
import type { Translate } from './i18n.js';
import type { Viewer } from './viewer.js';

/** One line of "what do I do next": a link in the words of the partial `tasks`. */
export interface HomeItem {
  text: string;
  href?: string;
  about?: string;
  number?: number;
  badge?: { text: string; kind: string };
  /** Where else it leads. */
  also?: { href: string; text: string };
  /** The one big next step of a learner: the words of its button. */
  button?: string;
  /** What it is, above its name: her next lesson. */
  eyebrow?: string;
  /** It waits for the viewer's own signature: all such stand together above everything else. */
  signs?: boolean;
  /** Who is seen with it may be in danger: the page gets a quick way out. */
  discreet?: boolean;
}

/** A number that a section says: a query of one value. The figures and the rows of all sections are read together, in one statement. */
export interface HomeFigure {
  sql: string;
  parameters: readonly unknown[];
}

export type HomeFigures = Readonly<Record<string, number>>;
/** The section that asks for rows knows what they hold: they pass for whatever it takes them for. */
export type HomeRows = Readonly<Record<string, readonly never[]>>;

/** What a feature puts on the home of some roles. */
export interface HomeSection {
  roles: readonly Role[];
  /** What is more pressing stands further up: 10 today, 20 this week, 30 when there is time. */
  order: number;
  /** A catalogue key. */
  title: string;
  /** The numbers that `load` gets, by name. */
  figures?(viewer: Viewer): Record<string, HomeFigure>;
  /** The rows that `load` gets, by name. */
  rows?(viewer: Viewer): Record<string, Selection>;
  /**
   * What is worth reading only after the first numbers and rows: one more statement for all sections, and none where no section
   * asks for anything. Its rows come to `load` with the others.
   */
  more?(viewer: Viewer, figures: HomeFigures, rows: HomeRows): Record<string, Selection>;
  /** At most two queries. @returns nothing to do: an empty list, and the section is left out */
  load(viewer: Viewer, t: Translate, figures: HomeFigures, rows: HomeRows): Promise<HomeItem[]> | HomeItem[];
}

/** Where features register their sections when their module starts. */
@Injectable()
export class HomeSections {
  private readonly sections: HomeSection[] = [];

  add(section: HomeSection): void {
    this.sections.push(section);
    this.sections.sort((a, b) => a.order - b.order);
  }

  for(viewer: Viewer): HomeSection[] {
    return this.sections.filter(({ roles }) => viewer.roles.some((role) => roles.includes(role)));
  }
}

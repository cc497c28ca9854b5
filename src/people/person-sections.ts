import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readTogether, type Selection } from '../shared/database/selections.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';

/** One thing that is known of somebody's way through the centre: her level, her group, her attendance. */
export interface WayFact {
  label: string;
  text: string;
  /** Left out for whoever may not go there. */
  href?: string;
}

/** What a feature knows of a person's way, and what is next for her there: all of it text in the viewer's language. */
export interface PersonSectionView {
  facts: WayFact[];
  /** Left out where nothing is to be done in this part. */
  next?: { text: string; about?: string; href?: string } | null;
}

/** The part that asks for rows knows what they hold: they pass for whatever it takes them for. */
export type PersonRows = Readonly<Record<string, readonly never[]>>;

/** A part of somebody's way that belongs to another feature. */
export interface PersonSection {
  roles: readonly Role[];
  /** As the way goes: 10 her level, 20 her course and group, 30 her attendance. What is next is the first that has something. */
  order: number;
  /** The rows that `load` gets, by name: read in one statement with those of the other parts. */
  rows?(viewer: Viewer, personId: Id): Record<string, Selection>;
  /** One query, or none where `rows` says what is to be read: the page has few. */
  load(viewer: Viewer, personId: Id, t: Translate, rows: PersonRows): Promise<PersonSectionView> | PersonSectionView;
}

/** Where features register their sections when their module starts: those who know people do not know them. */
@Injectable()
export class PersonSections {
  private readonly sections: PersonSection[] = [];

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  add(section: PersonSection): void {
    this.sections.push(section);
    this.sections.sort((a, b) => a.order - b.order);
  }

  /** The sections that the viewer may see, in order. */
  async load(viewer: Viewer, personId: Id, t: Translate): Promise<PersonSectionView[]> {
    const open = this.sections.filter(({ roles }) => viewer.roles.some((role) => roles.includes(role)));
    const rows = await this.rowsOf(open.map((section) => section.rows?.(viewer, personId) ?? {}));
    return Promise.all(open.map(async (section, index) => section.load(viewer, personId, t, rows[index] as PersonRows)));
  }

  private async rowsOf(wanted: readonly Record<string, Selection>[]): Promise<PersonRows[]> {
    const read = await readTogether(this.dataSource, wanted.flatMap((named) => Object.values(named)));
    return wanted.map((named) => Object.fromEntries(Object.keys(named).map((name) => [name, read.shift() as never[]])));
  }
}

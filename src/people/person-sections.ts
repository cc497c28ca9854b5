import { Injectable } from '@nestjs/common';
import type { Role } from '../shared/kernel/roles.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';
import type { TableView } from '../shared/web/tables.js';
import type { Viewer } from '../shared/web/viewer.js';

/** What a feature shows of a person on her page: all of it text in the viewer's language. */
export interface PersonSectionView {
  title: string;
  /** One line that says how it stands. */
  text?: string;
  facts?: { label: string; text?: string; href?: string; badge?: { text: string; kind?: string } }[];
  table?: TableView;
  /** What can be done next. */
  actions?: { href: string; text: string; icon?: string }[];
}

/** A part of the page of a person that belongs to another feature: her levels, her attendance, her account. */
export interface PersonSection {
  roles: readonly Role[];
  /** 10 what she is learning, 20 what she did, 30 what is technical. */
  order: number;
  /** At most two queries. @returns null where there is nothing to show, not even that there is nothing */
  load(viewer: Viewer, personId: Id, t: Translate): Promise<PersonSectionView | null>;
}

/** Where features register their sections when their module starts: those who know people do not know them. */
@Injectable()
export class PersonSections {
  private readonly sections: PersonSection[] = [];

  add(section: PersonSection): void {
    this.sections.push(section);
    this.sections.sort((a, b) => a.order - b.order);
  }

  /** The sections that the viewer may see, in order. */
  async load(viewer: Viewer, personId: Id, t: Translate): Promise<PersonSectionView[]> {
    const open = this.sections.filter(({ roles }) => viewer.roles.some((role) => roles.includes(role)));
    const loaded = await Promise.all(open.map((section) => section.load(viewer, personId, t)));
    return loaded.filter((section) => section !== null);
  }
}

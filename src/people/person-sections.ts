import { Injectable } from '@nestjs/common';
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

/** A part of somebody's way that belongs to another feature. */
export interface PersonSection {
  roles: readonly Role[];
  /** As the way goes: 10 her level, 20 her course and group, 30 her attendance. What is next is the first that has something. */
  order: number;
  /** One query: the page has few. */
  load(viewer: Viewer, personId: Id, t: Translate): Promise<PersonSectionView>;
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
  load(viewer: Viewer, personId: Id, t: Translate): Promise<PersonSectionView[]> {
    const open = this.sections.filter(({ roles }) => viewer.roles.some((role) => roles.includes(role)));
    return Promise.all(open.map((section) => section.load(viewer, personId, t)));
  }
}

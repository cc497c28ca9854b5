import { Injectable } from '@nestjs/common';
import type { Id } from '../shared/kernel/ids.js';
import type { FlashMessage } from '../shared/web/flash.js';
import type { Translate } from '../shared/web/i18n.js';
import type { DraftClass } from './draft-classes.js';

/** What classes to come leave without its place, and where to look. */
export interface LeftByClasses {
  text: string;
  link: NonNullable<FlashMessage['link']>;
}

/** Says what classes leave without its place; null for nothing. */
export type ClassFollower = (t: Translate, centreId: Id, classes: readonly DraftClass[]) => Promise<LeftByClasses | null>;

/** Where features that give away what classes take say what a draft would displace: groups know nothing of bookings. */
@Injectable()
export class ClassFollowers {
  private readonly followers: ClassFollower[] = [];

  /** Called once at the start by a feature. */
  add(follower: ClassFollower): void {
    this.followers.push(follower);
  }

  /** What is to be said first; null when nothing is displaced. */
  async leftBehind(t: Translate, centreId: Id, classes: readonly DraftClass[]): Promise<LeftByClasses | null> {
    if (classes.length === 0) return null;
    for (const follower of this.followers) {
      const left = await follower(t, centreId, classes);
      if (left) return left;
    }
    return null;
  }
}

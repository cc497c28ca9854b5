import { Injectable } from '@nestjs/common';
import type { Id } from '../shared/kernel/ids.js';
import type { FlashMessage } from '../shared/web/flash.js';
import type { Translate } from '../shared/web/i18n.js';
import type { DraftClass } from './draft-classes.js';

/** What classes leave without its place, and where to look. */
export interface LeftByClasses {
  text: string;
  link: NonNullable<FlashMessage['link']>;
}

/** Says what was left without its place since it began to look; null for nothing. */
export type LookedAfter = (t: Translate) => Promise<LeftByClasses | null>;

/** A feature that gives away what classes take. */
export interface ClassFollower {
  /** What the classes of a draft would leave without its place; null for nothing. */
  displacedBy(t: Translate, centreId: Id, classes: readonly DraftClass[]): Promise<LeftByClasses | null>;
  /** Looks before groups that stand change. */
  watch(centreId: Id): Promise<LookedAfter>;
}

/** Where features that give away what classes take say what these displace: groups know nothing of bookings. */
@Injectable()
export class ClassFollowers {
  private readonly followers: ClassFollower[] = [];

  /** Called once at the start by a feature. */
  add(follower: ClassFollower): void {
    this.followers.push(follower);
  }

  /** What is to be said first of a draft; null when nothing is displaced. */
  async leftBehind(t: Translate, centreId: Id, classes: readonly DraftClass[]): Promise<LeftByClasses | null> {
    return classes.length === 0 ? null : first(this.followers, (follower) => follower.displacedBy(t, centreId, classes));
  }

  /**
   * Looks before groups that stand, their people or their sessions change. What it returns makes the message about the change
   * say what that has left without its place.
   */
  async watch(centreId: Id): Promise<(t: Translate, flash: FlashMessage) => Promise<FlashMessage>> {
    const looks: LookedAfter[] = [];
    for (const follower of this.followers) looks.push(await follower.watch(centreId));
    return async (t, flash) => {
      const left = await first(looks, (look) => look(t));
      return left ? alsoLeft(t, flash, left) : flash;
    };
  }
}

function alsoLeft(t: Translate, { key, params }: FlashMessage, { text, link }: LeftByClasses): FlashMessage {
  return { key: 'groups:flash.left-behind', kind: 'warning', params: { said: t(key, params).replace(/\.$/u, ''), left: text }, link };
}

async function first<F>(list: readonly F[], ask: (one: F) => Promise<LeftByClasses | null>): Promise<LeftByClasses | null> {
  for (const one of list) {
    const left = await ask(one);
    if (left) return left;
  }
  return null;
}

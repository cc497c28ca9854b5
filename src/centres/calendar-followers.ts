import { Injectable } from '@nestjs/common';
import type { Id } from '../shared/kernel/ids.js';

/** Says where to look after a centre's hours or holidays changed; null when nothing has to be looked at. */
export type CalendarFollower = (centreId: Id) => Promise<string | null>;

/** Where features that stand on a centre's calendar hear that it changed: centres know nothing of sessions. */
@Injectable()
export class CalendarFollowers {
  private readonly followers: CalendarFollower[] = [];

  /** Called once at the start by a feature. */
  add(follower: CalendarFollower): void {
    this.followers.push(follower);
  }

  /** The path of the first page that has to be looked at; null when there is none. */
  async next(centreId: Id): Promise<string | null> {
    for (const follower of this.followers) {
      const path = await follower(centreId);
      if (path) return path;
    }
    return null;
  }
}

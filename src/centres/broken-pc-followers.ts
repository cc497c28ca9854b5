import { Injectable } from '@nestjs/common';
import type { Id } from '../shared/kernel/ids.js';
import type { FlashMessage } from '../shared/web/flash.js';

/** Says what a PC leaves behind that stopped working, and where to look; null for nothing. */
export type BrokenPcFollower = (centreId: Id, workstationId: Id) => Promise<FlashMessage | null>;

/** Where features that give PCs away hear that one is out of order: centres know nothing of bookings. */
@Injectable()
export class BrokenPcFollowers {
  private readonly followers: BrokenPcFollower[] = [];

  /** Called once at the start by a feature. */
  add(follower: BrokenPcFollower): void {
    this.followers.push(follower);
  }

  /** What is to be said first; null when the PC leaves nothing behind. */
  async leftBehind(centreId: Id, workstationId: Id): Promise<FlashMessage | null> {
    for (const follower of this.followers) {
      const message = await follower(centreId, workstationId);
      if (message) return message;
    }
    return null;
  }
}

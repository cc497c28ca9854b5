import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';

/** Whose centre pages somebody may open: her current centre's, and for an administrator those of all that she administers. */
@Injectable()
export class CentreAccess {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @throws NotThere for any other centre, whether there is one or not */
  async check(viewer: Viewer, centreId: Id): Promise<void> {
    if (centreId === viewer.centreId) return;
    if (!hasRole(viewer, 'administrator') || !(await this.administers(viewer.accountId, centreId))) throw new NotThere('centre');
  }

  private async administers(accountId: Id, centreId: Id): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      'SELECT id FROM account_roles WHERE account_id = ? AND role = ? AND (centre_id IS NULL OR centre_id = ?) LIMIT 1',
      [accountId, 'administrator', centreId]);
    return rows.length > 0;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import type { Redirect } from '../shared/web/page.js';
import { removedAlready, WayBack } from '../shared/web/removed-meanwhile.js';
import type { Viewer } from '../shared/web/viewer.js';

/** Around what is done with a group of a draft, which stands in the draft and in no table of its own: the trail tells that it was removed. */
@Injectable()
export class WayBackToDraft extends WayBack {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {
    super();
  }

  protected async find({ params, query, body }: Request, { centreId }: Viewer): Promise<Redirect | null> {
    const proposalId = String(params.id);
    const { key, group = key } = { ...query, ...body as object } as Record<string, unknown>;
    const trail = await this.dataSource.manager.findBy(AuditEntry, { entity: 'group_proposals', entityId: proposalId, centreId });
    const wasThere = group !== undefined && trail.some(({ valuesAfter }) => valuesAfter?.removed === group);
    return wasThere ? removedAlready(`/group-proposals/${proposalId}`, 'groups:flash.group-gone') : null;
  }
}

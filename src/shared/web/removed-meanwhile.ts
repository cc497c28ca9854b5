import { Inject, UseInterceptors, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { catchError, type Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import { AuditEntry } from '../database/audit-entry.entity.js';
import { isId } from '../kernel/ids.js';
import { NotThere } from '../kernel/refusal.js';
import { redirect, type Redirect } from './page.js';
import { hasRole, requestOf, type Viewer } from './viewer.js';

type EntityClass = new () => object;

/** Where a record stood: by the parameters of the address, and by what it said last where they do not tell. */
type PlaceOf = (at: Record<string, string>, last: Record<string, unknown>) => string;

/** Whoever comes for something that was removed meanwhile is led back to where it stood, which says so. */
export abstract class WayBack implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = requestOf(context);
    return next.handle().pipe(catchError(async (error: unknown) => {
      const back = error instanceof NotThere && request.viewer ? await this.find(request, request.viewer) : null;
      if (!back) throw error;
      return back;
    }));
  }

  /** @returns null where it never stood for this viewer: it is not found then, as ever */
  protected abstract find(request: Request, viewer: Viewer): Promise<Redirect | null>;
}

/**
 * On a handler or a controller of records that leave the list they stand on: what is gone leads back to it. What never was there,
 * and what was another centre's, does not.
 * @param param of the address that names the record
 */
export function LeadsBack(entity: EntityClass, param: string, placeOf: PlaceOf): ClassDecorator & MethodDecorator {
  class WayBackToList extends WayBack {
    constructor(@Inject(DataSource) private readonly dataSource: DataSource) {
      super();
    }

    protected async find({ params }: Request, viewer: Viewer): Promise<Redirect | null> {
      const entityId = params[param];
      if (!isId(entityId)) return null;
      const { manager } = this.dataSource;
      const trail = await manager.findBy(AuditEntry, { entity: this.dataSource.getMetadata(entity).tableName, entityId });
      const removal = trail.find(isRemoval);
      if (!removal || (removal.centreId !== viewer.centreId && !hasRole(viewer, 'administrator'))) return null;
      return removedAlready(placeOf(params as Record<string, string>, removal.valuesBefore ?? {}), 'web:flash.removed-already');
    }
  }
  return UseInterceptors(WayBackToList);
}

/** @param key what the page says of what stood there */
export function removedAlready(path: string, key: string): Redirect {
  return redirect(path, { key, kind: 'info' });
}

function isRemoval({ action, valuesAfter }: AuditEntry): boolean {
  return action === 'remove' || typeof valuesAfter?.removedAt === 'number';
}
